package httpapi_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/template"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// Each endpoint must reject every kind of credential that it does not accept.
func TestAC1_AC7_AC11_everyEndpointRefusesWrongCredentials(t *testing.T) {
	expired := auth.Claims{
		Room:    id,
		Subject: "u1",
		Name:    "Anna",
		Role:    room.Owner,
		Expires: now,
		Issued:  now.Add(-time.Hour),
	}
	revoked := auth.Claims{
		Room:    id,
		Subject: "gone",
		Name:    "Gone",
		Role:    room.Owner,
		Expires: now.Add(time.Hour),
		ID:      "t9",
		Issued:  now.Add(-time.Hour),
	}
	bearer := func(s string) credential {
		return func(_ *fixture, r *http.Request, _ []byte) { r.Header.Set("Authorization", s) }
	}
	otherBody := func(h *fixture, r *http.Request, body []byte) { byShop(h, r, append([]byte(" "), body...)) }
	forShop := map[string]credential{
		"no credential": nil, "a room token": token(id, room.Owner), "nonsense": bearer("AWS4-HMAC-SHA256 hello"),
		"a key that nobody has": signed("nobody", "sesame", now), "a wrong secret": signed("shop", "parsley", now),
		"an old signature": signed("shop", "sesame", now.Add(-time.Hour)), "a signature of another body": otherBody,
	}
	forPage := map[string]struct {
		credential
		status int
		code   room.Code
	}{
		"no credential":                 {nil, 401, room.Unauthorized},
		"nonsense":                      {bearer("Bearer abc"), 401, room.Unauthorized},
		"another scheme":                {bearer("Basic YTpi"), 401, room.Unauthorized},
		"a signature of the shop":       {byShop, 401, room.Unauthorized},
		"an expired token":              {claims(expired), 401, room.Unauthorized},
		"a revoked token":               {claims(revoked), 401, room.TokenRevoked},
		"a token of another room":       {token("kitchen", room.Owner), 403, room.Forbidden},
		"a token of another room, lost": {token("nowhere", room.Owner), 403, room.Forbidden},
	}
	h := newFixture(t)
	if err := h.store.Revoke(t.Context(), id, room.Revocation{User: "gone", Before: now}); err != nil {
		t.Fatal(err)
	}
	for _, route := range routes() {
		h.T = t
		if isShops(route) {
			for name, who := range forShop {
				t.Run(route+"/"+name, func(t *testing.T) {
					h.T = t
					h.want(403, "", route, path(route, id), bodies[route], who)
				})
			}
			continue
		}
		for name, c := range forPage {
			t.Run(route+"/"+name, func(t *testing.T) {
				h.T = t
				h.want(c.status, string(c.code), route, path(route, id), bodies[route], c.credential)
			})
		}
		for _, role := range below(route) {
			t.Run(route+"/a "+string(role), func(t *testing.T) {
				h.T = t
				h.want(403, "forbidden", route, path(route, id), bodies[route], token(id, role))
			})
		}
	}
	h.T = t
	if r, err := h.store.Load(t.Context(), id); err != nil || len(r.Items) != 0 || len(h.stream) != 1 {
		t.Errorf("a refused request changed the room: %+v, %v", r, err)
	}
}

// below returns the roles that are too low for a route.
func below(route string) []room.Role {
	switch route {
	case "POST /rooms/{room}/restore", "GET /rooms/{room}/use":
		return []room.Role{room.Viewer, room.Editor}
	case "POST /rooms/{room}/invitations", "POST /rooms/{room}/uploads", "POST /rooms/{room}/moments",
		"DELETE /rooms/{room}/moments/{at}":
		return []room.Role{room.Viewer}
	}
	return nil
}

func TestEveryEndpointRefusesWhatIsWrong(t *testing.T) {
	h := newFixture(t)
	h.do(2*time.Hour, 1, room.Add{ID: "sofa", Product: "p"})
	for _, route := range routes() {
		if strings.Contains(route, "{room}") {
			h.want(400, "bad_field", route, path(route, "-UP-"), bodies[route], token(id, room.Owner).orShop(route))
			if route != "DELETE /rooms/{room}" && !strings.HasSuffix(route, "revocations") {
				who := token("ghost", room.Owner).orShop(route)
				h.want(404, "not_found", route, path(route, "ghost"), bodies[route], who)
			}
		}
		if strings.HasPrefix(route, "POST") {
			h.want(400, "bad_json", route, path(route, id), `not JSON`, validCredential(route))
			h.want(400, "bad_field", route, path(route, id), `{"surprise":1}`, validCredential(route))
			body := `{"a":"` + strings.Repeat("x", 32<<10) + `"}`
			h.want(413, "too_large", route, path(route, id), body, validCredential(route))
		}
	}
	for _, query := range []string{
		"limit=0", "limit=501", "limit=x", "from=0", "from=-1", "to=tomorrow",
		"cursor=../x", "cursor=", "cursor=4421", "cursor=1795507200000.sofa-1.7", "item=a/b",
	} {
		path := "/rooms/vardagsrum/history?" + query
		h.want(400, "bad_field", "GET /rooms/{room}/history", path, "", token(id, room.Viewer))
	}
	h.want(400, "bad_field", "GET /rooms/{room}/use", "/rooms/vardagsrum/use?days=0", "", token(id, room.Owner))
	h.want(400, "bad_field", "GET /rooms/{room}/at", "/rooms/vardagsrum/at", "", token(id, room.Viewer))
	const future = "/rooms/vardagsrum/at?time=1895510800000"
	h.want(400, "bad_field", "GET /rooms/{room}/at", future, "", token(id, room.Viewer))
	h.want(404, "not_found", "GET /rooms/{room}/uploads/{upload}", "/rooms/vardagsrum/uploads/passwd", "",
		token(id, room.Viewer))
}

func (c credential) orShop(route string) credential {
	if isShops(route) {
		return byShop
	}
	return c
}

func TestEveryEndpointIsThrottled(t *testing.T) {
	h := newFixture(t)
	*h.throttle = template.Throttle{Rate: 1e-9, Burst: 0}
	for _, route := range routes() {
		h.want(429, "", route, path(route, id), bodies[route], validCredential(route))
	}
}

// broken is a table whose calls fail with err.
type broken struct {
	*memory.Store
	err error
}

func (b broken) Load(context.Context, room.ID) (room.Room, error) { return room.Room{}, b.err }

func (b broken) Exists(context.Context, room.ID) (bool, error) { return false, b.err }

func (b broken) Create(context.Context, room.ID, room.Origin, room.Plan) error { return b.err }

func (b broken) ListRooms(context.Context, room.RoomQuery) ([]room.ListedRoom, error) {
	return nil, b.err
}

func (b broken) Revoke(context.Context, room.ID, room.Revocation) error { return b.err }

func TestEveryEndpointHidesTheTextOfAnInternalError(t *testing.T) {
	h := newFixture(t)
	h.deps.Table = broken{h.store, errors.New("the table at 10.0.0.7 does not answer")}
	for _, route := range routes() {
		a := h.want(500, "internal", route, path(route, id), bodies[route], validCredential(route))
		if detail, _ := a.body["detail"].(string); strings.Contains(detail, "10.0.0.7") || a.body["retry"] != true {
			t.Errorf("%s answers %v", route, a.body)
		}
	}
}

// What the table has no time for is busy, with Retry-After, on each endpoint.
func TestEveryEndpointCanBeBusy(t *testing.T) {
	h := newFixture(t)
	h.deps.Table = broken{h.store, &room.Error{Code: room.Busy, Message: "Ask again."}}
	for _, route := range routes() {
		h.want(503, "busy", route, path(route, id), bodies[route], validCredential(route))
	}
}

func TestPagesOfOtherOriginsReadNothing(t *testing.T) {
	h := newFixture(t)
	r, _ := http.NewRequestWithContext(t.Context(), http.MethodOptions, h.server.URL+"/api/rooms/vardagsrum", nil)
	r.Header.Set("Origin", "https://shop.example")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if !strings.Contains(res.Header.Get("Access-Control-Allow-Methods"), "DELETE") {
		t.Errorf("a page may not delete a named version: %v", res.Header)
	}
	origin, headers := res.Header.Get("Access-Control-Allow-Origin"), res.Header.Get("Access-Control-Allow-Headers")
	if res.StatusCode != 204 || origin != "*" || !strings.Contains(headers, "authorization") {
		t.Errorf("preflight: %d %v", res.StatusCode, res.Header)
	}
}
