package cost

import "math"

// Usage is the usage of rooms in a month, counted in units that AWS or Cloudflare bill.
type Usage struct {
	Minutes    float64 `json:"minutes"`    // of connections
	Connects   float64 `json:"connects"`   // each includes its sync
	Pings      float64 `json:"pings"`      // each includes its answer
	Moves      float64 `json:"moves"`      // stored
	Locks      float64 `json:"locks"`      // acquired or released, without the releases by drops
	Cursors    float64 `json:"cursors"`    // batches sent to the server
	Signals    float64 `json:"signals"`    // each is delivered to one peer
	Syncs      float64 `json:"syncs"`      // without those of connects
	Deliveries float64 `json:"deliveries"` // events of moves, locks and cursors to the other peers, and answers
	Bundled    float64 `json:"bundled"`    // events added to the bundles of crowds
	Bundles    float64 `json:"bundles"`    // messages to viewers of crowds that have such events
	Carried    float64 `json:"carried"`    // events in those messages
	Fanouts    float64 `json:"fanouts"`    // invocations that post such messages
	Wishes     float64 `json:"wishes"`     // in words, for which a model suggests products
	Learned    float64 `json:"learned"`    // snapshots that the function learn reads
	Active     float64 `json:"active"`     // seconds in which a room receives messages, summed over all rooms
	Windows    float64 `json:"windows"`    // snapshot windows; each writes a room's changes to the bucket
	Peak       float64 `json:"peak"`       // connections at once
	PeakRate   float64 `json:"peakRate"`   // deliveries a second at once
}

const (
	monthDays    = 30
	monthHours   = monthDays * 24
	monthMinutes = monthHours * 60
)

// Plus returns the sum of two usages of one month. It assumes that their peaks coincide.
func (u Usage) Plus(v Usage) Usage {
	return Usage{
		Minutes: u.Minutes + v.Minutes, Connects: u.Connects + v.Connects, Pings: u.Pings + v.Pings,
		Moves: u.Moves + v.Moves, Locks: u.Locks + v.Locks, Cursors: u.Cursors + v.Cursors,
		Signals: u.Signals + v.Signals, Syncs: u.Syncs + v.Syncs,
		Deliveries: u.Deliveries + v.Deliveries, Bundled: u.Bundled + v.Bundled, Bundles: u.Bundles + v.Bundles,
		Carried: u.Carried + v.Carried, Fanouts: u.Fanouts + v.Fanouts,
		Wishes: u.Wishes + v.Wishes, Learned: u.Learned + v.Learned, Active: u.Active + v.Active, Windows: u.Windows + v.Windows,
		Peak: u.Peak + v.Peak, PeakRate: u.PeakRate + v.PeakRate,
	}
}

// Idle returns the usage of tabs that stay connected all month without activity.
func (m Model) Idle(tabs float64) Usage {
	return Usage{
		Minutes: tabs * monthMinutes, Pings: tabs * monthMinutes / m.assume("pingMinutes"),
		Connects: tabs * monthHours / m.assume("reconnectHours"), Peak: tabs,
	}
}

// Asleep returns the usage of the same tabs if they hibernate and each wakes once a day for a
// minute.
func (m Model) Asleep(tabs float64) Usage {
	return Usage{Connects: tabs * monthDays, Minutes: tabs * monthDays}
}

// Planning returns the usage of rooms in which so many people plan together, for hours summed
// over all rooms. direct is the share of pairs of people that have a direct channel, each
// independent of the others: a cursor goes to the server if any other person has none with its
// sender, and from there to those alone.
func (m Model) Planning(people, hours, direct float64) Usage {
	seconds := hours * 3600
	cursors, signals := 0.0, 0.0
	if people > 1 {
		fastest := min(8, max(0.5, m.assume("messageBudget")/(people*(people-1)))) // PR6
		rate := 1 / (1/fastest + m.assume("predictedSeconds"))
		cursors = seconds * people * m.assume("moving") * rate
		if direct > 0 { // an offer and an answer for each pair, also for those that don't connect
			signals = 2 * people * (people - 1) / 2 * hours * m.assume("connectsPerHour")
		}
	}
	drags := hours * 60 * people * m.assume("dragsPerMinute")
	deliveries := (cursors*(1-direct)+2*drags)*(people-1) + 2*drags
	return Usage{
		Minutes: hours * 60 * people, Connects: hours * people, Moves: drags, Locks: drags,
		Cursors: cursors * (1 - math.Pow(direct, people-1)), Signals: signals, Syncs: hours * 60 * people,
		Deliveries: deliveries, Active: seconds, Windows: min(drags, seconds/m.assume("windowSeconds")),
		Peak: people, PeakRate: deliveries / max(1, seconds),
	}
}

// StoredMoves returns the usage of moves without locks and cursors, twenty a second, in a room
// of so many people. Each move is acknowledged.
func (m Model) StoredMoves(moves, people float64) Usage {
	seconds := moves / 20
	return Usage{
		Moves: moves, Deliveries: moves * people, Active: seconds, Windows: seconds / m.assume("windowSeconds"),
		Peak: people, PeakRate: 20 * people,
	}
}

// Event returns the usage of a live event: one person shows a room to viewers, with drops and
// the cursor at its lowest rate. Each viewer gets each event by itself.
func (m Model) Event(viewers, hours float64) Usage {
	seconds := hours * 3600
	moves := hours * 60 * m.assume("eventDropsPerMinute")
	cursors := seconds / 2
	return Usage{
		Minutes: hours * 60 * (viewers + 1), Connects: viewers + 1, Syncs: hours * 60 * (viewers + 1),
		Moves: moves, Locks: moves, Cursors: cursors, Deliveries: (2*moves+cursors)*viewers + 2*moves,
		Active: seconds, Windows: min(moves, seconds/m.assume("windowSeconds")), Peak: viewers, PeakRate: viewers,
	}
}

// BundledEvent returns the usage of the same event on this stack. The viewers of a crowd get
// bundles, without the events of locks, and sync less often (BC8, SY3).
func (m Model) BundledEvent(viewers, hours float64) Usage {
	u := m.Event(viewers, hours)
	if viewers+1 <= m.assume("crowdPeers") {
		return u
	}
	u.Syncs = hours * 60 * (1 + viewers/m.assume("crowdSyncMinutes"))
	u.Deliveries = 2 * u.Moves // answers
	u.Bundled = u.Moves + u.Cursors
	u.Carried = u.Bundled * viewers
	// A window begins with an event, for which it waits at least half the mean gap between two.
	frames := 0.0
	if u.Active > 0 {
		frames = u.Active / (m.assume("crowdFrameSeconds") + u.Active/u.Bundled/2)
	}
	u.Bundles = frames * viewers
	u.Fanouts = frames * (1 + viewers/m.assume("fanoutPeers"))
	return u
}
