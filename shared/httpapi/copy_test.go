package httpapi_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/shared/httpapi"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

var wardrobe = room.Own{Kind: "wardrobe", Name: "Skåp", Colour: "#7a5c43", Width: 1200, Depth: 600, Height: 2100}

// equipped returns a room whose plan has finishes and a picture, with a held sofa, a mirrored own
// piece, and the tombstone of a lamp. The sofa was moved an hour ago.
func equipped(t *testing.T) *fixture {
	t.Helper()
	h := newFixture(t)
	edited := roomtest.Plan()
	edited.Finishes = &room.Finishes{Floor: "oak"}
	edited.Picture = &room.Picture{Upload: picture, Width: 1, Height: 1}
	origin := room.Origin{Peer: "anna", User: "u1", Name: "Anna", Op: 1, At: now.Add(-150 * time.Minute)}
	if _, err := h.store.SavePlan(t.Context(), id, origin, room.PlanEdit{Plan: edited, Version: 1}); err != nil {
		t.Fatal(err)
	}
	h.do(2*time.Hour, 2, room.Add{ID: "sofa", Product: "sofa.klinte", Variant: "moss", Place: room.Place{X: 1, Y: 2}})
	h.do(2*time.Hour, 3, room.Add{ID: "mine", Own: wardrobe, Mirrored: true, Place: room.Place{Z: 450}})
	h.do(2*time.Hour, 4, room.Add{ID: "lamp", Product: "lamp"})
	h.do(2*time.Hour, 5, room.Remove{ID: "lamp", Version: 1})
	h.do(time.Hour, 6, room.Update{ID: "sofa", Place: &room.Place{X: 900, Y: 2}, Version: 1})
	h.do(time.Second, 7, room.Acquire{ID: "sofa"})
	return h
}

// copyOf returns the body that copies the room; more are members of from.
func copyOf(more string) string {
	return fmt.Sprintf(`{"room":"copy","from":{"room":%q%s}}`, id, more)
}

func TestRM6_copyHasPlanAndItemsOnly(t *testing.T) {
	h := equipped(t)
	h.want(201, "", "POST /rooms", "/rooms", copyOf(""), byShop)
	was, _ := h.store.Load(t.Context(), id)
	r, err := h.store.Load(t.Context(), "copy")
	if err != nil || r.Plan.Version != 1 || !room.SamePlan(r.Plan, was.Plan) {
		t.Errorf("the plan is %+v, %v; want %+v", r.Plan, err, was.Plan)
	}
	if r.Plan.Changed.Name != "shop" || len(r.Peers) != 0 {
		t.Errorf("the author is %+v, the peers are %v", r.Plan.Changed, r.Peers)
	}
	want := []room.Item{
		{ID: "mine", Own: wardrobe, Mirrored: true, Place: room.Place{Z: 450}, Version: 1},
		{ID: "sofa", Product: "sofa.klinte", Variant: "moss", Place: room.Place{X: 900, Y: 2}, Version: 1},
	}
	for n := range r.Items {
		if r.Items[n].Changed.Name != "shop" {
			t.Errorf("the author of %s is %+v", r.Items[n].ID, r.Items[n].Changed)
		}
		r.Items[n].Changed, r.Items[n].LastOp = room.Author{}, room.OpID{}
	}
	if !reflect.DeepEqual(r.Items, want) {
		t.Errorf("the items are %+v, want %+v", r.Items, want)
	}
	if want := []string{fmt.Sprintf("%s/%s to copy", id, picture)}; !slices.Equal(h.uploads.copied, want) {
		t.Errorf("copied %v, want %v", h.uploads.copied, want)
	}
	h.want(409, "exists", "POST /rooms", "/rooms", copyOf(""), byShop)
}

func TestRM6_copyOfAnEarlierState(t *testing.T) {
	h := equipped(t)
	h.drain()
	body := copyOf(fmt.Sprintf(`,"at":%d`, ms(90*time.Minute)))
	body = strings.Replace(body, `{`, `{"name":"Before","owner":"customer:7",`, 1)
	h.want(201, "", "POST /rooms", "/rooms", body, byShop)
	r, err := h.store.Load(t.Context(), "copy")
	if err != nil || len(r.Items) != 2 || r.Items[1].X != 1 || r.Plan.Name != "Before" || r.Plan.Owner != "customer:7" {
		t.Errorf("the copy is %+v, %v", r, err)
	}
}

// A copy of 60 items, which is more than a command adds.
func TestRM6_copyHasAllItems(t *testing.T) {
	h := newFixture(t)
	for n := range 60 {
		h.do(time.Hour, room.Op(n+1), room.Add{ID: room.ItemID(fmt.Sprintf("i%02d", n)), Product: "p"})
	}
	h.want(201, "", "POST /rooms", "/rooms", copyOf(""), byShop)
	if r, err := h.store.Load(t.Context(), "copy"); err != nil || len(r.Items) != 60 {
		t.Errorf("%d items, %v", len(r.Items), err)
	}
}

func TestRM6_HS4_digestNamesTheState(t *testing.T) {
	h := equipped(t)
	h.drain()
	digest := func(path string) float64 {
		return h.want(200, "", "GET /rooms/{room}"+strings.Split(path, "?")[0], "/rooms/"+string(id)+path, "", token(id, room.Owner)).body["digest"].(float64)
	}
	at := ms(90 * time.Minute)
	then, current := digest(fmt.Sprintf("/at?time=%d", at)), digest("")
	if then == current {
		t.Fatal("two states have one digest")
	}
	restore := func(digest float64) string { return fmt.Sprintf(`{"at":%d,"digest":%.0f}`, at, digest) }
	h.want(409, "conflict", "POST /rooms", "/rooms", copyOf(fmt.Sprintf(`,"digest":%.0f`, then)), byShop)
	h.want(409, "conflict", "POST /rooms", "/rooms", copyOf(fmt.Sprintf(`,"at":%d,"digest":%.0f`, at, current)), byShop)
	h.want(409, "conflict", "POST /rooms/{room}/restore", path("/ /rooms/{room}/restore", id), restore(current), token(id, room.Owner))
	if _, err := h.store.Load(t.Context(), "copy"); !errors.Is(err, room.ErrNoRoom) {
		t.Errorf("a refused copy made a room: %v", err)
	}
	h.want(201, "", "POST /rooms", "/rooms", copyOf(fmt.Sprintf(`,"at":%d,"digest":%.0f`, at, then)), byShop)
	h.want(200, "", "POST /rooms/{room}/restore", path("/ /rooms/{room}/restore", id), restore(then), token(id, room.Owner))
}

func TestRM6_copyIsRefused(t *testing.T) {
	outer := t
	h := equipped(t)
	h.drain()
	for name, c := range map[string]struct {
		status int
		code   string
		body   string
	}{
		"of no room":           {404, "not_found", `{"room":"copy","from":{"room":"none"}}`},
		"of a room's future":   {400, "bad_field", copyOf(fmt.Sprintf(`,"at":%d`, ms(-time.Hour)))},
		"of no time":           {400, "bad_field", copyOf(`,"at":0`)},
		"of before the room":   {404, "not_found", copyOf(fmt.Sprintf(`,"at":%d`, ms(5*time.Hour)))},
		"of what can't be one": {400, "bad_field", `{"room":"copy","from":{"room":"A"}}`},
		"with a plan":          {400, "bad_field", strings.Replace(copyOf(""), `{`, `{"plan":`+plan+`,`, 1)},
		"with a bad name":      {400, "bad_field", strings.Replace(copyOf(""), `{`, `{"name":"\u0000",`, 1)},
		"with a bad owner":     {400, "bad_field", strings.Replace(copyOf(""), `{`, `{"owner":"",`, 1)},
		"with an odd member":   {400, "bad_field", copyOf(`,"surprise":1`)},
		"of a plan with name":  {400, "bad_field", `{"room":"copy","name":"Kök","plan":` + plan + `}`},
	} {
		t.Run(name, func(t *testing.T) {
			h.T = t
			defer func() { h.T = outer }()
			h.want(c.status, c.code, "POST /rooms", "/rooms", c.body, byShop)
		})
	}
	h.want(403, "", "POST /rooms", "/rooms", copyOf(""), token(id, room.Owner))
	if _, err := h.store.Load(t.Context(), "copy"); !errors.Is(err, room.ErrNoRoom) {
		t.Errorf("a refused copy made a room: %v", err)
	}
}

// noCopies are uploads that can't be copied.
type noCopies struct{ fakeUploads }

func (*noCopies) Copy(context.Context, room.ID, room.ID, string) error {
	return errors.New("the bucket is out of order")
}

func TestRM6_copyThatCantBeStoredLeavesNoRoom(t *testing.T) {
	for name, breaks := range map[string]func(*httpapi.Deps){
		"items":   func(d *httpapi.Deps) { d.Table = failing{d.Table, new(1)} },
		"picture": func(d *httpapi.Deps) { d.Uploads = &noCopies{} },
	} {
		t.Run(name, func(t *testing.T) {
			h := equipped(t)
			breaks(&h.deps)
			h.want(500, "internal", "POST /rooms", "/rooms", copyOf(""), byShop)
			if _, err := h.store.Load(t.Context(), "copy"); !errors.Is(err, room.ErrNoRoom) {
				t.Errorf("the room remains: %v", err)
			}
		})
	}
}
