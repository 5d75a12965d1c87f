// Command flame draws a Go CPU profile as a flame graph in a self-contained SVG file. Callers
// are above their callees, and the width of a bar is its time. `go tool pprof` has a flame
// graph only in its web interface.
package main

import (
	"flag"
	"fmt"
	"os"
	"regexp"

	"github.com/google/pprof/profile"
)

// settings are the flags.
type settings struct{ in, out, title, hide string }

func main() {
	var s settings
	flag.StringVar(&s.in, "in", "", "`file` of the profile")
	flag.StringVar(&s.out, "out", "", "`file` for the SVG")
	flag.StringVar(&s.title, "title", "", "title above the graph")
	flag.StringVar(&s.hide, "hide", "^$",
		"regular `expression` of functions to omit; their callees become callees of their callers")
	flag.Parse()
	if err := run(s); err != nil {
		fmt.Fprintln(os.Stderr, "flame:", err)
		os.Exit(1)
	}
}

func run(s settings) error {
	hidden, err := regexp.Compile(s.hide)
	if err != nil {
		return fmt.Errorf("-hide: %w", err)
	}
	p, err := read(s.in)
	if err != nil {
		return err
	}
	svg, err := draw(s.title, merge(p, hidden))
	if err != nil {
		return err
	}
	return os.WriteFile(s.out, svg, 0o644)
}

func read(file string) (*profile.Profile, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	p, err := profile.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return p, nil
}
