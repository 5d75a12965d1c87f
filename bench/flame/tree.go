package main

import (
	"cmp"
	"maps"
	"regexp"
	"slices"

	"github.com/google/pprof/profile"
)

// frame is a function where it was called from that stack, with the time of all below it.
type frame struct {
	name  string
	time  int64
	calls map[string]*frame
}

// deepest is how many calls Go's profiler follows, from the innermost outwards. Whose
// outer calls are cut off is shown by itself, since nobody knows what called it.
const (
	deepest = 64
	cut     = "(within more than 64 calls)"
)

// merge lays a profile's stacks over each other. Its last kind of sample counts: of a
// CPU profile that is the time.
func merge(p *profile.Profile, hidden *regexp.Regexp) *frame {
	root := &frame{}
	for _, s := range p.Sample {
		time := s.Value[len(s.Value)-1]
		at := root
		at.time += time
		for _, name := range stack(s) {
			if hidden.MatchString(name) {
				continue
			}
			at = at.call(name)
			at.time += time
			if isRuntime(name) {
				break // how it goes about it is no concern of ours
			}
		}
	}
	return root
}

// stack names a sample's functions, the outermost first; what was inlined counts as called.
func stack(s *profile.Sample) []string {
	var names []string
	for _, l := range slices.Backward(s.Location) {
		for _, line := range slices.Backward(l.Line) {
			names = append(names, line.Function.Name)
		}
	}
	if len(names) >= deepest {
		return append([]string{cut}, names...)
	}
	return names
}

func (f *frame) call(name string) *frame {
	if f.calls == nil {
		f.calls = map[string]*frame{}
	}
	if f.calls[name] == nil {
		f.calls[name] = &frame{name: name}
	}
	return f.calls[name]
}

// byTime is what a frame calls, the longest first.
func (f *frame) byTime() []*frame {
	return slices.SortedFunc(maps.Values(f.calls), func(a, b *frame) int {
		return cmp.Or(cmp.Compare(b.time, a.time), cmp.Compare(a.name, b.name))
	})
}
