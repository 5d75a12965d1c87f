package route

import "time"

// namespace is where CloudWatch shows the metrics.
const namespace = "Homstyle"

// emf is CloudWatch's embedded metric format: it names which members of the
// line that it stands in are metrics, so that a log line is both.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
type emf struct {
	Timestamp         int64       `json:"Timestamp"` // Unix milliseconds
	CloudWatchMetrics []directive `json:"CloudWatchMetrics"`
}

type directive struct {
	Namespace  string     `json:"Namespace"`
	Dimensions [][]string `json:"Dimensions"`
	Metrics    []metric   `json:"Metrics"`
}

type metric struct {
	Name string `json:"Name"`
	Unit string `json:"Unit,omitempty"`
}

// Each metric is billed by the hours in which it has values, for each of its
// dimensions: hence latency alone by route, and nothing by room.
var directives = []directive{
	{namespace, [][]string{{"stack", "route"}}, []metric{{"ms", "Milliseconds"}}},
	{namespace, [][]string{{"stack"}}, []metric{
		{"posts", "Count"},
		{"bytes", "Bytes"},
		{"gone", "Count"},
		{"throttled", "Count"},
		{"denied", "Count"},
		{"reads", "Count"},
		{"writes", "Count"},
	}},
}

// quarantinedDirective counts the stream's records that are no changes.
var quarantinedDirective = []directive{{namespace, [][]string{{"stack"}}, []metric{{"parked", "Count"}}}}

func metrics(at time.Time) emf { return emf{at.UnixMilli(), directives} }
