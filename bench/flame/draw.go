package main

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// Sizes in pixels.
const (
	width     = 1200.0
	row       = 16.0
	head      = 44.0
	letter    = 6.1 // of the font, on average
	narrowest = 3.0 // what is narrower is left out
)

// owner is who wrote a function, as its colour tells.
type owner struct{ name, prefix, colour string }

// owners in order: the first whose prefix fits has it.
var owners = []owner{
	{"this project", "homstyle.dev/planner/", "#8fc1b5"},
	{"AWS's SDK", "github.com/aws/", "#f2b872"},
	{"Go's runtime: memory, goroutines, the kernel", "runtime.", "#cfcfcf"},
	{"other packages", "", "#f0e0a0"},
}

type picture struct {
	XMLName xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	ViewBox string   `xml:"viewBox,attr"`
	Font    string   `xml:"font-family,attr"`
	Size    int      `xml:"font-size,attr"`
	Ground  box      `xml:"rect"`
	Labels  []label  `xml:"text"`
	Bars    []bar    `xml:"g"`
}

type bar struct {
	Tip   string `xml:"title,omitempty"` // browsers show it to who points there
	Box   box    `xml:"rect"`
	Label *label `xml:"text"`
}

type box struct {
	X      string  `xml:"x,attr"`
	Y      float64 `xml:"y,attr"`
	Width  string  `xml:"width,attr"`
	Height float64 `xml:"height,attr"`
	Fill   string  `xml:"fill,attr"`
}

type label struct {
	X    string  `xml:"x,attr"`
	Y    float64 `xml:"y,attr"`
	Text string  `xml:",chardata"`
}

func draw(title string, root *frame) ([]byte, error) {
	if root.time == 0 {
		return nil, fmt.Errorf("the profile has no samples")
	}
	p := &picture{Font: "Verdana, DejaVu Sans, sans-serif", Size: 10, Labels: []label{{X: "4", Y: 14, Text: title}}}
	p.legend(root)
	bottom := p.below(root, root.time, 0, head)
	p.Ground = box{X: "0", Width: px(width), Height: bottom, Fill: "#ffffff"}
	p.ViewBox = fmt.Sprintf("0 0 %.0f %.0f", width, bottom)
	return xml.MarshalIndent(p, "", "")
}

// legend says who is which colour, and what share of the time is spent in their functions
// themselves, not in what those call.
func (p *picture) legend(root *frame) {
	own := map[owner]int64{}
	root.spend(own)
	x := 4.0
	for _, o := range owners {
		text := fmt.Sprintf("%s: %.0f %%", o.name, 100*float64(own[o])/float64(root.time))
		p.Bars = append(p.Bars, bar{Box: box{px(x), 22, "12", 12, o.colour}, Label: &label{px(x + 16), 32, text}})
		x += 40 + letter*float64(len(text))
	}
}

// spend adds the time of each frame itself to its owner's.
func (f *frame) spend(own map[owner]int64) {
	self := f.time
	for _, c := range f.calls {
		self -= c.time
		c.spend(own)
	}
	own[ownerOf(f.name)] += self
}

// below draws what a frame calls, from x on, and returns where the lowest of it ends.
func (p *picture) below(f *frame, whole int64, x, y float64) (bottom float64) {
	bottom = y
	for _, c := range f.byTime() {
		w := width * float64(c.time) / float64(whole)
		if w < narrowest {
			break // as are all after it
		}
		p.bar(c, 100*float64(c.time)/float64(whole), x, y, w)
		bottom = max(bottom, p.below(c, whole, x, y+row))
		x += w
	}
	return max(bottom, y+row)
}

func (p *picture) bar(f *frame, percent, x, y, w float64) {
	b := bar{Tip: fmt.Sprintf("%s: %.1f %%", f.name, percent), Box: box{px(x), y, px(w - 0.5), row - 1, ownerOf(f.name).colour}}
	if text := fit(short(f.name), w-4); text != "" {
		b.Label = &label{px(x + 2), y + row - 5, text}
	}
	p.Bars = append(p.Bars, b)
}

func isRuntime(name string) bool { return strings.HasPrefix(name, "runtime.") }

func ownerOf(name string) owner {
	return owners[slices.IndexFunc(owners, func(o owner) bool { return strings.HasPrefix(name, o.prefix) })]
}

// short is a function's name without the way to its package.
func short(name string) string {
	name, _, _ = strings.Cut(name, "[") // type arguments have slashes, too
	return name[strings.LastIndex(name, "/")+1:]
}

// fit cuts a name to a width, or gives up when hardly any of it would be left.
func fit(name string, width float64) string {
	switch room := int(width / letter); {
	case len(name) <= room:
		return name
	case room < 4:
		return ""
	default:
		return name[:room-1] + "…"
	}
}

func px(v float64) string { return fmt.Sprintf("%.1f", v) }
