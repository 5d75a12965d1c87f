package main

import (
	"fmt"
	"image/color"
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"

	"homstyle.dev/planner/bench/result"
)

// Colours that differ for every eye (Okabe and Ito's), in the order of the servers.
var palette = []color.RGBA{
	{0, 0, 0, 255},
	{213, 94, 0, 255},
	{230, 159, 0, 255},
	{0, 114, 178, 255},
	{86, 180, 233, 255},
	{0, 158, 115, 255},
	{204, 121, 167, 255},
	{110, 110, 110, 255},
}

const width, height = 18 * vg.Centimeter, 10 * vg.Centimeter

func draw(r result.Result) error {
	for name, one := range map[string]func(result.Result) (*plot.Plot, error){
		"latency": latencyPlot, "throughput": throughputPlot, "crowd": crowdPlot,
	} {
		p, err := one(r)
		if err != nil {
			return fmt.Errorf("plot %s: %w", name, err)
		}
		if err := p.Save(width, height, results+name+".svg"); err != nil {
			return err
		}
	}
	return nil
}

// latencyPlot shows how long all but the slowest share of deliveries took, among ten
// people: the axis stretches towards 100 %.
func latencyPlot(r result.Result) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = "Move to a peer's receipt, ten people, 20 moves a second"
	p.Y.Label.Text, p.X.Label.Text = "ms", "share of deliveries"
	logarithmic(&p.Y)
	p.X.Tick.Marker = plot.ConstantTicks{{Value: nines(50), Label: "50 %"}, {Value: nines(90), Label: "90 %"}, {Value: nines(99), Label: "99 %"}, {Value: nines(99.9), Label: "99.9 %"}}
	for n, s := range r.Servers {
		for _, l := range s.Latency {
			if l.People != 10 {
				continue
			}
			var points plotter.XYs
			for _, c := range l.Curve {
				if c[0] <= 99.9 {
					points = append(points, plotter.XY{X: nines(c[0]), Y: max(c[1], 0.01)})
				}
			}
			if err := add(p, s.Name, n, points); err != nil {
				return nil, err
			}
		}
	}
	p.X.Max = nines(99.9) + 0.2 // room for its label
	return p, nil
}

func nines(percent float64) float64 { return -math.Log10(1 - percent/100) }

// throughputPlot shows p99 on each rung of the ladder, in one room.
func throughputPlot(r result.Result) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = "Ten people who all move, one room: p99 by moves a second"
	p.Y.Label.Text, p.X.Label.Text = "p99, ms", "moves a second"
	logarithmic(&p.X)
	logarithmic(&p.Y)
	for n, s := range r.Servers {
		if s.Throughput == nil {
			continue
		}
		var points plotter.XYs
		for _, step := range s.Throughput.Steps {
			points = append(points, plotter.XY{X: float64(step.Rate), Y: max(step.Latency.P99, 0.01)})
		}
		if err := add(p, s.Name, n, points); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// crowdPlot shows when the last viewer has a drop.
func crowdPlot(r result.Result) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = "A drop before a crowd: until the last viewer has it"
	p.Y.Label.Text, p.X.Label.Text = "ms, median of ten", "viewers"
	logarithmic(&p.X)
	logarithmic(&p.Y)
	for n, s := range r.Servers {
		var points plotter.XYs
		for _, c := range s.Crowd {
			points = append(points, plotter.XY{X: float64(c.Viewers), Y: max(c.Last.P50, 0.01)})
		}
		if err := add(p, s.Name, n, points); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func logarithmic(a *plot.Axis) {
	a.Scale, a.Tick.Marker = plot.LogScale{}, plot.LogTicks{Prec: -1}
}

func add(p *plot.Plot, name string, n int, points plotter.XYs) error {
	if len(points) == 0 {
		return nil
	}
	l, dots, err := plotter.NewLinePoints(points)
	if err != nil {
		return err
	}
	l.Color, dots.Color = palette[n%len(palette)], palette[n%len(palette)]
	l.Width, dots.Radius = vg.Points(1.5), vg.Points(2)
	p.Add(l, dots)
	p.Legend.Add(name, l)
	p.Legend.Top, p.Legend.Left = true, true
	return nil
}
