package feed

import (
	"bufio"
	"fmt"
)

// guard limits what is read between two calls of reset, so that no hostile item fills the memory.
type guard struct {
	in         *bufio.Reader
	what       string // what is limited, for the message
	most, left int
}

func newGuard(in *bufio.Reader, what string, most int) *guard {
	return &guard{in: in, what: what, most: most, left: most}
}

func (g *guard) reset() { g.left = g.most }

func (g *guard) tooLong() error { return fmt.Errorf("%s is longer than %d bytes", g.what, g.most) }

// ReadByte makes the XML decoder read no further than it needs.
func (g *guard) ReadByte() (byte, error) {
	if g.left <= 0 {
		return 0, g.tooLong()
	}
	g.left--
	return g.in.ReadByte()
}

func (g *guard) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, g.tooLong()
	}
	n, err := g.in.Read(p[:min(len(p), g.left)])
	g.left -= n
	return n, err
}
