package cost

import (
	"homstyle.dev/planner/shared/usage"
)

// Used is the bill of what a room took. What is kept of it, in table and bucket, is
// not in it: a room is some hundred kilobytes.
func (b Book) Used(u usage.Usage) Bill {
	seconds := float64(u.Millis) / 1000
	return Bill{
		{"API Gateway, messages", b.price("apiMessage", float64(u.In+u.Out))},
		{"API Gateway, connection minutes", b.price("apiMinute", float64(u.Minutes))},
		{"Lambda", b.price("lambdaRequest", float64(u.Invocations)) + b.price("lambdaSecond", seconds*b.assume("memoryGB"))},
		{"DynamoDB", b.price("tableWrite", u.Writes) + b.price("tableRead", u.Reads)},
		{"egress", b.price("egress", float64(u.Bytes)/1e9)},
	}
}
