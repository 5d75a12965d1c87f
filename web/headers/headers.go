// Package headers defines the HTTP headers of the pages. headers.json is the only source:
// the local stack reads it, ci/publish.py takes each file's caching from it, and a test in
// infra compares CloudFront's headers with it.
package headers

import (
	_ "embed"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

//go:embed headers.json
var source []byte

// Kind is a kind of file in the build, defined by path patterns.
type Kind struct {
	Name  string
	Paths []string // without a leading slash; a * at the end matches anything
	Cache string   // Cache-Control
	// Framed pages may be framed by a shop, the others only by our own pages.
	Framed bool
	// Shared files may be loaded by pages of other origins.
	Shared bool
}

// Set is the content of headers.json.
type Set struct {
	Kinds    []Kind // the first that matches counts; the last matches everything
	Policy   string // Content-Security-Policy, with placeholders {api} and {frames}
	Headers  map[string]string
	Deployed map[string]string // only over HTTPS
}

// Read returns the headers. It panics when headers.json is invalid, which a test would notice.
func Read() Set {
	var s Set
	if err := json.Unmarshal(source, &s); err != nil {
		panic("headers.json: " + err.Error())
	}
	return s
}

// KindOf returns the kind of a file in the build, such as "assets/room-1a2b.js".
func (s Set) KindOf(file string) Kind {
	i := slices.IndexFunc(s.Kinds, func(k Kind) bool {
		return slices.ContainsFunc(k.Paths, func(pattern string) bool { return matches(pattern, file) })
	})
	return s.Kinds[i]
}

// matches treats `*` as CloudFront does: it matches slashes, too.
func matches(pattern, file string) bool {
	if before, all := strings.CutSuffix(pattern, "*"); all {
		return strings.HasPrefix(file, before)
	}
	return pattern == file
}

// ContentSecurityPolicy returns the policy with the allowed API and frame ancestors filled in.
func (s Set) ContentSecurityPolicy(k Kind, api, frames string) string {
	if !k.Framed {
		frames = "'self'"
	}
	return strings.NewReplacer("{api}", api, "{frames}", frames).Replace(s.Policy)
}

// Local sets the headers of a file on the local stack: the API and the bucket of pictures may be
// on any port, and any page may frame what can be framed.
func (s Set) Local(to http.Header, file string) {
	k := s.KindOf(file)
	for name, value := range s.Headers {
		to.Set(name, value)
	}
	to.Set("Content-Security-Policy", s.ContentSecurityPolicy(k, "ws: wss: http://127.0.0.1:*", "*"))
	to.Set("Cache-Control", k.Cache)
	if k.Shared {
		to.Set("Access-Control-Allow-Origin", "*")
	}
}
