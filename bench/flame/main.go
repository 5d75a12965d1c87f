// Command flame draws a CPU profile of Go as a flame graph, an SVG that needs nothing
// to be looked at: who calls stands above what is called, and width is time. `go tool
// pprof` shows one only in its own page, and draws files by Graphviz, as boxes.
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
	flag.StringVar(&s.in, "in", "", "the profile's `file`")
	flag.StringVar(&s.out, "out", "", "the picture's `file`")
	flag.StringVar(&s.title, "title", "", "what stands above it")
	flag.StringVar(&s.hide, "hide", "^$", "`pattern` of functions to leave out; their callees move up to their callers")
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
	picture, err := draw(s.title, merge(p, hidden))
	if err != nil {
		return err
	}
	return os.WriteFile(s.out, picture, 0o644)
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
