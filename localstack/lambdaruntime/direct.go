package lambdaruntime

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"net"
	"net/http"
	"syscall"
)

// HandlerTransport is an http.RoundTripper that calls a handler in this process instead of using a
// socket. It is called at each request to get the handler, which may be created after the client.
type HandlerTransport func() http.Handler

func (handler HandlerTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	received := *r
	received.RequestURI, received.RemoteAddr = r.URL.RequestURI(), r.URL.Host
	if r.Body == nil {
		received.Body = http.NoBody
	}
	w := reply{header: http.Header{}}
	err := serve(handler(), &w, &received)
	_ = received.Body.Close()
	if err = cmp.Or(r.Context().Err(), err); err != nil {
		return nil, err
	}
	return w.response(r), nil
}

// serve runs the handler. If the handler aborts the request, serve returns the same error as a
// socket: ECONNRESET.
func serve(handler http.Handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			err = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
		default:
			panic(p)
		}
	}()
	handler.ServeHTTP(w, r)
	return nil
}

// reply is an http.ResponseWriter that records the response.
type reply struct {
	header http.Header
	status int // 0 until WriteHeader
	body   bytes.Buffer
}

func (w *reply) Header() http.Header { return w.header }

func (w *reply) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *reply) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	return w.body.Write(p)
}

func (w *reply) response(r *http.Request) *http.Response {
	w.WriteHeader(http.StatusOK)
	return &http.Response{
		Status: fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()), Request: r,
	}
}
