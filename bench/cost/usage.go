package cost

// Usage is the usage of rooms in a month, counted in units that AWS or Cloudflare bill.
type Usage struct {
	Minutes    float64 `json:"minutes"`    // of connections
	Connects   float64 `json:"connects"`   // each includes its sync
	Pings      float64 `json:"pings"`      // each includes its answer
	Moves      float64 `json:"moves"`      // stored
	Locks      float64 `json:"locks"`      // acquired or released, without the releases by drops
	Cursors    float64 `json:"cursors"`    // batches
	Syncs      float64 `json:"syncs"`      // without those of connects
	Deliveries float64 `json:"deliveries"` // events of moves, locks and cursors to the other peers, and answers
	Active     float64 `json:"active"`     // seconds in which a room receives messages, summed over all rooms
	Windows    float64 `json:"windows"`    // snapshot windows; each writes a room's changes to the bucket
	Peak       float64 `json:"peak"`       // connections at once
	PeakRate   float64 `json:"peakRate"`   // deliveries a second at once
}

const (
	monthHours   = 720 // 30 days
	monthMinutes = monthHours * 60
)

// Plus returns the sum of two usages of one month. It assumes that their peaks coincide.
func (u Usage) Plus(v Usage) Usage {
	return Usage{
		Minutes: u.Minutes + v.Minutes, Connects: u.Connects + v.Connects, Pings: u.Pings + v.Pings,
		Moves: u.Moves + v.Moves, Locks: u.Locks + v.Locks, Cursors: u.Cursors + v.Cursors, Syncs: u.Syncs + v.Syncs,
		Deliveries: u.Deliveries + v.Deliveries, Active: u.Active + v.Active, Windows: u.Windows + v.Windows,
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
	return Usage{Connects: tabs * 30, Minutes: tabs * 30}
}

// Planning returns the usage of rooms in which so many people plan together, for hours summed
// over all rooms.
func (m Model) Planning(people, hours float64) Usage {
	seconds := hours * 3600
	cursors := 0.0
	if people > 1 {
		fastest := min(8, max(0.5, m.assume("messageBudget")/(people*(people-1)))) // PR6
		rate := 1 / (1/fastest + m.assume("predictedSeconds"))
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

// StoredMoves returns the usage of moves without locks and cursors, twenty a second, in a room
// of so many people. Each move is acknowledged.
func (m Model) StoredMoves(moves, people float64) Usage {
	seconds := moves / 20
	return Usage{
		Moves: moves, Deliveries: moves * people, Active: seconds, Windows: seconds / m.assume("windowSeconds"),
		Peak: people, PeakRate: 20 * people,
	}
}

// Event returns the usage of a live event: one person shows a room to viewers, with a drop
// every ten seconds and the cursor at its lowest rate.
func (m Model) Event(viewers, hours float64) Usage {
	seconds := hours * 3600
	moves := seconds / 10
	cursors := seconds / 2
	return Usage{
		Minutes: hours * 60 * (viewers + 1), Connects: viewers + 1, Syncs: hours * 60 * (viewers + 1),
		Moves: moves, Locks: moves, Cursors: cursors, Deliveries: (2*moves+cursors)*viewers + 2*moves,
		Active: seconds, Windows: min(moves, seconds/m.assume("windowSeconds")), Peak: viewers, PeakRate: viewers,
	}
}
