package gateway

import (
	"bufio"
	"encoding/binary"
	"net"
	"net/http"
)

// frameGuard reports frames that are too large, since the WebSocket library does not expose the sizes
// of frames. API Gateway closes a connection with 1009 on a frame over 32 KB, although a message of
// several frames may have 128 KB. Browsers send each message as one frame, so their limit is 32 KB.
type frameGuard struct {
	http.ResponseWriter
	limit    int
	tooLarge func()
}

// Hijack returns the connection with its reads passed through a frameReader.
func (f *frameGuard) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(f.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	if recorded, ok := conn.(*recorder); ok {
		recorded.stop()
	}
	watched := &watchedConn{Conn: conn, frames: frameReader{limit: f.limit}}
	// Bytes that arrived before the answer to the upgrade only advance the frame parser: there is
	// no WebSocket yet that could be closed.
	early, _ := rw.Reader.Peek(rw.Reader.Buffered())
	watched.frames.parse(early)
	watched.frames.tooLarge = f.tooLarge
	return watched, rw, nil
}

// watchedConn is a connection whose reads pass through frames.
type watchedConn struct {
	net.Conn
	frames frameReader
}

func (c *watchedConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	c.frames.parse(p[:n])
	return n, err
}

// frameReader parses the frame headers (RFC 6455, 5.2) of a stream of bytes.
type frameReader struct {
	limit    int
	tooLarge func()
	header   []byte // of the frame that is being parsed
	skip     uint64 // remaining bytes of payload
}

// parse reads the next bytes of the stream and calls tooLarge for each frame over the limit.
func (f *frameReader) parse(p []byte) {
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

// payloadSize returns the payload length in the header h, in bytes, or false if the header, with its
// mask, is incomplete.
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
