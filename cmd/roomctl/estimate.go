package main

import "homstyle.dev/planner/shared/cost"

// shownEstimate is an estimate as -json prints it: the cases, or one month.
type shownEstimate struct {
	Region string      `json:"region"`
	Date   string      `json:"date"`
	Cases  []shownCase `json:"cases,omitzero"`
	Month  []way       `json:"month,omitzero"`
}

type shownCase struct {
	cost.Case
	Cheapest string `json:"cheapest"`
}

func estimate(b cost.Book, m month) shownEstimate {
	e := shownEstimate{Region: b.Region, Date: b.Date}
	if m != (month{}) {
		e.Month = m.ways(b)
		return e
	}
	for _, c := range b.Cases() {
		e.Cases = append(e.Cases, shownCase{c, c.Best()})
	}
	return e
}

// way is one way of having rooms, and its bill.
type way struct {
	Name  string    `json:"name"`
	USD   float64   `json:"usd"`
	Lines cost.Bill `json:"lines"`
}

func (m month) ways(b cost.Book) []way {
	work := cost.Usage{}
	if m.people > 0 {
		work = b.Planning(m.people, m.hours)
	}
	if m.viewers > 0 {
		work = work.Plus(b.Event(m.viewers, 1))
	}
	here := work.Plus(b.Asleep(m.tabs))
	if m.awake {
		here = work.Plus(b.Idle(m.tabs))
	}
	elsewhere := work.Plus(b.Idle(m.tabs))
	of := func(name string, bill cost.Bill) way { return way{name, bill.Total(), bill} }
	return []way{
		of("This stack", b.Functions(here)),
		of("Durable Objects, with what the plan includes", b.DurableObjectMonth(elsewhere)),
		of("Socket.IO, load balancer, Redis", b.SocketIO(elsewhere)),
	}
}
