package main

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// Sizes in pixels.
const (
	width        = 1200.0
	rowHeight    = 16.0
	headerHeight = 44.0
	charWidth    = 6.1 // average of the font
	minBarWidth  = 3.0 // narrower bars are not drawn
)

// origin is the code base that functions belong to. It determines their colour.
type origin struct{ name, prefix, colour string }

// origins are the origins of functions: a function has the first whose prefix its name has.
var origins = []origin{
	{"this project", "homstyle.dev/planner/", "#8fc1b5"},
	{"AWS's SDK", "github.com/aws/", "#f2b872"},
	{"Go's runtime: memory, goroutines, the kernel", "runtime.", "#cfcfcf"},
	{"other packages", "", "#f0e0a0"},
}

// svg is an SVG document.
type svg struct {
	XMLName    xml.Name `xml:"http://www.w3.org/2000/svg svg"`
	ViewBox    string   `xml:"viewBox,attr"`
	Font       string   `xml:"font-family,attr"`
	Size       int      `xml:"font-size,attr"`
	Background box      `xml:"rect"`
	Labels     []label  `xml:"text"`
	Bars       []bar    `xml:"g"`
}

type bar struct {
	Tooltip string `xml:"title,omitempty"`
	Box     box    `xml:"rect"`
	Label   *label `xml:"text"`
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

// draw returns the SVG of a call tree. It returns an error if the tree has no time.
func draw(title string, root *frame) ([]byte, error) {
	if root.time == 0 {
		return nil, fmt.Errorf("the profile has no samples")
	}
	p := &svg{Font: "Verdana, DejaVu Sans, sans-serif", Size: 10, Labels: []label{{X: "4", Y: 14, Text: title}}}
	p.addLegend(root)
	bottom := p.addCallees(root, root.time, 0, headerHeight)
	p.Background = box{X: "0", Width: px(width), Height: bottom, Fill: "#ffffff"}
	p.ViewBox = fmt.Sprintf("0 0 %.0f %.0f", width, bottom)
	return xml.MarshalIndent(p, "", "")
}

// addLegend adds each origin's colour and its share of the time. The share is that of the
// functions themselves, without their callees.
func (p *svg) addLegend(root *frame) {
	own := map[origin]int64{}
	root.addOwnTime(own)
	x := 4.0
	for _, o := range origins {
		text := fmt.Sprintf("%s: %.0f %%", o.name, 100*float64(own[o])/float64(root.time))
		p.Bars = append(p.Bars, bar{
			Box:   box{X: px(x), Y: 22, Width: "12", Height: 12, Fill: o.colour},
			Label: &label{X: px(x + 16), Y: 32, Text: text},
		})
		x += 40 + charWidth*float64(len(text))
	}
}

// addOwnTime adds the time of the frame and its callees, each without its own callees, to that
// of their origins.
func (f *frame) addOwnTime(own map[origin]int64) {
	self := f.time
	for _, c := range f.calls {
		self -= c.time
		c.addOwnTime(own)
	}
	own[originOf(f.name)] += self
}

// addCallees adds the bars of a frame's callees from x, and returns the y of the lowest bar's
// bottom. total is the time of the whole width.
func (p *svg) addCallees(f *frame, total int64, x, y float64) (bottom float64) {
	bottom = y
	for _, c := range f.byTime() {
		w := width * float64(c.time) / float64(total)
		if w < minBarWidth {
			break // the following ones are narrower still
		}
		p.addBar(c, 100*float64(c.time)/float64(total), x, y, w)
		bottom = max(bottom, p.addCallees(c, total, x, y+rowHeight))
		x += w
	}
	return max(bottom, y+rowHeight)
}

func (p *svg) addBar(f *frame, percent, x, y, w float64) {
	b := bar{
		Tooltip: fmt.Sprintf("%s: %.1f %%", f.name, percent),
		Box:     box{X: px(x), Y: y, Width: px(w - 0.5), Height: rowHeight - 1, Fill: originOf(f.name).colour},
	}
	if text := truncate(shortName(f.name), w-4); text != "" {
		b.Label = &label{X: px(x + 2), Y: y + rowHeight - 5, Text: text}
	}
	p.Bars = append(p.Bars, b)
}

func isRuntime(name string) bool { return strings.HasPrefix(name, "runtime.") }

func originOf(name string) origin {
	return origins[slices.IndexFunc(origins, func(o origin) bool { return strings.HasPrefix(name, o.prefix) })]
}

// shortName returns a function's name without the path of its package and type arguments.
func shortName(name string) string {
	name, _, _ = strings.Cut(name, "[") // type arguments may contain slashes
	return name[strings.LastIndex(name, "/")+1:]
}

// truncate shortens a name to a width in pixels. It returns "" if the width is below four
// characters and the name is longer.
func truncate(name string, width float64) string {
	switch chars := int(width / charWidth); {
	case len(name) <= chars:
		return name
	case chars < 4:
		return ""
	default:
		return name[:chars-1] + "…"
	}
}

// px formats a length in pixels.
func px(v float64) string { return fmt.Sprintf("%.1f", v) }
