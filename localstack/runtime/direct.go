package runtime

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// Direct is a transport whose requests to one host and below one path are served by a
// handler in this process, without a socket between them.
type Direct struct {
	Host, Path string
	Handler    func() http.Handler // asked for each time: it may be made later than its callers
	Else       http.RoundTripper   // for all other requests
}

// RoundTrip implements http.RoundTripper.
func (d *Direct) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != d.Host || !strings.HasPrefix(r.URL.Path, d.Path) {
		return d.Else.RoundTrip(r)
	}
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	received := *r
	received.RequestURI, received.RemoteAddr = r.URL.RequestURI(), d.Host
	if r.Body == nil {
		received.Body = http.NoBody
	}
	w := reply{header: http.Header{}}
	d.Handler().ServeHTTP(&w, &received)
	_ = received.Body.Close()
	return w.response(r), nil
}

// reply keeps what a handler writes.
type reply struct {
	header http.Header
	status int // 0: not written yet
	body   bytes.Buffer
}

// Header implements http.ResponseWriter.
func (w *reply) Header() http.Header { return w.header }

// WriteHeader implements http.ResponseWriter.
func (w *reply) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

// Write implements http.ResponseWriter.
func (w *reply) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

func (w *reply) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	return &http.Response{
		Status: fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)), StatusCode: w.status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}
}
