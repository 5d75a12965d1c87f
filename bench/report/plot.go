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

// palette is the colour-blind-safe palette of Okabe and Ito with a grey, in the order of the
// servers.
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

// drawPlots writes the plots to SVG files in bench/results.
func drawPlots(r result.Result) error {
	for name, draw := range map[string]func(result.Result) (*plot.Plot, error){
		"latency": latencyPlot, "throughput": throughputPlot, "crowd": crowdPlot,
	} {
		p, err := draw(r)
		if err != nil {
			return fmt.Errorf("plot %s: %w", name, err)
		}
		if err := p.Save(width, height, results+name+".svg"); err != nil {
			return err
		}
	}
	return nil
}

// latencyPlot plots the latency by the share of deliveries that are faster, in rooms of ten
// people.
func latencyPlot(r result.Result) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = "Move to a peer's receipt, ten people, 20 moves a second"
	p.Y.Label.Text = "ms"
	p.X.Label.Text = "share of deliveries"
	useLogScale(&p.Y)
	var ticks plot.ConstantTicks
	for _, percent := range []float64{50, 90, 99, 99.9} {
		ticks = append(ticks, plot.Tick{Value: percentileX(percent), Label: fmt.Sprintf("%g %%", percent)})
	}
	p.X.Tick.Marker = ticks
	for n, s := range r.Servers {
		for _, l := range s.Latency {
			if l.People != 10 {
				continue
			}
			var points plotter.XYs
			for _, c := range l.Curve {
				if percent, ms := c[0], c[1]; percent <= 99.9 {
					points = append(points, plotter.XY{X: percentileX(percent), Y: max(ms, 0.01)})
				}
			}
			if err := addLine(p, s.Name, n, points); err != nil {
				return nil, err
			}
		}
	}
	p.X.Max = percentileX(99.9) + 0.2 // space for the label of the last tick
	return p, nil
}

// percentileX returns a percentile's position on the x axis: 90 % is 1, 99 % is 2, 99.9 % is 3.
func percentileX(percent float64) float64 { return -math.Log10(1 - percent/100) }

// throughputPlot plots p99 by the rate, in one room.
func throughputPlot(r result.Result) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = "Ten people who all move, one room: p99 by moves a second"
	p.Y.Label.Text = "p99, ms"
	p.X.Label.Text = "moves a second"
	useLogScale(&p.X)
	useLogScale(&p.Y)
	for n, s := range r.Servers {
		if s.Throughput == nil {
			continue
		}
		var points plotter.XYs
		for _, step := range s.Throughput.Steps {
			points = append(points, plotter.XY{X: float64(step.Rate), Y: max(step.Latency.P99, 0.01)})
		}
		if err := addLine(p, s.Name, n, points); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// crowdPlot plots the time until the last viewer receives a drop, by the number of viewers.
func crowdPlot(r result.Result) (*plot.Plot, error) {
	p := plot.New()
	p.Title.Text = "A drop in a room with viewers: until the last viewer receives it"
	p.Y.Label.Text = "ms, median of ten"
	p.X.Label.Text = "viewers"
	useLogScale(&p.X)
	useLogScale(&p.Y)
	for n, s := range r.Servers {
		var points plotter.XYs
		for _, c := range s.Crowd {
			points = append(points, plotter.XY{X: float64(c.Viewers), Y: max(c.Last.P50, 0.01)})
		}
		if err := addLine(p, s.Name, n, points); err != nil {
			return nil, err
		}
	}
	return p, nil
}

func useLogScale(a *plot.Axis) {
	a.Scale = plot.LogScale{}
	a.Tick.Marker = plot.LogTicks{Prec: -1}
}

// addLine adds the nth server's line, with a dot at each point, and its name in the legend. It
// adds nothing if there are no points.
func addLine(p *plot.Plot, name string, n int, points plotter.XYs) error {
	if len(points) == 0 {
		return nil
	}
	line, dots, err := plotter.NewLinePoints(points)
	if err != nil {
		return err
	}
	line.Color = palette[n%len(palette)]
	line.Width = vg.Points(1.5)
	dots.Color = line.Color
	dots.Radius = vg.Points(2)
	p.Add(line, dots)
	p.Legend.Add(name, line)
	p.Legend.Top = true
	p.Legend.Left = true
	return nil
}
