package main

import (
	"encoding/xml"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/pprof/profile"
)

// newProfile returns a profile of stacks with their times. A stack is its functions' names,
// separated by spaces, the outermost first.
func newProfile(stacks map[string]int64) *profile.Profile {
	p := &profile.Profile{}
	for names, time := range stacks {
		s := &profile.Sample{Value: []int64{1, time}}
		for _, name := range strings.Fields(names) {
			l := &profile.Location{Line: []profile.Line{{Function: &profile.Function{Name: name}}}}
			s.Location = append([]*profile.Location{l}, s.Location...)
		}
		p.Sample = append(p.Sample, s)
	}
	return p
}

func TestStacksAreMerged(t *testing.T) {
	root := merge(newProfile(map[string]int64{
		"main step.A work": 30, "main step.B work": 50, "main": 20, "main runtime.mallocgc runtime.deep": 5,
	}), regexp.MustCompile(`^step\.`))
	main := root.calls["main"]
	if root.time != 105 || main.time != 105 || main.calls["work"].time != 80 || len(main.calls) != 2 {
		t.Errorf("root %+v, main %+v; want both with the time 105, and 80 in work", root, main)
	}
	if inner := main.calls["runtime.mallocgc"]; inner.time != 5 || len(inner.calls) != 0 {
		t.Errorf("a function of the runtime has the callees %+v, want none", inner)
	}
}

func TestInlinedFunctionsAreInTheStack(t *testing.T) {
	line := func(name string) profile.Line { return profile.Line{Function: &profile.Function{Name: name}} }
	at := &profile.Location{Line: []profile.Line{line("inlined"), line("caller")}}
	names := stack(&profile.Sample{Location: []*profile.Location{at}})
	if strings.Join(names, " ") != "caller inlined" {
		t.Errorf("the stack is %v", names)
	}
}

func TestTruncatedStacksHaveTheirOwnRoot(t *testing.T) {
	var names []string
	for n := range maxDepth {
		names = append(names, fmt.Sprintf("f%d", n))
	}
	root := merge(newProfile(map[string]int64{strings.Join(names, " "): 7}), regexp.MustCompile(`^$`))
	if root.calls[truncated] == nil || root.calls[truncated].calls["f0"].time != 7 {
		t.Errorf("the root's callees are %+v, want the truncated stack alone", root.calls)
	}
}

// The SVG must be valid XML for all function names, and the widths of the bars must be their
// shares of the time.
func TestCalleesAreBelowTheirCallers(t *testing.T) {
	stacks := map[string]int64{`a b<"&>`: 25, "a c": 50, "d": 25}
	text, err := draw("1 < 2", merge(newProfile(stacks), regexp.MustCompile(`^$`)))
	if err != nil {
		t.Fatal(err)
	}
	var p svg
	if err := xml.Unmarshal(text, &p); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	want := map[string][2]float64{ // x and width
		"a: 75.0 %": {0, 900}, "c: 50.0 %": {0, 600}, `b<"&>: 25.0 %`: {600, 300}, "d: 25.0 %": {900, 300},
	}
	for _, b := range p.Bars {
		w, found := want[b.Tooltip]
		if !found {
			continue // the legend
		}
		delete(want, b.Tooltip)
		x, _ := strconv.ParseFloat(b.Box.X, 64)
		width, _ := strconv.ParseFloat(b.Box.Width, 64)
		if x != w[0] || width != w[1]-0.5 {
			t.Errorf("%s is at %v, %v wide, want %v", b.Tooltip, x, width, w)
		}
	}
	if len(want) > 0 {
		t.Errorf("there are no bars for %v", want)
	}
}

func TestOriginsGetTheTimeOfTheirFunctionsWithoutCallees(t *testing.T) {
	const ours = "homstyle.dev/planner/shared/room.Move"
	stacks := map[string]int64{ours: 10, ours + " runtime.mallocgc": 30, ours + " github.com/aws/x.Y": 60}
	own := map[origin]int64{}
	merge(newProfile(stacks), regexp.MustCompile(`^$`)).addOwnTime(own)
	if own[origins[0]] != 10 || own[origins[1]] != 60 || own[origins[2]] != 30 {
		t.Errorf("times are %v", own)
	}
}

func TestAnEmptyProfileIsAnError(t *testing.T) {
	if _, err := draw("", &frame{}); err == nil {
		t.Error("draw of a profile without samples returned no error")
	}
}

func TestNamesAreShortened(t *testing.T) {
	for name, want := range map[string]string{
		"homstyle.dev/planner/shared/room.(*Service).Move": "room.(*Service).Move",
		"slices.Sort[go.shape.[]a/b.C]":                    "slices.Sort",
		"main":                                             "main",
	} {
		if got := shortName(name); got != want {
			t.Errorf("shortName(%q) is %q, want %q", name, got, want)
		}
	}
	if got := truncate("a rather long name", 10*charWidth); got != "a rather …" {
		t.Errorf("truncated to %q", got)
	}
}
