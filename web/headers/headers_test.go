package headers

import (
	"net/http"
	"strings"
	"testing"
)

func TestKindOf(t *testing.T) {
	s := Read()
	for file, want := range map[string]string{
		"assets/room-1a2b.js":  "asset",
		"catalog/catalog.json": "catalogue",
		"catalog/pictures/a/b": "catalogue",
		"planner.js":           "script",
		"react.js":             "script",
		"embed.html":           "frame",
		"index.html":           "page",
		"config.json":          "page",
		"my/planner.js":        "page",
	} {
		if got := s.KindOf(file).Name; got != want {
			t.Errorf("%s is of kind %s, want %s", file, got, want)
		}
	}
	if last := s.Kinds[len(s.Kinds)-1]; len(last.Paths) != 1 || last.Paths[0] != "*" {
		t.Errorf("the last kind matches %v, want everything", last.Paths)
	}
}

// Checks what no policy may contain, and what each must, however headers.json is edited.
func TestThePolicyIsStrict(t *testing.T) {
	s := Read()
	for _, k := range s.Kinds {
		policy := s.ContentSecurityPolicy(k, "wss://api.example", "https://shop.example")
		for _, bad := range []string{"unsafe", "{", "*", "nonce-", "strict-dynamic"} {
			if strings.Contains(policy, bad) {
				t.Errorf("%s: %q in %s", k.Name, bad, policy)
			}
		}
		directives := []string{"default-src 'none';", "script-src 'self';", "style-src 'self';", "base-uri 'none';"}
		for _, want := range directives {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: no %q in %s", k.Name, want, policy)
			}
		}
		if framed := strings.HasSuffix(policy, "frame-ancestors https://shop.example"); framed != k.Framed {
			t.Errorf("%s can be framed by the shop: %t", k.Name, framed)
		}
	}
}

func TestLocal(t *testing.T) {
	h := http.Header{}
	Read().Local(h, "assets/x.js")
	for name, want := range map[string]string{
		"Cache-Control":               "public, max-age=31536000, immutable",
		"Access-Control-Allow-Origin": "*",
		"X-Content-Type-Options":      "nosniff",
		"Strict-Transport-Security":   "", // this machine has no HTTPS
	} {
		if got := h.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}
