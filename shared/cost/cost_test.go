package cost

import (
	"maps"
	"math"
	"testing"
)

func book(t *testing.T) Book {
	t.Helper()
	b, err := Prices()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// with is the book under other assumptions.
func (b Book) with(changes map[string]float64) Book {
	b.Assumptions = maps.Clone(b.Assumptions)
	for name, value := range changes {
		b.Assumptions[name] = Assumption{Value: value}
	}
	return b
}

// line is the sum of the named lines.
func (b Bill) line(names ...string) (usd float64) {
	for _, l := range b {
		for _, name := range names {
			if l.What == name {
				usd += l.USD
			}
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
	b := book(t)
	for name, p := range b.Prices {
		if p.USD <= 0 || p.Per <= 0 || p.Unit == "" || p.Source == "" {
			t.Errorf("%s is %+v", name, p)
		}
	}
	for name, a := range b.Assumptions {
		if a.Why == "" {
			t.Errorf("why %s is %v stands nowhere", name, a.Value)
		}
	}
}

// Examples 2 and 4 of Cloudflare's own page on the prices of Durable Objects.
func TestCloudflaresExamples(t *testing.T) {
	b := book(t)
	messages := func(n, active float64) float64 { return b.DurableObjectMonth(Usage{Syncs: n, Active: active}).Total() }
	near(t, "example 2, 100 objects, 50 clients, 8 hours a day", messages(100*50*60*8*30, 100*8*3600*30), 142.95, 0.005)
	near(t, "example 4, 100 objects that hibernate, 100 clients", messages(100*100*60*24*30, 100*60*24*30), 20.65, 0.005)
}

// The figures that the design was decided by, under its assumptions: a move is not
// acknowledged, a cursor asks for the list of peers, a tab pings every nine minutes.
func TestFiguresOfTheDesign(t *testing.T) {
	b := book(t).with(map[string]float64{
		"cursorReads": 0.5, "pingMinutes": 9, "connectInvocations": 2, "connectWrites": 2, "alarmSeconds": math.Inf(1),
	})
	b.Prices = maps.Clone(b.Prices)
	moves := b.Moved(1e6, 5)
	moves.Deliveries = 4e6
	bill := b.Functions(moves)
	near(t, "a million moves of five", bill.Total()-bill.line("S3"), 6.23, 0.02)
	near(t, "the same on a Durable Object", b.DurableObject(moves).Total(), 1.09, 0.01)
	moves.Active = 1e6 / 1000 // a millisecond a message
	near(t, "the same, asleep between", b.DurableObject(moves).Total(), 1.01, 0.005)

	cursors := Usage{Cursors: 72_000, Deliveries: 72_000, Minutes: 120, Active: 3600}
	near(t, "an hour of two at 10 Hz", b.Functions(cursors).Total(), 0.180, 0.002)
	near(t, "the same on a Durable Object", b.DurableObject(cursors).Total(), 0.0063, 0.0001)
	cursors.Cursors, cursors.Deliveries = 14_400, 14_400
	near(t, "five samples a frame", b.Functions(cursors).Total(), 0.037, 0.001)
	near(t, "idle tabs, minutes", b.Functions(b.Idle(1000)).line("API Gateway, connection minutes"), 10.80, 0.001)
	near(t, "idle tabs", b.Functions(b.Idle(1000)).Total(), 21.57, 0.75) // that left out the sync's own message and logs
}

func TestSleepCostsNothing(t *testing.T) {
	b := book(t)
	if got := b.Functions(Usage{}).Total(); got != 0 {
		t.Errorf("a month of nothing costs %v", got)
	}
	if asleep, awake := b.Functions(b.Asleep(1000)).Total(), b.Functions(b.Idle(1000)).Total(); asleep > awake/20 {
		t.Errorf("1,000 tabs that wake once a day cost %.2f, always connected %.2f", asleep, awake)
	}
	if b.SocketIO(Usage{}).Total() < 50 {
		t.Error("servers that wait are free")
	}
}

func TestEachWinsSomewhere(t *testing.T) {
	best := map[string]bool{}
	for _, c := range book(t).Cases() {
		best[c.Best()] = true
		if c.Functions < 0 || c.Object < 0 || c.Plan < 5 || c.SocketIO <= 0 {
			t.Errorf("%+v", c)
		}
	}
	if !best["Durable Objects"] || !best["this stack"] {
		t.Errorf("only %v ever win: that is not what the prices say", best)
	}
	b := book(t)
	object, redis := b.Break(5)
	if month := b.Planning(5, object*0.9); b.Functions(month).Total() > b.DurableObject(month).Total()+5 {
		t.Errorf("below %.1f hours this stack is said to be cheaper than the plan, and isn't", object)
	}
	if redis < object {
		t.Errorf("Socket.IO's servers are earned in %.1f hours, before the plan's %.1f", redis, object)
	}
}
