package gateway

import (
	"bytes"
	"context"
	"net"
	"net/http"
	"sync"
)

// KeepHeaderNames makes the server keep the names of headers as clients write them: functions get them
// so from API Gateway, while net/http changes their case. The server must serve the returned listener.
func KeepHeaderNames(s *http.Server, l net.Listener) net.Listener {
	s.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, recorderKey{}, c)
	}
	return recordingListener{l}
}

type recorderKey struct{}

type recordingListener struct{ net.Listener }

func (l recordingListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if tcp, ok := c.(*net.TCPConn); ok {
		return &recorder{TCPConn: tcp}, err
	}
	return c, err
}

// maxHead is the number of bytes that a recorder keeps: more than API Gateway's limit of all headers,
// 10,240 bytes, and of a URL, 4,096.
const maxHead = 32 << 10

// recorder is a connection that keeps the last bytes that were read. The request that is being handled
// is among them.
type recorder struct {
	*net.TCPConn

	mu   sync.Mutex
	last []byte
	done bool // no more bytes are kept
}

func (c *recorder) Read(p []byte) (int, error) {
	n, err := c.TCPConn.Read(p)
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.done {
		c.last = append(c.last, p[:n]...)
		c.last = c.last[max(0, len(c.last)-maxHead):]
	}
	return n, err
}

// stop ends the recording: a WebSocket has no more requests.
func (c *recorder) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last, c.done = nil, true
}

// headerNames returns the name of each header as the client wrote it, by its canonical name. It is empty
// if the server does not keep the names.
func headerNames(r *http.Request) map[string]string {
	c, ok := r.Context().Value(recorderKey{}).(*recorder)
	if !ok {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	start := max(0, bytes.LastIndex(c.last, []byte(r.Method+" "+r.RequestURI+" ")))
	head, _, _ := bytes.Cut(c.last[start:], []byte("\r\n\r\n"))
	_, lines, _ := bytes.Cut(head, []byte("\r\n"))
	names := map[string]string{}
	for line := range bytes.SplitSeq(lines, []byte("\r\n")) {
		name, _, _ := bytes.Cut(line, []byte(":"))
		names[http.CanonicalHeaderKey(string(name))] = string(name)
	}
	return names
}
