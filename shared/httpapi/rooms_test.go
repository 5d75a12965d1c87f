package httpapi_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/httpapi"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
)

func ms(ago time.Duration) int64 { return now.Add(-ago).UnixMilli() }

func TestRM1_shopMakesARoomAndATokenOpensIt(t *testing.T) {
	h := newFixture(t)
	h.want(201, "", "POST /rooms", "/rooms", bodies["POST /rooms"], byShop)
	h.want(409, "exists", "POST /rooms", "/rooms", bodies["POST /rooms"], byShop)
	minted := h.want(201, "", "POST /rooms/{room}/tokens", "/rooms/kitchen/tokens",
		`{"sub":"u2","name":"Bo","role":"viewer","lifetimeSeconds":60}`, byShop)
	token, _ := minted.body["token"].(string)
	c, err := auth.Verify(token, func(kid string) ([]byte, error) {
		if kid != "k2" {
			t.Errorf("signed with %s, want the newest key", kid)
		}
		return secret, nil
	}, now)
	if err != nil || c.Room != "kitchen" || c.Role != room.Viewer ||
		string(c.ID) != minted.body["id"] || !c.Expires.Equal(now.Add(time.Minute)) {
		t.Errorf("the token says %+v, %v", c, err)
	}
	state := h.want(200, "", "GET /rooms/{room}", "/rooms/kitchen", "", claims(c))
	if got := state.body["plan"].(map[string]any); got["name"] != "Kök" || got["ceiling"] != 2400.0 {
		t.Errorf("the room is %v", state.body)
	}
	if got := state.header.Get("Cache-Control"); got != "no-store" {
		t.Errorf("a state may be cached: %q", got)
	}
	for _, bad := range []string{
		`{"sub":"","name":"B","role":"viewer"}`,
		`{"sub":"u","name":"\u0000","role":"viewer"}`,
		`{"sub":"u","name":"B","role":"god"}`,
		`{"sub":"u","name":"B","role":"viewer","lifetimeSeconds":31622401}`,
	} {
		h.want(400, "bad_field", "POST /rooms/{room}/tokens", "/rooms/kitchen/tokens", bad, byShop)
	}
}

func TestRM1_WR2_roomIsMadeOfAWholePlanOnly(t *testing.T) {
	h := newFixture(t)
	whole := strings.NewReplacer(
		`"walls":[]`, `"walls":[{"id":"w","from":[0,0],"to":[9,0],"thickness":9}]`,
		`"doors":[]`, `"doors":[{"id":"d","x":0,"y":0,"width":9,"rotation":0,"hinge":"left","opens":"in"}]`,
	).Replace(bodies["POST /rooms"])
	for _, part := range []string{
		`"from":[0,0],`,
		`"x":0,`,
		`"rotation":0,`,
		`"outline":[[0,0],[4000,0],[4000,3000]],`,
		`,"doors":[]`,
		`,"plan":` + plan,
	} {
		body := whole
		if !strings.Contains(whole, part) {
			body = bodies["POST /rooms"]
		}
		h.want(400, "bad_field", "POST /rooms", "/rooms", strings.Replace(body, part, "", 1), byShop)
	}
	h.want(400, "bad_field", "POST /rooms", "/rooms", strings.Replace(whole, "[4000,0]", "[4000,null]", 1), byShop)
	h.want(400, "bad_field", "POST /rooms", "/rooms", strings.Replace(whole, "2400", "null", 1), byShop)
	h.want(201, "", "POST /rooms", "/rooms", whole, byShop)
}

// The whole of a plan and of an item is answered as it was given, in the form of docs/openapi.yaml.
func TestWR7_WR11_WR12_stateHasWhatIsBuiltAndWhatIsOwn(t *testing.T) {
	h := newFixture(t)
	const built = `{"name":"Vind","units":"cm","outline":[[0,0],[4000,0],[4000,3000]],` +
		`"walls":[{"id":"w","from":[0,0],"to":[9,0],"thickness":9}],` +
		`"doors":[{"id":"d","x":0,"y":0,"width":9,"rotation":0,"hinge":"left","opens":"in","kind":"sliding","height":2040,"balcony":true}],` +
		`"windows":[{"id":"v","x":0,"y":0,"width":9,"rotation":0,"sill":0,"height":1200}],"ceiling":2400,` +
		`"fixtures":[{"id":"r","kind":"radiator","x":0,"y":0,"z":120,"rotation":0,"width":1400,"depth":110,"height":600}],` +
		`"slopes":[{"id":"s","x":0,"y":0,"rotation":0,"width":4000,"depth":1500,"low":1100}],` +
		`"finishes":{"floor":"oak","walls":"white","each":[{"side":0,"finish":"sage"},{"wall":"w","finish":"clay"}]}`
	h.want(201, "", "POST /rooms", "/rooms", `{"room":"loft","plan":`+built+`}}`, byShop)
	own := room.Own{Kind: "wardrobe", Name: "Mormors skåp", Colour: "#7a5c43", Width: 1200, Depth: 600, Height: 2100}
	add := room.Add{ID: "mine", Own: own, Mirrored: true, Place: room.Place{X: 1, Y: 2, Z: 450, Rotation: 3}}
	origin := room.Origin{Peer: "p", Op: 1, User: "u1", Name: "Anna", At: now}
	if _, err := h.store.Commit(t.Context(), "loft", origin, []room.Mutation{add}); err != nil {
		t.Fatal(err)
	}
	got := h.want(200, "", "GET /rooms/{room}", "/rooms/loft", "", token("loft", room.Viewer)).body
	var want any
	wanted := `{"plan":` + built + `,"version":1},"items":[{"id":"mine","product":"","variant":"","own":{"kind":"wardrobe",` +
		`"name":"Mormors skåp","colour":"#7a5c43","width":1200,"depth":600,"height":2100},"mirrored":true,"x":1,"y":2,"z":450,` +
		fmt.Sprintf(`"rotation":3,"version":1,"changed":{"name":"Anna","at":%d}}]}`, now.UnixMilli())
	if err := json.Unmarshal([]byte(wanted), &want); err != nil {
		t.Fatal(err)
	}
	if answered := any(map[string]any{"plan": got["plan"], "items": got["items"]}); !reflect.DeepEqual(answered, want) {
		t.Errorf("answered %v\nwant     %v", answered, want)
	}
	for part, instead := range map[string]string{
		`"kind":"radiator"`: `"kind":"stove"`, `"side":0`: `"side":3`, `"low":1100`: `"low":0`, `"sill":0`: `"sill":-1`,
	} {
		body := `{"room":"other","plan":` + strings.Replace(built, part, instead, 1) + `}}`
		h.want(400, "bad_field", "POST /rooms", "/rooms", body, byShop)
	}
}

func TestAC11_revocationClosesConnectionsAndStaysClosed(t *testing.T) {
	h := newFixture(t)
	open := func(c room.ConnectionID, user string, jti room.TokenID) {
		a := room.Actor{Room: id, Connection: c, User: user, Token: jti, Issued: now.Add(-time.Hour)}
		if err := h.store.PutConnection(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	open("c1", "u1", "t1")
	open("c2", "u1", "t2")
	open("c3", "u3", "t3")
	const route, at = "POST /rooms/{room}/revocations", "/rooms/vardagsrum/revocations"
	if a := h.want(200, "", route, at, `{"token":"t2"}`, byShop); a.body["closed"] != 1.0 {
		t.Errorf("answer %v", a.body)
	}
	if !slices.Contains(h.told, "c2 is told token_revoked") || !slices.Contains(h.told, "c2 is closed") ||
		slices.Contains(h.told, "c1 is closed") {
		t.Errorf("%v", h.told)
	}
	h.want(200, "", route, at, `{"sub":"u3"}`, byShop)
	h.want(200, "", route, at, fmt.Sprintf(`{"all":true,"before":%d}`, ms(time.Hour)), byShop)
	for _, c := range []string{"c1", "c3"} {
		if !slices.Contains(h.told, c+" is closed") {
			t.Errorf("%s is still open: %v", c, h.told)
		}
	}
	later := auth.Claims{
		Room:    id,
		Subject: "u1",
		Name:    "Anna",
		Role:    room.Viewer,
		Expires: now.Add(time.Hour),
		Issued:  now,
		ID:      "t4",
	}
	h.want(200, "", "GET /rooms/{room}", "/rooms/vardagsrum", "", claims(later))
	for _, bad := range []string{
		`{}`,
		`{"token":"a","sub":"b"}`,
		`{"token":"a","before":1}`,
		fmt.Sprintf(`{"all":true,"before":%d}`, ms(-6*time.Second)),
		`{"all":true,"before":0}`,
	} {
		h.want(400, "bad_field", route, at, bad, byShop)
	}
}

func TestAC14_shopAsksWhetherATokenIsRevoked(t *testing.T) {
	const route, at = "GET /rooms/{room}/access", "/rooms/vardagsrum/access?"
	issued := func(ago time.Duration) string { return fmt.Sprintf("&issuedAt=%d", ms(ago)) }
	for name, tt := range map[string]struct {
		revocation string // "" for none
		query      string
		want       bool
	}{
		"nothing was revoked":             {"", "sub=u1", false},
		"the person":                      {`{"sub":"u1"}`, "sub=u1" + issued(time.Second), true},
		"the person, at any time":         {`{"sub":"u1"}`, "sub=u1", true},
		"the person, who came back since": {`{"sub":"u1"}`, "sub=u1" + issued(-time.Millisecond), false},
		"another person":                  {`{"sub":"u2"}`, "sub=u1", false},
		"all":                             {`{"all":true}`, "sub=u1" + issued(0), true},
		"all, before":                     {`{"all":true}`, "sub=u1" + issued(-5*time.Second), false},
		"the token":                       {`{"token":"t1"}`, "sub=u1&token=t1" + issued(-time.Second), true},
		"another token":                   {`{"token":"t2"}`, "sub=u1&token=t1", false},
		"a name with an ampersand":        {`{"sub":"a&b"}`, "sub=a%26b", true},
	} {
		t.Run(name, func(t *testing.T) {
			h := newFixture(t)
			if tt.revocation != "" {
				h.want(200, "", revoking, revocations, tt.revocation, byShop)
			}
			a := h.want(200, "", route, at+tt.query, "", byShop)
			if a.body["revoked"] != tt.want || a.header.Get("Cache-Control") != "no-store" {
				t.Errorf("answer %v %v, want revoked: %t", a.body, a.header, tt.want)
			}
		})
	}
	h := newFixture(t)
	for _, bad := range []string{
		"", "sub=", "sub=" + strings.Repeat("u", 129), "sub=u1&token=" + strings.Repeat("t", 129),
		"sub=u1&issuedAt=now", "sub=u1" + issued(-5001*time.Millisecond),
	} {
		h.want(400, "bad_field", route, at+bad, "", byShop)
	}
	h.want(204, "", "DELETE /rooms/{room}", "/rooms/vardagsrum", "", byShop)
	h.want(404, "not_found", route, at+"sub=u1", "", byShop)
}

// A token or invitation is never handed out that a revocation, just made, covers: not in the
// same millisecond, nor while before is ahead. The first later one is good at once.
func TestAC11_tokenOfTheSameSecondAsARevocation(t *testing.T) {
	const revocations, tokens = "/rooms/vardagsrum/revocations", "/rooms/vardagsrum/tokens"
	const anna = `{"sub":"u1","name":"Anna","role":"editor"}`
	maker := auth.Claims{
		Room: id, Subject: "u1", Name: "Anna", Role: room.Editor, Expires: now.Add(time.Hour),
		Issued: now.Add(time.Minute),
	}
	for name, test := range map[string]struct {
		revocation   string
		dead, issued time.Duration
	}{
		"all":   {`{"all":true}`, 0, time.Millisecond},
		"a sub": {`{"sub":"u1"}`, 0, time.Millisecond},
		"all ahead": {
			fmt.Sprintf(`{"all":true,"before":%d}`, ms(-5*time.Second)), 5 * time.Second,
			5001 * time.Millisecond,
		},
		"another": {`{"sub":"u2"}`, -1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			h := newFixture(t)
			moment := now
			h.deps.Now = func() time.Time { return moment }
			h.want(200, "", "POST /rooms/{room}/revocations", revocations, test.revocation, byShop)
			if test.dead >= 0 {
				moment = now.Add(test.dead)
				h.want(503, "busy", "POST /rooms/{room}/tokens", tokens, anna, byShop)
			}
			moment = now.Add(test.issued)
			a := h.want(201, "", "POST /rooms/{room}/tokens", tokens, anna, byShop)
			h.want(200, "", "GET /rooms/{room}", "/rooms/vardagsrum", "", bearer(a.body["token"].(string)))
		})
	}
	h := newFixture(t)
	h.want(200, "", "POST /rooms/{room}/revocations", revocations, `{"sub":"u1"}`, byShop)
	moment := now.Add(time.Second)
	h.deps.Now = func() time.Time { return moment }
	maker.Issued = moment
	const invitations = "/rooms/vardagsrum/invitations"
	h.want(201, "", "POST /rooms/{room}/invitations", invitations, `{"role":"viewer"}`, claims(maker))
	moment = now
	h.want(503, "busy", "POST /rooms/{room}/invitations", invitations, `{"role":"viewer"}`, claims(maker))
}

// loadCounter counts the calls of Load.
type loadCounter struct {
	*memory.Store
	whole int
}

func (r *loadCounter) Load(ctx context.Context, id room.ID) (room.Room, error) {
	r.whole++
	return r.Store.Load(ctx, id)
}

func TestOnlyWhatAnswersWithTheRoomReadsTheWholeRoom(t *testing.T) {
	whole := []string{"GET /rooms/{room}", "GET /rooms/{room}/at", "POST /rooms/{room}/restore"}
	for _, route := range routes() {
		h := furnished(t)
		h.drain()
		table := &loadCounter{Store: h.store}
		h.deps.Table = table
		if a := h.request(route, path(route, id), bodies[route], validCredential(route)); a.status >= 400 {
			t.Errorf("%s: %d %v", route, a.status, a.body)
		}
		if want := slices.Contains(whole, route); (table.whole > 0) != want {
			t.Errorf("%s read the whole room %d times; it answers with it: %t", route, table.whole, want)
		}
	}
}

// furnished returns a fixture whose room has three hours of history.
func furnished(t *testing.T) *fixture {
	h := newFixture(t)
	h.do(150*time.Minute, 1, room.Add{ID: "sofa", Product: "sofa.klinte", Place: room.Place{X: 100}})
	h.do(80*time.Minute, 2, room.Add{ID: "rug", Product: "rug.ljung"})
	h.do(20*time.Minute, 3, room.Update{ID: "sofa", Variant: new("moss"), Version: 1})
	h.do(10*time.Minute, 4, room.Remove{ID: "rug", Version: 1})
	return h
}

func TestHS1_HS2_HS3_lookingBack(t *testing.T) {
	h := furnished(t)
	who := token(id, room.Viewer)
	at := func(ago time.Duration) string { return fmt.Sprintf("/rooms/vardagsrum/at?time=%d", ms(ago)) }
	h.want(503, "busy", "GET /rooms/{room}/at", at(15*time.Minute), "", who)
	h.drain()
	a := h.want(200, "", "GET /rooms/{room}/at", at(15*time.Minute), "", who)
	items := a.body["items"].([]any)
	if len(items) != 2 || a.header.Get("Cache-Control") != "private, max-age=3600" {
		t.Errorf("a quarter of an hour ago: %v, %v", a.body, a.header)
	}
	h.want(404, "not_found", "GET /rooms/{room}/at", at(4*time.Hour), "", who)
	var kinds []string
	next := ""
	for {
		at := fmt.Sprintf("/rooms/vardagsrum/history?limit=2&from=%d%s", ms(160*time.Minute), next)
		page := h.want(200, "", "GET /rooms/{room}/history", at, "", who)
		for _, c := range page.body["changes"].([]any) {
			change := c.(map[string]any)
			kinds = append(kinds, fmt.Sprint(change["item"].(map[string]any)["id"], change["removed"]))
		}
		cursor, more := page.body["next"]
		if !more {
			break
		}
		next = fmt.Sprint("&cursor=", cursor)
	}
	if got := strings.Join(kinds, " "); got != "sofa<nil> rug<nil> sofa<nil> rugtrue" {
		t.Errorf("history is %s", got)
	}
	one := h.want(200, "", "GET /rooms/{room}/history", "/rooms/vardagsrum/history?item=rug", "", who)
	if got := one.body["changes"].([]any); len(got) != 2 || strings.Contains(fmt.Sprint(got), "u1") {
		t.Errorf("the rug's history is %v: two changes, and no ids of the shop", got)
	}
	s := h.want(200, "", "GET /rooms/{room}/snapshots", "/rooms/vardagsrum/snapshots", "", who)
	if got := s.body["snapshots"].([]any); len(got) < 2 || s.body["newest"] != float64(ms(10*time.Minute)) {
		t.Errorf("snapshots are %v", s.body)
	}
}

func TestHS4_ownerRestoresAndTakesItBack(t *testing.T) {
	h := furnished(t)
	h.drain()
	who := token(id, room.Owner)
	at := ms(15 * time.Minute)
	a := h.want(200, "", "POST /rooms/{room}/restore", "/rooms/vardagsrum/restore", fmt.Sprintf(`{"at":%d}`, at), who)
	if a.body["changed"] != 1.0 || !slices.Equal(h.told, []string{"room.Edited"}) {
		t.Errorf("%v; told %v", a.body, h.told)
	}
	state := h.want(200, "", "GET /rooms/{room}", "/rooms/vardagsrum", "", who)
	if len(state.body["items"].([]any)) != 2 {
		t.Errorf("restored to %v", state.body)
	}
	h.drain()
	undo := fmt.Sprintf(`{"at":%v}`, int64(a.body["undo"].(float64)))
	h.want(200, "", "POST /rooms/{room}/restore", "/rooms/vardagsrum/restore", undo, who)
	state = h.want(200, "", "GET /rooms/{room}", "/rooms/vardagsrum", "", who)
	if len(state.body["items"].([]any)) != 1 {
		t.Errorf("taken back to %v", state.body)
	}
	for _, bad := range []string{`{}`, `{"at":0}`, `{"at":"now"}`} {
		h.want(400, "bad_field", "POST /rooms/{room}/restore", "/rooms/vardagsrum/restore", bad, who)
	}
}

func TestHS4_whatSomebodyHoldsStaysTheirs(t *testing.T) {
	h := furnished(t)
	h.drain()
	h.do(0, 5, room.Acquire{ID: "sofa"})
	a := h.want(200, "", "POST /rooms/{room}/restore", "/rooms/vardagsrum/restore",
		fmt.Sprintf(`{"at":%d}`, ms(time.Hour)), token(id, room.Owner))
	kept := fmt.Sprint(a.body["kept"])
	if a.body["changed"] != 1.0 ||
		!strings.Contains(kept, "sofa") || !strings.Contains(kept, "held") || !strings.Contains(kept, "Anna") {
		t.Errorf("%v", a.body)
	}
}

func TestHS1_HS4_busyWhileTheStreamIsBehind(t *testing.T) {
	h := furnished(t)
	h.want(503, "busy", "POST /rooms/{room}/restore", "/rooms/vardagsrum/restore",
		fmt.Sprintf(`{"at":%d}`, ms(15*time.Minute)), token(id, room.Owner))
}

func TestSY4_stateHasTheDigestOfItsRows(t *testing.T) {
	h := furnished(t)
	r, err := h.store.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	a := h.want(200, "", "GET /rooms/{room}", "/rooms/vardagsrum", "", token(id, room.Viewer))
	if want := room.Digest(r.Plan, r.Items); a.body["digest"] != float64(want) {
		t.Errorf("the digest is %v, want %d", a.body["digest"], want)
	}
}

func TestHS6_programsOfTheShopHaveNoName(t *testing.T) {
	h := furnished(t)
	for n, by := range [][2]string{{"roomctl", "roomctl"}, {"localstack", "localstack"}, {"u1", "roomctl"}} {
		origin := room.Origin{Peer: "p", User: by[0], Name: by[1], Op: room.Op(n + 1), At: now.Add(-time.Minute)}
		add := room.Add{ID: room.ItemID(fmt.Sprint("item", n)), Product: "p"}
		if _, err := h.store.Commit(t.Context(), id, origin, []room.Mutation{add}); err != nil {
			t.Fatal(err)
		}
	}
	a := h.want(200, "", "GET /rooms/{room}", "/rooms/vardagsrum", "", token(id, room.Viewer))
	names := map[any]any{}
	for _, i := range a.body["items"].([]any) {
		item := i.(map[string]any)
		names[item["id"]] = item["changed"].(map[string]any)["name"]
	}
	want := map[any]any{"sofa": "Anna", "item0": "", "item1": "", "item2": "roomctl"}
	if !maps.Equal(names, want) {
		t.Errorf("the items were changed by %v, want %v", names, want)
	}
}

func TestHS5_momentsHaveNames(t *testing.T) {
	h := furnished(t)
	who := token(id, room.Editor)
	const route, at = "POST /rooms/{room}/moments", "/rooms/vardagsrum/moments"
	h.want(201, "", route, at, fmt.Sprintf(`{"at":%d,"name":"<b>rug</b>"}`, ms(time.Hour)), who)
	h.want(409, "exists", route, at, fmt.Sprintf(`{"at":%d,"name":"again"}`, ms(time.Hour)), who)
	a := h.want(200, "", "GET /rooms/{room}/moments", at, "", token(id, room.Viewer))
	if list := a.body["moments"].([]any); len(list) != 1 || list[0].(map[string]any)["name"] != "<b>rug</b>" {
		t.Errorf("moments are %v", a.body)
	}
	for _, bad := range []string{
		`{"at":1,"name":""}`,
		`{"name":"x"}`,
		fmt.Sprintf(`{"at":%d,"name":"to come"}`, ms(-time.Minute)),
		`{"at":1,"name":"` + strings.Repeat("x", 61) + `"}`,
	} {
		h.want(400, "bad_field", route, at, bad, who)
	}
	for n := range 199 {
		h.want(201, "", route, at, fmt.Sprintf(`{"at":%d,"name":"n"}`, n+1), who)
	}
	h.want(400, "too_many", route, at, `{"at":1000,"name":"one more"}`, who)
	const deletion = "DELETE /rooms/{room}/moments/{at}"
	for range 2 {
		h.want(204, "", deletion, at+"/1", "", who)
	}
	h.want(201, "", route, at, `{"at":1000,"name":"one more"}`, who)
	for _, bad := range []string{"0", "x", "1.5", "253402300800000"} {
		h.want(400, "bad_field", deletion, at+"/"+bad, "", who)
	}
}

// raceLost is an archive whose objects others replace at the same time, again and again.
type raceLost struct{ httpapi.Archive }

func (raceLost) PutNamedVersion(context.Context, room.ID, archive.NamedVersion) error {
	return fmt.Errorf("replace: %w", archive.ErrReplaced)
}

func (raceLost) Erase(context.Context, room.ID, time.Time) error {
	return fmt.Errorf("replace: %w", archive.ErrReplaced)
}

func TestHS5_SN8_lostRacesForAnObjectAreBusy(t *testing.T) {
	h := furnished(t)
	h.deps.Archive = raceLost{h.archive}
	h.want(503, "busy", "POST /rooms/{room}/moments", "/rooms/vardagsrum/moments",
		fmt.Sprintf(`{"at":%d,"name":"x"}`, ms(time.Hour)), token(id, room.Editor))
	h.want(503, "busy", "DELETE /rooms/{room}", "/rooms/vardagsrum", "", byShop)
}

// damagedArchive is an archive in which one part of the history can't be decoded.
type damagedArchive struct {
	httpapi.Archive
	part *archive.DamagedError
}

func (a damagedArchive) History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[archive.Change, error] {
	return func(yield func(archive.Change, error) bool) {
		if a.part.Overlaps(from, time.Time{}) && !yield(archive.Change{}, a.part) {
			return
		}
		for c, err := range a.Archive.History(ctx, id, from) {
			if at := c.By().At; (at.Before(a.part.First) || at.After(a.part.Last)) && !yield(c, err) {
				return
			}
		}
	}
}

func (a damagedArchive) ListNamedVersions(context.Context, room.ID) ([]archive.NamedVersion, error) {
	return nil, fmt.Errorf("moments.json %w", archive.ErrUnreadable)
}

// The part with the sofa's last change, 20 minutes ago, is damaged.
func TestHS1_HS2_HS4_HS5_damagedHistoryIsNamedAndNotToBeAskedForAgain(t *testing.T) {
	h := furnished(t)
	h.drain()
	var log strings.Builder
	h.deps.Log = slog.New(slog.NewTextHandler(&log, nil))
	at := now.Add(-20 * time.Minute)
	h.deps.Archive = damagedArchive{h.archive, &archive.DamagedError{Key: "history/x.json", First: at, Last: at}}
	who := token(id, room.Owner)
	damaged := func(route, path, body string) {
		t.Helper()
		a := h.want(500, "damaged", route, path, body, who)
		if a.body["retry"] != false || !strings.Contains(fmt.Sprint(a.body["detail"]), "damaged") {
			t.Errorf("%s: %v, want no retry and the reason", route, a.body)
		}
	}
	const state, list = "GET /rooms/{room}/at", "GET /rooms/{room}/history"
	const restore = "POST /rooms/{room}/restore"
	path := "/rooms/vardagsrum"
	damaged(state, fmt.Sprintf("%s/at?time=%d", path, ms(15*time.Minute)), "")
	damaged(restore, path+"/restore", fmt.Sprintf(`{"at":%d}`, ms(15*time.Minute)))
	damaged("GET /rooms/{room}/moments", path+"/moments", "")
	if !strings.Contains(log.String(), "history/x.json") {
		t.Errorf("the log does not name the object: %s", log.String())
	}
	h.want(200, "", state, fmt.Sprintf("%s/at?time=%d", path, ms(25*time.Minute)), "", who)
	h.want(200, "", state, fmt.Sprintf("%s/at?time=%d", path, ms(5*time.Minute)), "", who)
	for query, incomplete := range map[string]any{
		"":         true,
		"?limit=1": nil,
		fmt.Sprintf("?to=%d", ms(25*time.Minute)):                             nil,
		fmt.Sprintf("?from=%d", ms(15*time.Minute)):                           nil,
		fmt.Sprintf("?from=%d&to=%d", ms(25*time.Minute), ms(18*time.Minute)): true,
	} {
		if a := h.want(200, "", list, path+"/history"+query, "", who); a.body["incomplete"] != incomplete {
			t.Errorf("history%s: %v, want incomplete %v", query, a.body, incomplete)
		}
	}
	h.want(200, "", restore, path+"/restore", fmt.Sprintf(`{"at":%d}`, ms(5*time.Minute)), who)
}

func TestUploadsAreBoundToTypeAndSize(t *testing.T) {
	h := newFixture(t)
	who := token(id, room.Editor)
	const route, at = "POST /rooms/{room}/uploads", "/rooms/vardagsrum/uploads"
	a := h.want(201, "", route, at, `{"type":"image/webp","size":123}`, who)
	url, _ := a.body["url"].(string)
	if !strings.Contains(url, "size=123") || !strings.HasSuffix(a.body["upload"].(string), ".webp") {
		t.Errorf("%v", a.body)
	}
	h.want(200, "", "GET /rooms/{room}/uploads/{upload}", at+"/"+a.body["upload"].(string), "", token(id, room.Viewer))
	h.want(400, "bad_field", route, at, `{"type":"image/svg+xml","size":123}`, who)
	h.want(400, "bad_field", route, at, `{"type":"image/png","size":0}`, who)
	h.want(413, "too_large", route, at, `{"type":"image/png","size":10485761}`, who)
	for n, status := range map[int]int{99: 201, 100: 400, 5000: 400} {
		h.uploads.pictures = n
		code := map[int]string{400: "too_many"}[status]
		h.want(status, code, route, at, `{"type":"image/png","size":1}`, who)
	}
}

func TestQU4_addressesCountAsPictures(t *testing.T) {
	h := newFixture(t)
	got := map[int]int{}
	for range 120 {
		a := h.request("POST /rooms/{room}/uploads", "/rooms/vardagsrum/uploads",
			`{"type":"image/png","size":1}`, token(id, room.Editor))
		got[a.status]++
	}
	if got[201] != 100 || got[400] != 20 {
		t.Errorf("120 requests were answered %v, want 100 addresses", got)
	}
}

func TestSN8_deletedRoomIsGoneWithAllItsData(t *testing.T) {
	h := furnished(t)
	h.drain()
	peer := room.Peer{ID: "p1", Connection: "c1", Name: "Anna", Role: room.Viewer, Colour: 3}
	if _, err := h.store.Join(t.Context(), id, peer); err != nil {
		t.Fatal(err)
	}
	p := h.want(200, "", "GET /rooms/{room}/people", "/rooms/vardagsrum/people", "", token(id, room.Viewer))
	if len(p.body["people"].([]any)) != 1 {
		t.Errorf("people are %v", p.body)
	}
	if err := h.store.PutConnection(t.Context(), room.Actor{Room: id, Connection: "c1", User: "u1"}); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		h.want(204, "", "DELETE /rooms/{room}", "/rooms/vardagsrum", "", byShop)
	}
	if !slices.Contains(h.told, "c1 is closed") {
		t.Errorf("%v", h.told)
	}
	h.want(401, "token_revoked", "GET /rooms/{room}", "/rooms/vardagsrum", "", token(id, room.Viewer))
	s, _, err := h.archive.Snapshot(t.Context(), id)
	if err != nil || len(s.Items) > 0 {
		t.Errorf("left is %+v, %v", s, err)
	}
}

func TestSN8_changeStoredWhileTheRoomGoesIsDropped(t *testing.T) {
	h := furnished(t)
	h.drain()
	moment := now
	clock := func() time.Time { moment = moment.Add(time.Millisecond); return moment }
	h.deps.Now, h.deps.Service.Now = clock, clock
	if err := h.store.PutConnection(t.Context(), room.Actor{Room: id, Connection: "c1", User: "u1"}); err != nil {
		t.Fatal(err)
	}
	h.closing = func() { // an edit in progress is stored before its connection is closed
		origin := room.Origin{Peer: "p1", User: "u1", Name: "Anna", Op: 1, At: clock()}
		late := []room.Mutation{room.Add{ID: "late", Product: "p"}}
		if _, err := h.store.Commit(t.Context(), id, origin, late); err != nil {
			t.Error(err)
		}
	}
	h.want(204, "", "DELETE /rooms/{room}", "/rooms/vardagsrum", "", byShop)
	h.drain() // the stream delivers the edit after the room was deleted
	s, _, err := h.archive.Snapshot(t.Context(), id)
	if err != nil || len(s.Items) > 0 || s.Plan.Version > 0 {
		t.Errorf("left is %+v, %v", s, err)
	}
	for c, err := range h.archive.History(t.Context(), id, time.Time{}) {
		t.Errorf("history has %+v, %v; want nothing", c, err)
	}
}
