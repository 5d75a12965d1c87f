package cost

import "math"

// Line is one line of a bill.
type Line struct {
	What string  `json:"what"`
	USD  float64 `json:"usd"`
}

// Bill is what one way of doing it costs.
type Bill []Line

// Total is the sum of the lines.
func (b Bill) Total() (usd float64) {
	for _, l := range b {
		usd += l.USD
	}
	return usd
}

// Functions is this stack's bill, without free tiers.
func (b Book) Functions(u Usage) Bill {
	writes := u.Moves + u.Locks
	tells := u.Cursors + u.Syncs + u.Connects
	invocations := writes + tells + u.Connects*b.assume("connectInvocations") + u.Windows
	seconds := writes*b.assume("writeSeconds") + (invocations-writes)*b.assume("tellSeconds")
	messages := writes + u.Cursors + u.Deliveries + 2*(u.Syncs+u.Connects+u.Pings)
	reads := writes*b.assume("moveReads") + u.Cursors*b.assume("cursorReads") + (u.Syncs+u.Connects)*b.assume("syncReads")
	return Bill{
		{"API Gateway, messages", b.price("apiMessage", messages)},
		{"API Gateway, connection minutes", b.price("apiMinute", u.Minutes)},
		{"Lambda", b.price("lambdaRequest", invocations) + b.price("lambdaSecond", seconds*b.assume("memoryGB"))},
		{"DynamoDB", b.price("tableWrite", writes+u.Connects*b.assume("connectWrites")) + b.price("tableRead", reads)},
		{"S3", b.price("bucketPut", 2*u.Windows) + b.price("bucketGet", u.Windows)},
		{"logs", b.price("log", invocations*b.assume("logBytes")/1e9)},
		{"egress", b.price("egress", u.Deliveries*b.assume("messageBytes")/1e9)},
	}
}

// DurableObject is the bill of bench/durable-object by the piece: without what the plan
// includes, and without the plan.
func (b Book) DurableObject(u Usage) Bill {
	return b.object(u, func(_ string, units float64) float64 { return units })
}

// DurableObjectMonth is what Cloudflare's bill would say: the plan, with what it
// includes, and the rest rounded up to millions as in its own examples.
func (b Book) DurableObjectMonth(u Usage) Bill {
	return append(b.object(u, func(name string, units float64) float64 {
		return math.Ceil(max(0, units-b.Included[name])/1e6) * 1e6
	}), Line{"paid plan", b.price("workersPlan", 1)})
}

func (b Book) object(u Usage, billed func(name string, units float64) float64) Bill {
	alarms := 0.0
	if u.Moves+u.Locks > 0 {
		alarms = u.Active / b.assume("alarmSeconds")
	}
	requests := u.Connects + (u.Moves+u.Locks+u.Cursors+u.Syncs+u.Connects)/20 + alarms
	line := func(what, name string, units float64) Line { return Line{what, b.price(name, billed(name, units))} }
	return Bill{
		line("requests", "objectRequest", requests),
		line("duration", "objectSecond", u.Active*0.128),
		line("rows written", "rowWrite", u.Moves+u.Locks+alarms),
		line("Worker in front", "workerRequest", u.Connects),
	}
}

// SocketIO is a month of servers that are there whether anybody comes or not, as many as
// the peak needs.
func (b Book) SocketIO(u Usage) Bill {
	tasks := max(b.assume("tasks"), math.Ceil(u.Peak/b.assume("taskConnections")), math.Ceil(u.PeakRate/b.assume("taskDeliveries")))
	gigabytes := u.Deliveries * b.assume("messageBytes") / 1e9
	units := max(u.Minutes/60/3000, gigabytes)
	return Bill{
		{"load balancer", b.price("balancerHour", monthHours) + b.price("balancerUnit", units)},
		{"Fargate", tasks * (b.price("taskCpuHour", 0.5*monthHours) + b.price("taskMemoryHour", monthHours))},
		{"Redis", b.assume("redisNodes") * b.price("redisHour", monthHours)},
		{"egress", b.price("egress", gigabytes)},
	}
}
