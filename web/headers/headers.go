// Package headers says what the pages are served with. headers.json is the one source:
// the local stack reads it, ci/publish.py takes the caching of each file from it, and a
// test of infra holds CloudFront to it.
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

// Kind is a kind of file, by its path in the build.
type Kind struct {
	Name  string
	Paths []string // without a leading slash; a * at the end stands for anything
	Cache string   // Cache-Control
	// Framed pages may stand in a shop's frame, the others only in our own.
	Framed bool
	// Shared files are loaded by other origins' pages, too.
	Shared bool
}

// Set is all of headers.json.
type Set struct {
	Kinds    []Kind // the first that matches counts; the last matches everything
	Policy   string // Content-Security-Policy, with {api} and {frames} open
	Headers  map[string]string
	Deployed map[string]string // only over HTTPS
}

// Read reads the headers. It panics when headers.json is broken, which a test notices.
func Read() Set {
	var s Set
	if err := json.Unmarshal(source, &s); err != nil {
		panic("headers.json: " + err.Error())
	}
	return s
}

// KindOf is the kind of a file in the build, such as "assets/room-1a2b.js".
func (s Set) KindOf(file string) Kind {
	i := slices.IndexFunc(s.Kinds, func(k Kind) bool {
		return slices.ContainsFunc(k.Paths, func(pattern string) bool { return matches(pattern, file) })
	})
	return s.Kinds[i]
}

// matches takes a `*` as CloudFront does: it stands for slashes, too.
func matches(pattern, file string) bool {
	if before, all := strings.CutSuffix(pattern, "*"); all {
		return strings.HasPrefix(file, before)
	}
	return pattern == file
}

// ContentSecurityPolicy fills in who may be connected to, and who may frame a page.
func (s Set) ContentSecurityPolicy(k Kind, api, frames string) string {
	if !k.Framed {
		frames = "'self'"
	}
	return strings.NewReplacer("{api}", api, "{frames}", frames).Replace(s.Policy)
}

// Local writes the headers of a file as this machine serves it: the API may be on any
// port, and any page may frame what can be framed.
func (s Set) Local(to http.Header, file string) {
	k := s.KindOf(file)
	for name, value := range s.Headers {
		to.Set(name, value)
	}
	to.Set("Content-Security-Policy", s.ContentSecurityPolicy(k, "ws: wss:", "*"))
	to.Set("Cache-Control", k.Cache)
	if k.Shared {
		to.Set("Access-Control-Allow-Origin", "*")
	}
}
