package cost

import (
	"cmp"
	"fmt"
	"slices"

	"homstyle.dev/planner/shared/pricing"
)

// Month is the usage of rooms in a month.
type Month struct {
	People  float64 // people who plan together, in each room
	Hours   float64 // hours of planning, summed over all rooms
	Direct  float64 // share of pairs of people with a direct channel, 0 to 1
	Tabs    float64 // tabs that are open and idle all month
	Viewers float64 // viewers of one live event of an hour
	Wishes  float64 // wishes in words that a model answers; 0 without the parameter SuggestModel
	Learned float64 // rooms that are learned from each day; 0 without the parameter LearnPairs
	Awake   bool    // whether idle tabs stay connected to this stack; the alternatives' tabs always do
}

// maxInMonth limits each number of a month, so that every bill is a finite number.
const maxInMonth = 1e9

// check returns an error that names the first number that is not from 0 to maxInMonth, or
// that one of people and hours is 0 without the other.
func (m Month) check() error {
	for _, n := range []struct {
		name  string
		value float64
	}{{"people", m.People}, {"hours", m.Hours}, {"tabs", m.Tabs}, {"viewers", m.Viewers}, {"wishes", m.Wishes}, {"learned", m.Learned}} {
		if !(n.value >= 0 && n.value <= maxInMonth) { // true for NaN, too
			return fmt.Errorf("%s must be a number from 0 to %.0f, not %v", n.name, maxInMonth, n.value)
		}
	}
	if !(m.Direct >= 0 && m.Direct <= 1) {
		return fmt.Errorf("direct must be a share from 0 to 1, not %v", m.Direct)
	}
	if (m.Hours > 0) != (m.People > 0) {
		return fmt.Errorf("people and hours must both be 0 or both be above 0, not %v and %v", m.People, m.Hours)
	}
	return nil
}

// Estimate is the costs of the typical cases, or of one month.
type Estimate struct {
	Region   string        `json:"region"`
	Date     string        `json:"date"` // of the prices
	Cases    []Comparison  `json:"cases,omitzero"`
	Month    []Alternative `json:"month,omitzero"`
	Cheapest string        `json:"cheapest,omitzero"` // the name of the cheapest alternative of the month
}

// Comparison is a case and the name of its cheapest alternative.
type Comparison struct {
	Case
	Cheapest string `json:"cheapest"`
}

// Alternative is a platform for rooms and its bill of a month.
type Alternative struct {
	Name  string       `json:"name"`
	USD   float64      `json:"usd"`
	Lines pricing.Bill `json:"lines"`
}

// Estimate returns the bills of a month, or the typical cases if month is nil. It returns an
// error only if the month's numbers are not valid.
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

func newAlternative(name string, bill pricing.Bill) Alternative {
	return Alternative{Name: name, USD: bill.Total(), Lines: bill}
}

func (m Model) alternatives(month Month) []Alternative {
	here := Usage{Wishes: month.Wishes, Learned: month.Learned * monthDays}
	others := Usage{Wishes: month.Wishes}
	if month.People > 0 {
		here = here.Plus(m.Planning(month.People, month.Hours, month.Direct))
		others = others.Plus(m.Planning(month.People, month.Hours, 0))
	}
	if month.Viewers > 0 {
		here = here.Plus(m.BundledEvent(month.Viewers, 1))
		others = others.Plus(m.Event(month.Viewers, 1))
	}
	idle := m.Idle(month.Tabs)
	connected := others.Plus(idle)
	if !month.Awake {
		idle = m.Asleep(month.Tabs)
	}
	thisStack := here.Plus(idle)
	return []Alternative{
		newAlternative("This stack", m.Functions(thisStack)),
		newAlternative("Durable Objects, with what the plan includes", m.DurableObjectMonth(connected)),
		newAlternative("Socket.IO, load balancer, Redis", m.SocketIO(connected)),
	}
}
