package cost

// Case is something that people do, and what it costs in each way.
type Case struct {
	Name      string  `json:"name"`
	Functions float64 `json:"functions"`
	Object    float64 `json:"durableObject"`      // by the piece, beyond what the plan includes
	Plan      float64 `json:"durableObjectMonth"` // the same when it is all of a month: the plan, with what it includes
	SocketIO  float64 `json:"socketIOMonth"`
}

// Cases are what everybody asks about.
func (m Model) Cases() []Case {
	var cases []Case
	add := func(name string, functions, others Usage) {
		cases = append(cases, Case{
			name, m.Functions(functions).Total(),
			m.DurableObject(others).Total(), m.DurableObjectMonth(others).Total(), m.SocketIO(others).Total(),
		})
	}
	always := m.Idle(1000)
	add("1,000 idle tabs, a month, always connected", always, always)
	add("1,000 idle tabs, a month, hibernating here", m.Asleep(1000), always)
	for _, people := range []float64{2, 5} {
		u := m.Planning(people, 1)
		add(map[float64]string{2: "two people plan for an hour", 5: "five people plan for an hour"}[people], u, u)
	}
	u := m.Moved(1e6, 5)
	add("a million stored moves before five people", u, u)
	u = m.Event(5000, 1)
	add("a live event of an hour with 5,000 viewers", u, u)
	return cases
}

// Best is who is cheapest when the case is all that happens in a month.
func (c Case) Best() string {
	switch min(c.Functions, c.Plan, c.SocketIO) {
	case c.Functions:
		return "this stack"
	case c.Plan:
		return "Durable Objects"
	}
	return "Socket.IO"
}

// Break says how many hours of people planning together in a month it takes until the
// others are cheaper than this stack: the plan's price is earned then, or the servers'.
func (m Model) Break(people float64) (durableObject, socketIO float64) {
	hour := m.Planning(people, 1)
	piece := m.Functions(hour).Total()
	return m.Others.Cost("workersPlan", 1) / (piece - m.DurableObject(hour).Total()), m.SocketIO(hour).Total() / piece
}
