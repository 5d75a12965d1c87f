package cost

import (
	"cmp"
	"fmt"
	"slices"

	"homstyle.dev/planner/shared/pricing"
)

// Month is what people do in a month.
type Month struct {
	People  float64 // who plan together in a room
	Hours   float64 // of that, over all rooms
	Tabs    float64 // open and idle
	Viewers float64 // of a live event of an hour
	Awake   bool    // idle tabs stay connected to this stack, too; elsewhere they always do
}

// mostInMonth bounds each number of a month, so that every bill is a finite number.
const mostInMonth = 1e9

// check returns an error that names the first number that a month can't have.
func (m Month) check() error {
	for _, n := range []struct {
		name  string
		value float64
	}{{"people", m.People}, {"hours", m.Hours}, {"tabs", m.Tabs}, {"viewers", m.Viewers}} {
		if !(n.value >= 0 && n.value <= mostInMonth) { // NaN is neither
			return fmt.Errorf("%s must be a number from 0 to %.0f, not %v", n.name, mostInMonth, n.value)
		}
	}
	if (m.Hours > 0) != (m.People > 0) {
		return fmt.Errorf("people and hours must both be 0 or both be above 0, not %v and %v", m.People, m.Hours)
	}
	return nil
}

// Estimate is the usual cases, or one month.
type Estimate struct {
	Region   string        `json:"region"`
	Date     string        `json:"date"` // of the prices
	Cases    []Comparison  `json:"cases,omitzero"`
	Month    []Alternative `json:"month,omitzero"`
	Cheapest string        `json:"cheapest,omitzero"` // the name of the cheapest alternative of the month
}

// Comparison is a case, and who is cheapest.
type Comparison struct {
	Case
	Cheapest string `json:"cheapest"`
}

// Alternative is one way to run rooms, and its bill.
type Alternative struct {
	Name  string       `json:"name"`
	USD   float64      `json:"usd"`
	Lines pricing.Bill `json:"lines"`
}

// Estimate returns the bills of a month, or the usual cases where month is nil. It
// returns an error only for a month with impossible numbers.
func (m Model) Estimate(month *Month) (Estimate, error) {
	e := Estimate{Region: m.Region(), Date: m.Date()}
	if month == nil {
		for _, c := range m.Cases() {
			e.Cases = append(e.Cases, Comparison{c, c.Best()})
		}
		return e, nil
	}
	if err := month.check(); err != nil {
		return Estimate{}, err
	}
	e.Month = m.alternatives(*month)
	cheapest := slices.MinFunc(e.Month, func(a, b Alternative) int { return cmp.Compare(a.USD, b.USD) })
	e.Cheapest = cheapest.Name
	return e, nil
}

func (m Model) alternatives(month Month) []Alternative {
	work := Usage{}
	if month.People > 0 {
		work = m.Planning(month.People, month.Hours)
	}
	if month.Viewers > 0 {
		work = work.Plus(m.Event(month.Viewers, 1))
	}
	elsewhere := work.Plus(m.Idle(month.Tabs))
	here := elsewhere
	if !month.Awake {
		here = work.Plus(m.Asleep(month.Tabs))
	}
	of := func(name string, bill pricing.Bill) Alternative { return Alternative{name, bill.Total(), bill} }
	return []Alternative{
		of("This stack", m.Functions(here)),
		of("Durable Objects, with what the plan includes", m.DurableObjectMonth(elsewhere)),
		of("Socket.IO, load balancer, Redis", m.SocketIO(elsewhere)),
	}
}
