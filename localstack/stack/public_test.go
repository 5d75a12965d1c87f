package stack

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

// request sends a request to the public handler, from the given remote address.
func request(s *Stack, method, path, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://localhost:8080"+path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:4711"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.publicHandler().ServeHTTP(w, r)
	return w
}

// builtPage returns a folder with the files of a built page that the tests need.
func builtPage(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{
		"index.html": "<!doctype html>planner", "embed.html": "<!doctype html>frame", "planner.js": "export {}",
		"assets/room-1a2b.js": "let room", "catalog/catalog.json": "{}", ".vite/manifest.json": "{}",
	} {
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPublic_page(t *testing.T) {
	s := start(t, Options{Store: Memory, Web: t.TempDir()})
	w := request(s, "GET", "/?room=vardagsrum", "", nil)
	if w.Code != 200 || !strings.Contains(w.Body.String(), "npm --prefix web run build") {
		t.Errorf("without a built page: %d %s", w.Code, w.Body)
	}
	s = start(t, Options{Store: Memory, Web: builtPage(t)})
	w = request(s, "GET", "/?room=vardagsrum", "", nil)
	if w.Code != 200 || !strings.Contains(w.Body.String(), "planner") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	for _, path := range []string{"/../stack.go", "/.vite/manifest.json", "/assets/", "/assets", "/nowhere.html"} {
		if w := request(s, "GET", path, "", nil); w.Code != 404 && w.Code != 307 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if w := request(s, "PUT", "/index.html", "x", nil); w.Code != 405 {
		t.Errorf("PUT: %d", w.Code)
	}
}

func TestPublic_headers(t *testing.T) {
	s := start(t, Options{Store: Memory, Web: builtPage(t)})
	const fresh = "public, max-age=60, stale-while-revalidate=86400"
	const immutable = "public, max-age=31536000, immutable"
	for path, want := range map[string]struct{ cache, frames, origin string }{
		"/":                     {"no-cache", "'self'", ""},
		"/embed.html":           {"no-cache", "*", ""},
		"/planner.js":           {fresh, "'self'", "*"},
		"/catalog/catalog.json": {fresh, "'self'", "*"},
		"/assets/room-1a2b.js":  {immutable, "'self'", "*"},
	} {
		h := request(s, "GET", path, "", nil).Header()
		if h.Get("Cache-Control") != want.cache || h.Get("Access-Control-Allow-Origin") != want.origin ||
			h.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: %v", path, h)
		}
		policy := h.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'none'; script-src 'self';") ||
			!strings.HasSuffix(policy, "frame-ancestors "+want.frames) ||
			!strings.Contains(policy, "connect-src 'self' blob: ws: wss: http://127.0.0.1:*;") {
			t.Errorf("%s: %s", path, policy)
		}
	}
}

func TestPublic_etag(t *testing.T) {
	dir := builtPage(t)
	s := start(t, Options{Store: Memory, Web: dir})
	for name, gzip := range map[string]string{"plain": "", "compressed": "gzip"} {
		get := func(tag string) *httptest.ResponseRecorder {
			return request(s, "GET", "/catalog/catalog.json", "", func(r *http.Request) {
				r.Header.Set("Accept-Encoding", gzip)
				r.Header.Set("If-None-Match", tag)
			})
		}
		first := get("")
		tag := first.Header().Get("ETag")
		if first.Code != 200 || tag == "" || first.Header().Get("Content-Encoding") != gzip {
			t.Fatalf("%s: %d %v", name, first.Code, first.Header())
		}
		if w := get(tag); w.Code != 304 || w.Body.Len() > 0 || w.Header().Get("Cache-Control") == "" {
			t.Errorf("%s, with the ETag: %d %v", name, w.Code, w.Header())
		}
		if err := os.WriteFile(filepath.Join(dir, "catalog", "catalog.json"), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if w := get(tag); w.Code != 200 {
			t.Errorf("%s, changed: %d", name, w.Code)
		}
	}
}

func TestPublic_config(t *testing.T) {
	s := start(t, Options{Store: Memory})
	got := request(s, "GET", "/config.json", "", nil).Body.String()
	if !strings.Contains(got, `"ws://localhost:8080/v1"`) {
		t.Errorf("got %s", got)
	}
	https := func(r *http.Request) { r.Host = "room.example"; r.Header.Set("X-Forwarded-Proto", "https") }
	got = request(s, "GET", "/config.json", "", https).Body.String()
	if !strings.Contains(got, `"wss://room.example/v1"`) {
		t.Errorf("behind a proxy: %s", got)
	}
}

func TestPublic_token(t *testing.T) {
	s := start(t, Options{Store: Memory})
	const valid = `{"room":"vardagsrum","name":"Anna","sub":"anna","role":"editor"}`
	var answer struct{ Token string }
	w := request(s, "POST", "/token", valid, nil)
	err := json.Unmarshal(w.Body.Bytes(), &answer)
	if err != nil || w.Code != 200 || strings.Count(answer.Token, ".") != 2 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	for body, want := range map[string]string{
		`{"room":"Nej!","name":"Anna","sub":"anna","role":"editor"}`:                        "room",
		`{"room":"vardagsrum","name":"","sub":"anna","role":"editor"}`:                      "name",
		`{"room":"vardagsrum","name":"Anna","role":"editor"}`:                               "sub",
		`{"room":"vardagsrum","name":"Anna","sub":"anna","role":"king"}`:                    "role",
		`{"room":"vardagsrum","name":"Anna","sub":"anna","role":"editor","ttlSeconds":-1}`:  "ttlSeconds",
		`{"room":"vardagsrum","name":"Anna","sub":"anna","role":"editor","exp":"tomorrow"}`: "unknown field",
		`nonsense`: "invalid character",
	} {
		if w := request(s, "POST", "/token", body, nil); w.Code != 400 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	for name, change := range map[string]func(*http.Request){
		"another machine": func(r *http.Request) { r.RemoteAddr = "192.0.2.7:4711" },
		"another site":    func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
		"another name":    func(r *http.Request) { r.Host = "evil.example" },
	} {
		if w := request(s, "POST", "/token", valid, change); w.Code != 403 {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

// post sends JSON and returns the status and one field of the answer.
func post(t *testing.T, s *Stack, path, field string, body map[string]string) (int, string) {
	t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	w := request(s, "POST", path, string(text), nil)
	var answer map[string]string
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
		t.Fatalf("%s: %s", path, w.Body)
	}
	if w.Code != 200 && answer["message"] == "" {
		t.Errorf("%s: %d without a message", path, w.Code)
	}
	return w.Code, answer[field]
}

func TestPublic_tokenHasTheRoleOfTheQuery(t *testing.T) {
	s := start(t, Options{Store: Memory})
	anna := map[string]string{"room": demo, "name": "Anna", "sub": "anna"}
	for query, want := range map[string]room.Role{
		"": room.Editor, "?role=viewer": room.Viewer, "?role=owner": room.Owner,
	} {
		code, token := post(t, s, "/token"+query, "token", anna)
		if claims, err := auth.Verify(token, s.key, time.Now()); code != 200 || err != nil || claims.Role != want {
			t.Errorf("%q: %d %+v, %v", query, code, claims, err)
		}
	}
}

func TestAC10_inviteSetsTheRole(t *testing.T) {
	s := start(t, Options{Store: Memory})
	inviter := map[string]string{"room": demo, "name": "Anna", "sub": "anna", "role": "editor"}
	_, anna := post(t, s, "/token", "token", inviter)
	_, code := post(t, s, "/invite", "invite", map[string]string{"token": anna, "role": "viewer"})
	bo := map[string]string{"room": demo, "name": "Bo", "sub": "bo", "role": "owner", "invite": code}
	status, token := post(t, s, "/token", "token", bo)
	claims, err := auth.Verify(token, s.key, time.Now())
	if status != 200 || err != nil || claims.Role != room.Viewer || claims.Name != "Bo" ||
		!strings.HasPrefix(claims.Subject, "guest-") {
		t.Errorf("bo's token has %+v, %d, %v", claims, status, err)
	}
	bo["room"] = "another"
	if status, _ := post(t, s, "/token", "token", bo); status != 400 {
		t.Errorf("an invitation to another room: %d", status)
	}
	bo["room"], bo["invite"] = demo, code+"x"
	if status, _ := post(t, s, "/token", "token", bo); status != 400 {
		t.Errorf("a changed invitation: %d", status)
	}
	bo["invite"] = anna
	if status, _ := post(t, s, "/token", "token", bo); status != 400 {
		t.Errorf("a token as an invitation: %d", status)
	}
	for name, tt := range map[string]struct {
		token, role string
		want        int
	}{
		"above its own": {anna, "owner", 403},
		"unknown":       {anna, "king", 400},
		"no role":       {anna, "", 400},
		"no token":      {"", "viewer", 401},
		"invitation":    {code, "viewer", 401},
	} {
		body := map[string]string{"token": tt.token, "role": tt.role}
		if status, _ := post(t, s, "/invite", "invite", body); status != tt.want {
			t.Errorf("%s: %d, want %d", name, status, tt.want)
		}
	}
}

// A browser sends a sub that it has read in history: the token must be for nobody but this browser.
func TestAC15_subOfTheBrowserIsNotSigned(t *testing.T) {
	s := start(t, Options{Store: Memory})
	sub := func(asked string) string {
		_, token := post(t, s, "/token", "token", map[string]string{"room": demo, "name": "A", "sub": asked})
		claims, err := auth.Verify(token, s.key, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return claims.Subject
	}
	anna := sub("8c1f")
	for _, asked := range []string{anna, "customer-7", "guest-K5X", "8c1f "} {
		if got := sub(asked); got == asked || got == anna || !strings.HasPrefix(got, "visitor-") {
			t.Errorf("a browser that sends the sub %s gets a token of %s", asked, got)
		}
	}
	if again := sub("8c1f"); again != anna {
		t.Errorf("the browser is %s and then %s", anna, again)
	}
}

// The HTTP API checks revocations when an invitation is created and when it is exchanged, and
// ignores a sub that the browser sent.
func TestAC11_invitationOfARevokedInviterIsRefused(t *testing.T) {
	s := start(t, Options{Store: Memory})
	_, anna := post(t, s, "/token", "token", map[string]string{"room": demo, "name": "Anna", "sub": "anna"})
	invitation := map[string]string{"token": anna, "role": "editor"}
	_, code := post(t, s, "/invite", "invite", invitation)
	bo := map[string]string{"room": demo, "name": "Bo", "sub": "bo", "invite": code}
	if status, _ := post(t, s, "/token", "token", bo); status != 200 {
		t.Errorf("before the revocation: %d", status)
	}
	maker, err := auth.Verify(anna, s.key, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	s.call(t, "POST", "/rooms/"+demo+"/revocations", "", fmt.Sprintf(`{"sub":%q}`, maker.Subject))
	if status, _ := post(t, s, "/token", "token", bo); status != 401 {
		t.Errorf("an invitation from before the revocation: %d", status)
	}
	if status, _ := post(t, s, "/invite", "invite", invitation); status != 401 {
		t.Errorf("an invitation by a revoked token: %d", status)
	}
}

// The copy has the state that the digest names; whoever may not enter the room any more makes none.
func TestRM6_shopCopiesARoomForWhoIsInIt(t *testing.T) {
	s := start(t, Options{Store: Memory})
	_, anna := post(t, s, "/token", "token", map[string]string{"room": demo, "name": "Anna", "sub": "anna"})
	state := s.call(t, "GET", "/rooms/"+demo, anna, "")
	ask := func(token string, digest float64) (int, string) {
		body := fmt.Sprintf(`{"token":%q,"at":%.0f,"digest":%.0f}`, token, state["at"], digest)
		w := request(s, "POST", "/copy", body, nil)
		var out struct{ Room string }
		_ = json.Unmarshal(w.Body.Bytes(), &out)
		return w.Code, out.Room
	}
	digest := state["digest"].(float64)
	status, id := ask(anna, digest)
	if status != 200 {
		t.Fatalf("a copy: %d", status)
	}
	_, there := post(t, s, "/token", "token", map[string]string{"room": id, "name": "Anna", "sub": "anna"})
	copied := s.call(t, "GET", "/rooms/"+id, there, "")
	if got, want := len(copied["items"].([]any)), len(state["items"].([]any)); got != want || want == 0 {
		t.Errorf("the copy has %d items, the room %d", got, want)
	}
	if status, _ := ask(anna, digest+1); status != 409 {
		t.Errorf("of another digest: %d", status)
	}
	if status, _ := ask(anna+"x", digest); status != 401 {
		t.Errorf("with a changed token: %d", status)
	}
	s.call(t, "POST", "/rooms/"+demo+"/revocations", "", `{"all":true}`)
	if status, _ := ask(anna, digest); status != 401 {
		t.Errorf("with a revoked token: %d", status)
	}
}

// A shop under development has another origin of this machine.
func TestPublic_localOriginsGetTokens(t *testing.T) {
	s := start(t, Options{Store: Memory})
	from := func(origin string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Origin", origin) }
	}
	w := request(s, "OPTIONS", "/token", "", from("http://localhost:3000"))
	if w.Code != 204 || w.Header().Get("Access-Control-Allow-Origin") != "http://localhost:3000" ||
		w.Header().Get("Access-Control-Allow-Headers") != "content-type" {
		t.Errorf("got %d %v", w.Code, w.Header())
	}
	if w := request(s, "OPTIONS", "/token", "", from("https://evil.example")); w.Code != 403 {
		t.Errorf("another site: %d", w.Code)
	}
}

func TestPublic_faultsOnlyWithTheOption(t *testing.T) {
	const put = `{"gone":1}`
	if w := request(start(t, Options{Store: Memory}), "PUT", "/_faults", put, nil); w.Code == 200 {
		t.Error("served without -faults")
	}
	s := start(t, Options{Store: Memory, Faults: true})
	if w := request(s, "PUT", "/_faults", put, nil); w.Code != 200 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}
