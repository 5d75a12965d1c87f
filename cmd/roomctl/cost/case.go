package cost

// Case is a typical usage of rooms and its cost in USD with each alternative.
type Case struct {
	Name      string  `json:"name"`
	Functions float64 `json:"functions"`          // this stack
	Object    float64 `json:"durableObject"`      // a Durable Object, without the plan and what it includes
	Plan      float64 `json:"durableObjectMonth"` // a Durable Object, with the plan, if the case is all of a month
	SocketIO  float64 `json:"socketIOMonth"`      // a month of servers, if the case is all of it
}

// Cases returns the typical cases.
func (m Model) Cases() []Case {
	var cases []Case
	add := func(name string, functions, others Usage) {
		cases = append(cases, Case{
			Name: name, Functions: m.Functions(functions).Total(),
			Object: m.DurableObject(others).Total(), Plan: m.DurableObjectMonth(others).Total(),
			SocketIO: m.SocketIO(others).Total(),
		})
	}
	always := m.Idle(1000)
	add("1,000 idle tabs, a month, always connected", always, always)
	add("1,000 idle tabs, a month, hibernating here", m.Asleep(1000), always)
	for _, room := range []struct {
		name   string
		people float64
	}{{"two", 2}, {"five", 5}} {
		relayed := m.Planning(room.people, 1, 0)
		add(room.name+" people plan for an hour", relayed, relayed)
		add("the same, 85 % of pairs with a direct channel", m.Planning(room.people, 1, 0.85), relayed)
		add("the same, all pairs", m.Planning(room.people, 1, 1), relayed)
	}
	moves := m.StoredMoves(1e6, 5)
	add("a million stored moves in a room of five", moves, moves)
	add("a live event of an hour with 5,000 viewers", m.BundledEvent(5000, 1), m.Event(5000, 1))
	return cases
}

// Best returns the name of the cheapest alternative if the case is all that happens in a
// month.
func (c Case) Best() string {
	switch min(c.Functions, c.Plan, c.SocketIO) {
	case c.Functions:
		return "this stack"
	case c.Plan:
		return "Durable Objects"
	}
	return "Socket.IO"
}

// BreakEven returns the hours a month that rooms of so many people can plan before a Durable
// Object, with the price of its plan, and Socket.IO, with the price of its servers, cost less
// than this stack.
func (m Model) BreakEven(people float64) (durableObject, socketIO float64) {
	hour := m.Planning(people, 1, 0)
	perHour := m.Functions(hour).Total()
	durableObject = m.Others.Cost("workersPlan", 1) / (perHour - m.DurableObject(hour).Total())
	socketIO = m.SocketIO(hour).Total() / perHour
	return durableObject, socketIO
}
