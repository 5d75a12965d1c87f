package gateway

import (
	"bufio"
	"encoding/binary"
	"net"
	"net/http"
)

// frameGuard lets the gateway see frame sizes, which a WebSocket library hides:
// API Gateway closes with 1009 on a frame over 32 KB, even though a message of
// several frames may have 128 KB. Browsers send a message as one frame, so for
// them 32 KB is the limit.
type frameGuard struct {
	http.ResponseWriter
	limit    int
	tooLarge func()
}

// Hijack gives the connection with its reads watched.
func (f *frameGuard) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(f.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	watched := &watchedConn{Conn: conn, frames: frameReader{limit: f.limit}}
	// What came before the upgrade was answered only keeps the headers in step:
	// there is no connection yet that could be closed for it.
	early, _ := rw.Reader.Peek(rw.Reader.Buffered())
	watched.frames.see(early)
	watched.frames.tooLarge = f.tooLarge
	return watched, rw, nil
}

type watchedConn struct {
	net.Conn
	frames frameReader
}

func (c *watchedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.frames.see(p[:n])
	return n, err
}

// frameReader follows frame headers (RFC 6455, 5.2) through a stream of bytes.
type frameReader struct {
	limit    int
	tooLarge func()
	header   []byte // of the frame that begins
	skip     uint64 // bytes of payload still to come
}

func (f *frameReader) see(p []byte) {
	for len(p) > 0 {
		if f.skip > 0 {
			n := min(f.skip, uint64(len(p)))
			f.skip -= n
			p = p[n:]
			continue
		}
		f.header = append(f.header, p[0])
		p = p[1:]
		size, ok := payloadSize(f.header)
		if !ok {
			continue
		}
		f.header, f.skip = f.header[:0], size
		if size > uint64(f.limit) && f.tooLarge != nil {
			f.tooLarge()
		}
	}
}

// payloadSize reads a complete header, mask included; false while it isn't.
func payloadSize(h []byte) (uint64, bool) {
	if len(h) < 2 {
		return 0, false
	}
	extra := map[byte]int{126: 2, 127: 8}[h[1]&0x7f]
	mask := 0
	if h[1]&0x80 != 0 {
		mask = 4
	}
	if len(h) < 2+extra+mask {
		return 0, false
	}
	switch extra {
	case 2:
		return uint64(binary.BigEndian.Uint16(h[2:])), true
	case 8:
		return binary.BigEndian.Uint64(h[2:]), true
	}
	return uint64(h[1] & 0x7f), true
}
