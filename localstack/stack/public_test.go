package stack

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ask sends a request straight to the public handler, as if from that address.
func ask(s *Stack, method, path, body string, change func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://localhost:8080"+path, strings.NewReader(body))
	r.RemoteAddr = "127.0.0.1:4711"
	if change != nil {
		change(r)
	}
	w := httptest.NewRecorder()
	s.publicHandler().ServeHTTP(w, r)
	return w
}

func TestPublic_page(t *testing.T) {
	web := t.TempDir()
	s := start(t, Options{Store: Memory, Web: web})
	if w := ask(s, "GET", "/?room=vardagsrum", "", nil); w.Code != 200 || !strings.Contains(w.Body.String(), "npm --prefix web run build") {
		t.Errorf("without a page: %d %s", w.Code, w.Body)
	}
	if err := os.WriteFile(filepath.Join(web, "index.html"), []byte("<!doctype html>planner"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := ask(s, "GET", "/?room=vardagsrum", "", nil)
	if w.Code != 200 || !strings.Contains(w.Body.String(), "planner") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	for header, want := range map[string]string{
		"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws: wss:; base-uri 'none'; frame-ancestors *",
		"X-Content-Type-Options":  "nosniff",
		"Referrer-Policy":         "no-referrer",
	} {
		if got := w.Header().Get(header); got != want {
			t.Errorf("%s: %s", header, got)
		}
	}
	if w := ask(s, "GET", "/../stack.go", "", nil); w.Code == 200 {
		t.Error("a file outside the folder was served")
	}
}

func TestPublic_config(t *testing.T) {
	s := start(t, Options{Store: Memory})
	if got := ask(s, "GET", "/config.json", "", nil).Body.String(); !strings.Contains(got, `"ws://localhost:8080/v1"`) {
		t.Errorf("got %s", got)
	}
	https := func(r *http.Request) { r.Host = "room.example"; r.Header.Set("X-Forwarded-Proto", "https") }
	if got := ask(s, "GET", "/config.json", "", https).Body.String(); !strings.Contains(got, `"wss://room.example/v1"`) {
		t.Errorf("behind a proxy: %s", got)
	}
}

func TestPublic_token(t *testing.T) {
	s := start(t, Options{Store: Memory})
	const good = `{"room":"vardagsrum","name":"Anna","sub":"anna","role":"editor"}`
	var answer struct{ Token string }
	w := ask(s, "POST", "/token", good, nil)
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 || strings.Count(answer.Token, ".") != 2 {
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
		if w := ask(s, "POST", "/token", body, nil); w.Code != 400 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	for name, change := range map[string]func(*http.Request){
		"another machine": func(r *http.Request) { r.RemoteAddr = "192.0.2.7:4711" },
		"another site":    func(r *http.Request) { r.Header.Set("Origin", "https://evil.example") },
		"another name":    func(r *http.Request) { r.Host = "evil.example" },
	} {
		if w := ask(s, "POST", "/token", good, change); w.Code != 403 {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}

func TestPublic_faultsOnlyWhenAskedFor(t *testing.T) {
	const put = `{"gone":1}`
	if w := ask(start(t, Options{Store: Memory}), "PUT", "/_faults", put, nil); w.Code == 200 {
		t.Error("served without -faults")
	}
	if w := ask(start(t, Options{Store: Memory, Faults: true}), "PUT", "/_faults", put, nil); w.Code != 200 {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}
