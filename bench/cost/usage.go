package cost

// Usage is what people do in a month, counted in what somebody bills. Usages add up.
type Usage struct {
	Minutes    float64 `json:"minutes"`    // of connections
	Connects   float64 `json:"connects"`   // each with the sync that follows
	Pings      float64 `json:"pings"`      // each is answered
	Moves      float64 `json:"moves"`      // stored
	Locks      float64 `json:"locks"`      // acquired or released by themselves
	Cursors    float64 `json:"cursors"`    // batches
	Syncs      float64 `json:"syncs"`      // beyond those of connects
	Deliveries float64 `json:"deliveries"` // of moves, locks and cursors to others, and the answers to them
	Active     float64 `json:"active"`     // seconds in which a room hears something, over all rooms
	Windows    float64 `json:"windows"`    // in which a room's changes go to the bucket
	Peak       float64 `json:"peak"`       // connections at once
	PeakRate   float64 `json:"peakRate"`   // deliveries a second at once
}

const (
	monthHours   = 720 // 30 days
	monthMinutes = monthHours * 60
)

// Plus is both in the same month; peaks are taken to coincide.
func (u Usage) Plus(v Usage) Usage {
	return Usage{
		Minutes: u.Minutes + v.Minutes, Connects: u.Connects + v.Connects, Pings: u.Pings + v.Pings,
		Moves: u.Moves + v.Moves, Locks: u.Locks + v.Locks, Cursors: u.Cursors + v.Cursors, Syncs: u.Syncs + v.Syncs,
		Deliveries: u.Deliveries + v.Deliveries, Active: u.Active + v.Active, Windows: u.Windows + v.Windows,
		Peak: u.Peak + v.Peak, PeakRate: u.PeakRate + v.PeakRate,
	}
}

// Idle is tabs that stay connected all month while nobody does anything.
func (m Model) Idle(tabs float64) Usage {
	return Usage{
		Minutes: tabs * monthMinutes, Pings: tabs * monthMinutes / m.assume("pingMinutes"),
		Connects: tabs * monthHours / m.assume("reconnectHours"), Peak: tabs,
	}
}

// Asleep is the same tabs, hibernating: each wakes once a day.
func (m Model) Asleep(tabs float64) Usage {
	return Usage{Connects: tabs * 30, Minutes: tabs * 30}
}

// Planning is rooms of so many people who work together, hours in all rooms together.
func (m Model) Planning(people, hours float64) Usage {
	seconds := hours * 3600
	cursors := 0.0
	if people > 1 {
		rate := min(8, max(0.5, m.assume("messageBudget")/(people*(people-1)))) // PR6
		cursors = seconds * people * m.assume("moving") * rate
	}
	drags := hours * 60 * people * m.assume("dragsPerMinute")
	deliveries := (cursors+2*drags)*(people-1) + 2*drags
	return Usage{
		Minutes: hours * 60 * people, Connects: hours * people,
		Moves: drags, Locks: drags, Cursors: cursors, Syncs: hours * 60 * people,
		Deliveries: deliveries, Active: seconds, Windows: min(drags, seconds/m.assume("windowSeconds")),
		Peak: people, PeakRate: deliveries / max(1, seconds),
	}
}

// Moved is stored moves alone, twenty a second, before so many people, each of them
// acknowledged.
func (m Model) Moved(moves, people float64) Usage {
	seconds := moves / 20
	return Usage{
		Moves: moves, Deliveries: moves * people, Active: seconds, Windows: seconds / m.assume("windowSeconds"),
		Peak: people, PeakRate: 20 * people,
	}
}

// Event is one person who shows a room to viewers: a drop every ten seconds, the cursor
// at the slowest rate.
func (m Model) Event(viewers, hours float64) Usage {
	seconds := hours * 3600
	moves, cursors := seconds/10, seconds/2
	return Usage{
		Minutes: hours * 60 * (viewers + 1), Connects: viewers + 1, Syncs: hours * 60 * (viewers + 1),
		Moves: moves, Locks: moves, Cursors: cursors, Deliveries: (2*moves+cursors)*viewers + 2*moves,
		Active: seconds, Windows: min(moves, seconds/m.assume("windowSeconds")), Peak: viewers, PeakRate: viewers,
	}
}
