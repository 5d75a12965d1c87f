package cost

import (
	"maps"
	"math"
	"testing"
	"time"

	"homstyle.dev/planner/shared/pricing"
)

func model(t *testing.T) Model {
	t.Helper()
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// with is the model under other assumptions.
func (m Model) with(changes map[string]float64) Model {
	m.Assumptions = maps.Clone(m.Assumptions)
	for name, value := range changes {
		m.Assumptions[name] = Assumption{Value: value}
	}
	return m
}

// lineOf is the line of that name in USD.
func lineOf(b pricing.Bill, name string) (usd float64) {
	for _, l := range b {
		if l.What == name {
			usd += l.USD
		}
	}
	return usd
}

func near(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.Abs(got-want) > within {
		t.Errorf("%s costs %.4f, want %.4f", what, got, want)
	}
}

func TestEveryPriceHasItsSource(t *testing.T) {
	m := model(t)
	if _, err := time.Parse(time.DateOnly, m.Others.Date); err != nil || m.Others.Currency != m.AWS.Currency ||
		m.Others.Region != m.AWS.Region {
		t.Errorf("the prices of the others are of %q, %q, in %q", m.Others.Date, m.Others.Region, m.Others.Currency)
	}
	for name, p := range m.Others.Prices {
		if p.USD <= 0 || p.Per <= 0 || p.Unit == "" || p.Source == "" {
			t.Errorf("%s is %+v", name, p)
		}
	}
	for name := range m.Included {
		if _, found := m.Others.Prices[name]; !found {
			t.Errorf("%s is included in a plan and has no price", name)
		}
	}
	for name, a := range m.Assumptions {
		if a.Why == "" {
			t.Errorf("%s is %v without a reason", name, a.Value)
		}
	}
}

func TestNoPriceStandsInTwoFiles(t *testing.T) {
	m := model(t)
	for name, other := range m.Others.Prices {
		for aws, p := range m.AWS.Prices {
			if name == aws || other.Unit == p.Unit {
				t.Errorf("%s of model.json is %s of shared/pricing", name, aws)
			}
		}
	}
}

func TestDateIsThatOfTheOlderPrices(t *testing.T) {
	m := model(t)
	for _, dates := range [][2]string{{"2026-11-24", "2027-02-01"}, {"2027-02-01", "2026-11-24"}} {
		m.AWS.Date, m.Others.Date = dates[0], dates[1]
		if got := m.Date(); got != "2026-11-24" {
			t.Errorf("of %v the date is %s", dates, got)
		}
	}
}

// Examples 2 and 4 of Cloudflare's own page on the prices of Durable Objects.
func TestCloudflaresExamples(t *testing.T) {
	m := model(t)
	messages := func(n, active float64) float64 { return m.DurableObjectMonth(Usage{Syncs: n, Active: active}).Total() }
	near(t, "example 2, 100 objects, 50 clients, 8 hours a day", messages(100*50*60*8*30, 100*8*3600*30), 142.95, 0.005)
	near(t, "example 4, 100 objects that hibernate, 100 clients", messages(100*100*60*24*30, 100*60*24*30), 20.65, 0.005)
}

// The figures that the design was decided by, under its assumptions: a move is not
// acknowledged, a cursor asks for the list of peers, a tab pings every nine minutes.
func TestFiguresOfTheDesign(t *testing.T) {
	m := model(t).with(map[string]float64{
		"cursorReads": 0.5, "pingMinutes": 9, "connectInvocations": 2, "connectWrites": 2, "alarmSeconds": math.Inf(1),
	})
	moves := m.Moved(1e6, 5)
	moves.Deliveries = 4e6
	bill := m.Functions(moves)
	near(t, "a million moves of five", bill.Total()-lineOf(bill, "S3"), 6.23, 0.02)
	near(t, "the same on a Durable Object", m.DurableObject(moves).Total(), 1.09, 0.01)
	moves.Active = 1e6 / 1000 // a millisecond a message
	near(t, "the same, asleep between", m.DurableObject(moves).Total(), 1.01, 0.005)

	cursors := Usage{Cursors: 72_000, Deliveries: 72_000, Minutes: 120, Active: 3600}
	near(t, "an hour of two at 10 Hz", m.Functions(cursors).Total(), 0.180, 0.002)
	near(t, "the same on a Durable Object", m.DurableObject(cursors).Total(), 0.0063, 0.0001)
	cursors.Cursors, cursors.Deliveries = 14_400, 14_400
	near(t, "five samples a frame", m.Functions(cursors).Total(), 0.037, 0.001)
	near(t, "idle tabs, minutes", lineOf(m.Functions(m.Idle(1000)), "API Gateway, connection minutes"), 10.80, 0.001)
	near(t, "idle tabs", m.Functions(m.Idle(1000)).Total(), 21.57, 0.75) // that left out the sync's own message and logs
}

func TestSleepCostsNothing(t *testing.T) {
	m := model(t)
	if got := m.Functions(Usage{}).Total(); got != 0 {
		t.Errorf("a month of nothing costs %v", got)
	}
	if asleep, awake := m.Functions(m.Asleep(1000)).Total(), m.Functions(m.Idle(1000)).Total(); asleep > awake/20 {
		t.Errorf("1,000 tabs that wake once a day cost %.2f, always connected %.2f", asleep, awake)
	}
	if m.SocketIO(Usage{}).Total() < 50 {
		t.Error("servers that wait are free")
	}
}

func TestEachWinsSomewhere(t *testing.T) {
	best := map[string]bool{}
	for _, c := range model(t).Cases() {
		best[c.Best()] = true
		if c.Functions < 0 || c.Object < 0 || c.Plan < 5 || c.SocketIO <= 0 {
			t.Errorf("%+v", c)
		}
	}
	if !best["Durable Objects"] || !best["this stack"] {
		t.Errorf("only %v ever win: that is not what the prices say", best)
	}
	m := model(t)
	object, redis := m.Break(5)
	if month := m.Planning(5, object*0.9); m.Functions(month).Total() > m.DurableObject(month).Total()+5 {
		t.Errorf("below %.1f hours this stack is said to be cheaper than the plan, and isn't", object)
	}
	if redis < object {
		t.Errorf("Socket.IO's servers are earned in %.1f hours, before the plan's %.1f", redis, object)
	}
}
