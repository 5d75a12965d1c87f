package cost

import "fmt"

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
	Name  string  `json:"name"`
	USD   float64 `json:"usd"`
	Lines Bill    `json:"lines"`
}

// Estimate returns the bills of that month, or without one the usual cases. Its only
// error is that of a month with impossible numbers.
func (b Book) Estimate(m *Month) (Estimate, error) {
	e := Estimate{Region: b.Region, Date: b.Date}
	if m == nil {
		for _, c := range b.Cases() {
			e.Cases = append(e.Cases, Comparison{c, c.Best()})
		}
		return e, nil
	}
	if err := m.check(); err != nil {
		return Estimate{}, err
	}
	e.Month = b.alternatives(*m)
	cheapest := e.Month[0]
	for _, a := range e.Month {
		if a.USD < cheapest.USD {
			cheapest = a
		}
	}
	e.Cheapest = cheapest.Name
	return e, nil
}

func (b Book) alternatives(m Month) []Alternative {
	work := Usage{}
	if m.People > 0 {
		work = b.Planning(m.People, m.Hours)
	}
	if m.Viewers > 0 {
		work = work.Plus(b.Event(m.Viewers, 1))
	}
	elsewhere := work.Plus(b.Idle(m.Tabs))
	here := elsewhere
	if !m.Awake {
		here = work.Plus(b.Asleep(m.Tabs))
	}
	of := func(name string, bill Bill) Alternative { return Alternative{name, bill.Total(), bill} }
	return []Alternative{
		of("This stack", b.Functions(here)),
		of("Durable Objects, with what the plan includes", b.DurableObjectMonth(elsewhere)),
		of("Socket.IO, load balancer, Redis", b.SocketIO(elsewhere)),
	}
}
