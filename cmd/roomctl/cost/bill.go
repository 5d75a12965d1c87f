package cost

import (
	"math"

	"homstyle.dev/planner/shared/pricing"
)

func line(what string, usd float64) pricing.Line { return pricing.Line{What: what, USD: usd} }

// Functions returns the bill of a month's usage on this stack, without free tiers.
func (m Model) Functions(u Usage) pricing.Bill {
	writes := u.Moves + u.Locks
	invocations := writes + u.Cursors + u.Signals + u.Syncs + u.Connects*(1+m.assume("connectInvocations")) + u.Windows
	seconds := writes*m.assume("writeSeconds") + (invocations-writes)*m.assume("otherSeconds")
	lines := invocations - u.Cursors - u.Connects + u.Wishes // the authorizer and a cursor log none
	invocations += u.Fanouts + u.Wishes                      // the invocation of learn on each day is not worth a term
	seconds += u.Fanouts*m.assume("fanoutSeconds") + u.Wishes*m.assume("wishSeconds") + u.Learned*m.assume("learnSeconds")
	messages := writes + u.Cursors + u.Deliveries + u.Bundles + 2*(u.Signals+u.Syncs+u.Connects+u.Pings)
	reads := writes*m.assume("moveReads") + u.Cursors*m.assume("cursorReads")
	reads += (u.Syncs+u.Connects)*m.assume("syncReads") + u.Bundles*m.assume("viewerReads") + u.Wishes*m.assume("wishReads")
	tableWrites := writes + u.Bundled + u.Connects*m.assume("connectWrites") + u.Wishes*m.assume("wishWrites")
	puts, gets := 2*u.Windows+u.Learned/m.assume("roomsOfList"), u.Windows+u.Learned
	bytes := u.Deliveries*m.assume("messageBytes") + u.Carried*m.assume("bundledBytes")
	lambda := m.AWS.Cost("lambdaRequest", invocations) + m.AWS.Cost("lambdaSecond", seconds*pricing.FunctionMemoryGB)
	return pricing.Bill{
		line("API Gateway, messages", m.AWS.Cost("apiMessage", messages)),
		line("API Gateway, connection minutes", m.AWS.Cost("apiMinute", u.Minutes)),
		line("API Gateway, requests", m.AWS.Cost("apiRequest", u.Wishes)),
		line("Lambda", lambda),
		line("DynamoDB", m.AWS.Cost("tableWrite", tableWrites)+m.AWS.Cost("tableRead", reads)),
		line("S3", m.AWS.Cost("bucketPut", puts)+m.AWS.Cost("bucketGet", gets)),
		m.tokens(u),
		line("logs", m.AWS.Cost("log", lines*m.assume("logBytes")/1e9)),
		line("egress", m.AWS.Cost("egress", bytes/1e9)),
	}
}

// tokens returns the line of the model that answers wishes. It costs the same wherever the rooms are.
func (m Model) tokens(u Usage) pricing.Line {
	in, out := u.Wishes*m.assume("wishInputTokens"), u.Wishes*m.assume("wishOutputTokens")
	return line("Bedrock, tokens", m.AWS.Cost("modelInput", in)+m.AWS.Cost("modelOutput", out))
}

// DurableObject returns the bill of a month's usage of bench/durable-object at the prices of
// each unit, without the paid plan and what it includes.
func (m Model) DurableObject(u Usage) pricing.Bill {
	return m.object(u, func(_ string, units float64) float64 { return units })
}

// DurableObjectMonth returns Cloudflare's bill of a month: the paid plan, and the units beyond
// what it includes, rounded up to millions as in Cloudflare's examples.
func (m Model) DurableObjectMonth(u Usage) pricing.Bill {
	return append(m.object(u, func(name string, units float64) float64 {
		return math.Ceil(max(0, units-m.Included[name])/1e6) * 1e6
	}), line("paid plan", m.Others.Cost("workersPlan", 1)))
}

// object returns the bill of a Durable Object; billed returns the number of units that are
// billed of a price.
func (m Model) object(u Usage, billed func(name string, units float64) float64) pricing.Bill {
	alarms := 0.0
	if u.Moves+u.Locks > 0 {
		alarms = u.Active / m.assume("alarmSeconds")
	}
	requests := u.Connects + u.Wishes + (u.Moves+u.Locks+u.Cursors+u.Syncs+u.Connects)/20 + alarms
	usd := func(name string, units float64) float64 { return m.Others.Cost(name, billed(name, units)) }
	return pricing.Bill{
		line("requests", usd("objectRequest", requests)),
		line("duration", usd("objectSecond", u.Active*0.128)),
		line("rows written", usd("rowWrite", u.Moves+u.Locks+alarms)),
		line("Worker in front", usd("workerRequest", u.Connects+u.Wishes)),
		m.tokens(u),
	}
}

// SocketIO returns the bill of a month of servers, as many as the peak requires. They run all
// month, also without any usage.
func (m Model) SocketIO(u Usage) pricing.Bill {
	forConnections := math.Ceil(u.Peak / m.assume("taskConnections"))
	forDeliveries := math.Ceil(u.PeakRate / m.assume("taskDeliveries"))
	tasks := max(m.assume("tasks"), forConnections, forDeliveries)
	taskHours := m.Others.Cost("taskCpuHour", 0.5*monthHours) + m.Others.Cost("taskMemoryHour", monthHours)
	gigabytes := u.Deliveries * m.assume("messageBytes") / 1e9
	balancerUnits := max(u.Minutes/60/3000, gigabytes)
	return pricing.Bill{
		line("load balancer", m.Others.Cost("balancerHour", monthHours)+m.Others.Cost("balancerUnit", balancerUnits)),
		line("Fargate", tasks*taskHours),
		line("Redis", m.assume("redisNodes")*m.Others.Cost("redisHour", monthHours)),
		line("egress", m.AWS.Cost("egress", gigabytes)),
		m.tokens(u),
	}
}
