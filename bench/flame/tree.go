package main

import (
	"cmp"
	"maps"
	"regexp"
	"slices"

	"github.com/google/pprof/profile"
)

// frame is a function at one position of the call tree.
type frame struct {
	name  string
	time  int64             // of the function and its callees
	calls map[string]*frame // its callees by name
}

// Go's profiler records the maxDepth innermost calls of a stack. Stacks of that depth have
// unknown callers, and truncated is their root.
const (
	maxDepth  = 64
	truncated = "(within more than 64 calls)"
)

// merge returns the root of the call tree of a profile's stacks, without the functions that
// match hidden and without the callees of the Go runtime. The time is the last value of each
// sample, which is the CPU time in a CPU profile.
func merge(p *profile.Profile, hidden *regexp.Regexp) *frame {
	root := &frame{}
	for _, s := range p.Sample {
		time := s.Value[len(s.Value)-1]
		f := root
		f.time += time
		for _, name := range stack(s) {
			if hidden.MatchString(name) {
				continue
			}
			f = f.callee(name)
			f.time += time
			if isRuntime(name) {
				break // without the runtime's own calls
			}
		}
	}
	return root
}

// stack returns the names of a sample's functions, the outermost first. Inlined functions are
// included.
func stack(s *profile.Sample) []string {
	var names []string
	for _, l := range slices.Backward(s.Location) {
		for _, line := range slices.Backward(l.Line) {
			names = append(names, line.Function.Name)
		}
	}
	if len(names) >= maxDepth {
		return append([]string{truncated}, names...)
	}
	return names
}

// callee returns the callee of that name, and adds it if it does not exist.
func (f *frame) callee(name string) *frame {
	if f.calls == nil {
		f.calls = map[string]*frame{}
	}
	if f.calls[name] == nil {
		f.calls[name] = &frame{name: name}
	}
	return f.calls[name]
}

// byTime returns a frame's callees, the one with the longest time first.
func (f *frame) byTime() []*frame {
	return slices.SortedFunc(maps.Values(f.calls), func(a, b *frame) int {
		return cmp.Or(cmp.Compare(b.time, a.time), cmp.Compare(a.name, b.name))
	})
}
