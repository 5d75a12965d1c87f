package stack

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path"
	"slices"
	"strings"
	"time"

	"homstyle.dev/planner/shared/s3archive"
	"homstyle.dev/planner/web/headers"
)

// pages serves the built pages as CloudFront does, with the same headers and caching, an ETag for each
// file, and gzip for text.
type pages struct {
	dir     string
	headers headers.Set
	pairs   func(context.Context) ([]byte, error) // what was published as PairsKey; fs.ErrNotExist if nothing was
}

func (p pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		http.Error(w, "only GET and HEAD", http.StatusMethodNotAllowed)
		return
	}
	name := fileOf(r.URL.Path)
	content, err := p.read(r.Context(), name)
	if err != nil {
		p.missing(w, r.URL.Path)
		return
	}
	p.headers.Local(w.Header(), name)
	tag := `"` + digest(content) + `"`
	if compressible(name) {
		w.Header().Set("Vary", "Accept-Encoding")
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			w.Header().Set("Content-Encoding", "gzip")
			tag, content = "W/"+tag, compress(content) // the compressed content is another representation
		}
	}
	w.Header().Set("ETag", tag)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(content))
}

// fileOf returns the name of the file at a URL path.
func fileOf(url string) string {
	name := strings.TrimPrefix(path.Clean("/"+url), "/")
	if name == "" {
		return "index.html"
	}
	return name
}

// read returns a file: the published pairs, a catalogue that names them, or one of the build.
func (p pages) read(ctx context.Context, name string) ([]byte, error) {
	content, err := p.built(name)
	if name != s3archive.PairsKey && name != catalogFile {
		return content, err
	}
	switch pairs, missing := p.pairs(ctx); {
	case missing != nil:
		return content, err
	case name == s3archive.PairsKey:
		return pairs, nil
	case err != nil:
		return nil, err
	}
	return namingPairs(content), nil
}

// built returns a file of the build. Hidden files are build metadata and are not served.
func (p pages) built(name string) ([]byte, error) {
	if slices.ContainsFunc(strings.Split(name, "/"), func(part string) bool { return strings.HasPrefix(part, ".") }) {
		return nil, fs.ErrNotExist
	}
	return fs.ReadFile(os.DirFS(p.dir), name)
}

// missing writes the response for a file that does not exist. For the page itself the response says
// how to build it.
func (p pages) missing(w http.ResponseWriter, url string) {
	p.headers.Local(w.Header(), "404")
	if _, err := os.Stat(p.dir + "/index.html"); errors.Is(err, fs.ErrNotExist) && url == "/" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		const format = "The stack is running, but the planner page is not built: there is no %s/index.html.\n\n" +
			"  npm --prefix web ci && npm --prefix web run build\n\nThen load this page again.\n"
		fmt.Fprintf(w, format, p.dir)
		return
	}
	http.Error(w, "There is no such file.", http.StatusNotFound)
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:16])
}

// compressible reports whether CloudFront would compress the file.
func compressible(name string) bool {
	return slices.Contains([]string{".css", ".html", ".js", ".json", ".svg"}, path.Ext(name))
}

func compress(content []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(content) // a write to memory can't fail
	_ = z.Close()
	return out.Bytes()
}
