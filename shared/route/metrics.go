package route

import "time"

// namespace is the CloudWatch namespace of the metrics.
const namespace = "Homstyle"

// emf is the _aws member of CloudWatch's embedded metric format: it names the members of
// its log line that CloudWatch stores as metrics.
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

// directives are the metrics of each invocation. CloudWatch bills each combination of metric
// and dimension values by the hours in which it has values: therefore only the latency has
// the dimension route, and no metric has a dimension room.
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

// quarantinedDirective is the metric of the stream records that were quarantined (SN4).
var quarantinedDirective = []directive{{namespace, [][]string{{"stack"}}, []metric{{"quarantined", "Count"}}}}

func metrics(at time.Time) emf { return emf{at.UnixMilli(), directives} }
