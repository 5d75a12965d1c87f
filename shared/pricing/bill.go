package pricing

import "homstyle.dev/planner/shared/usage"

// Line is one line of a bill.
type Line struct {
	What string  `json:"what"`
	USD  float64 `json:"usd"`
}

// Bill is a list of costs.
type Bill []Line

// Total returns the sum of the lines in USD.
func (b Bill) Total() (usd float64) {
	for _, l := range b {
		usd += l.USD
	}
	return usd
}

// UsageBill returns the bill of a room's measured usage, without its storage in the table and the
// bucket, which is some hundred kilobytes.
func (l PriceList) UsageBill(u usage.Usage) Bill {
	seconds := float64(u.Millis) / 1000
	return Bill{
		{"API Gateway, messages", l.Cost("apiMessage", float64(u.In+u.Out))},
		{"API Gateway, connection minutes", l.Cost("apiMinute", float64(u.Minutes))},
		{"Lambda", l.Cost("lambdaRequest", float64(u.Invocations)) + l.Cost("lambdaSecond", seconds*FunctionMemoryGB)},
		{"DynamoDB", l.Cost("tableWrite", u.Writes) + l.Cost("tableRead", u.Reads)},
		{"egress", l.Cost("egress", float64(u.Bytes)/1e9)},
	}
}
