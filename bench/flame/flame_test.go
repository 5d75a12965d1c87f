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

// sampled is a profile of stacks, each its functions from the outermost on.
func sampled(stacks map[string]int64) *profile.Profile {
	p := &profile.Profile{}
	for names, time := range stacks {
		s := &profile.Sample{Value: []int64{1, time}}
		for _, name := range strings.Fields(names) {
			at := &profile.Location{Line: []profile.Line{{Function: &profile.Function{Name: name}}}}
			s.Location = append([]*profile.Location{at}, s.Location...)
		}
		p.Sample = append(p.Sample, s)
	}
	return p
}

func TestStacksAreMerged(t *testing.T) {
	root := merge(sampled(map[string]int64{
		"main step.A work": 30, "main step.B work": 50, "main": 20, "main runtime.mallocgc runtime.deep": 5,
	}), regexp.MustCompile(`^step\.`))
	main := root.calls["main"]
	if root.time != 105 || main.time != 105 || main.calls["work"].time != 80 || len(main.calls) != 2 {
		t.Errorf("merged to %+v, of it main %+v", root, main)
	}
	if inner := main.calls["runtime.mallocgc"]; inner.time != 5 || len(inner.calls) != 0 {
		t.Errorf("the runtime's own calls are shown: %+v", inner)
	}
}

func TestInlinedFunctionsCountAsCalled(t *testing.T) {
	line := func(name string) profile.Line { return profile.Line{Function: &profile.Function{Name: name}} }
	at := &profile.Location{Line: []profile.Line{line("inlined"), line("caller")}}
	names := stack(&profile.Sample{Location: []*profile.Location{at}})
	if strings.Join(names, " ") != "caller inlined" {
		t.Errorf("the stack is %v", names)
	}
}

func TestStacksThatWereCutStandByThemselves(t *testing.T) {
	var names []string
	for n := range deepest {
		names = append(names, fmt.Sprintf("f%d", n))
	}
	root := merge(sampled(map[string]int64{strings.Join(names, " "): 7}), regexp.MustCompile(`^$`))
	if root.calls[cut] == nil || root.calls[cut].calls["f0"].time != 7 {
		t.Errorf("cut stacks are not apart: %+v", root.calls)
	}
}

// TestBarsLieUnderTheirCaller reads the picture again: it is XML, whatever functions are
// called, no wider than the page, and widths are shares of the time.
func TestBarsLieUnderTheirCaller(t *testing.T) {
	text, err := draw("1 < 2", merge(sampled(map[string]int64{`a b<"&>`: 25, "a c": 50, "d": 25}), regexp.MustCompile(`^$`)))
	if err != nil {
		t.Fatal(err)
	}
	var p picture
	if err := xml.Unmarshal(text, &p); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	want := map[string][2]float64{"a: 75.0 %": {0, 900}, "c: 50.0 %": {0, 600}, `b<"&>: 25.0 %`: {600, 300}, "d: 25.0 %": {900, 300}}
	for _, b := range p.Bars {
		w, there := want[b.Tip]
		if !there {
			continue // the legend
		}
		delete(want, b.Tip)
		x, _ := strconv.ParseFloat(b.Box.X, 64)
		wide, _ := strconv.ParseFloat(b.Box.Width, 64)
		if x != w[0] || wide != w[1]-0.5 {
			t.Errorf("%s is at %v, %v wide, want %v", b.Tip, x, wide, w)
		}
	}
	if len(want) > 0 {
		t.Errorf("not drawn: %v", want)
	}
}

func TestOwnersAreGivenTheirOwnTimeAlone(t *testing.T) {
	own := map[owner]int64{}
	ours := "homstyle.dev/planner/shared/room.Move"
	merge(sampled(map[string]int64{ours: 10, ours + " runtime.mallocgc": 30, ours + " github.com/aws/x.Y": 60}), regexp.MustCompile(`^$`)).spend(own)
	if own[owners[0]] != 10 || own[owners[1]] != 60 || own[owners[2]] != 30 {
		t.Errorf("spent: %v", own)
	}
}

func TestAnEmptyProfileIsAnError(t *testing.T) {
	if _, err := draw("", &frame{}); err == nil {
		t.Error("nothing was drawn, and nothing said")
	}
}

func TestNamesAreShort(t *testing.T) {
	for name, want := range map[string]string{
		"homstyle.dev/planner/shared/room.(*Service).Move": "room.(*Service).Move",
		"slices.Sort[go.shape.[]a/b.C]":                    "slices.Sort",
		"main":                                             "main",
	} {
		if got := short(name); got != want {
			t.Errorf("short(%q) is %q, want %q", name, got, want)
		}
	}
	if got := fit("a rather long name", 10*letter); got != "a rather …" {
		t.Errorf("cut to %q", got)
	}
}
