// Package boot is the only reader of the environment, and builds each function from
// what it reads: no more than that function needs.
package boot

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"homstyle.dev/planner/shared/room"
)

// Config is everything that a function is told from outside. Which of it a function
// needs, template.yaml says.
type Config struct {
	Region      string      // AWS_REGION; set by Lambda
	Credentials Credentials // set by Lambda
	Function    string      // AWS_LAMBDA_FUNCTION_NAME and its version: on each line of the log
	Version     string      // AWS_LAMBDA_FUNCTION_VERSION

	Table      string // TABLE: the DynamoDB table
	Bucket     string // BUCKET: for history and snapshots
	Management string // AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: the stage whose connections are posted to
	Fanout     string // FANOUT_FUNCTION: its name; "" posts to rooms of any size from one function

	KeyPath string   // KEY_PATH: where Parameter Store has the signing keys
	Origins []string // ALLOWED_ORIGINS: comma-separated, or *

	// MESSAGE_BUDGET: how many messages a second a room's cursors may come to. It is
	// told to clients, which keep to it. Default 100.
	MessagesPerSecond int

	// CONNECTION_RATE: how many messages a second one connection may send. Default 60.
	ConnectionRate int
	// MAX_PEERS and MAX_ITEMS: how full a room may be. Default without end.
	Quota room.Quota

	// METRICS: the stack's name, under which CloudWatch shows metrics; "" writes none.
	Metrics string

	// Endpoints other than AWS's own, by service: AWS_ENDPOINT_URL_DYNAMODB and so on.
	Endpoints Endpoints

	// Store, if set, is used in place of the table: for a local run without DynamoDB.
	Store Store

	// Posts, if set, carries what is posted to connections, in place of the network: a
	// local run whose gateway is in the same process.
	Posts http.RoundTripper

	// Output is where the log goes; nil is standard error, which Lambda keeps.
	Output io.Writer
}

// Credentials are the function's own, as Lambda sets them. They last as long as the
// environment does.
type Credentials struct{ AccessKeyID, SecretAccessKey, SessionToken string }

// Endpoints are base URLs; "" is AWS's own.
type Endpoints struct{ DynamoDB, S3, SSM, Lambda string }

const (
	defaultBudget = 100
	// defaultRate is several times what a client sends: 8 batches of cursors, and commands.
	defaultRate = 60
)

// Load reads the configuration. getenv is os.Getenv, or a function's environment
// from the template.
func Load(getenv func(string) string) (Config, error) {
	c := Config{
		Region:      getenv("AWS_REGION"),
		Credentials: Credentials{getenv("AWS_ACCESS_KEY_ID"), getenv("AWS_SECRET_ACCESS_KEY"), getenv("AWS_SESSION_TOKEN")},
		Function:    getenv("AWS_LAMBDA_FUNCTION_NAME"),
		Version:     getenv("AWS_LAMBDA_FUNCTION_VERSION"),
		Metrics:     getenv("METRICS"),
		Table:       getenv("TABLE"),
		Bucket:      getenv("BUCKET"),
		Management:  getenv("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"),
		Fanout:      getenv("FANOUT_FUNCTION"),
		KeyPath:     getenv("KEY_PATH"),
		Endpoints: Endpoints{
			DynamoDB: getenv("AWS_ENDPOINT_URL_DYNAMODB"),
			S3:       getenv("AWS_ENDPOINT_URL_S3"),
			SSM:      getenv("AWS_ENDPOINT_URL_SSM"),
			Lambda:   getenv("AWS_ENDPOINT_URL_LAMBDA"),
		},
		MessagesPerSecond: defaultBudget,
		ConnectionRate:    defaultRate,
	}
	for origin := range strings.SplitSeq(getenv("ALLOWED_ORIGINS"), ",") {
		if origin = strings.TrimSpace(origin); origin != "" {
			c.Origins = append(c.Origins, origin)
		}
	}
	for _, number := range []struct {
		name string
		to   *int
	}{
		{"MESSAGE_BUDGET", &c.MessagesPerSecond},
		{"CONNECTION_RATE", &c.ConnectionRate},
		{"MAX_PEERS", &c.Quota.Peers},
		{"MAX_ITEMS", &c.Quota.Items},
	} {
		if err := read(getenv(number.name), number.name, number.to); err != nil {
			return c, err
		}
	}
	return c, nil
}

// read takes a whole number of 1 or more; what isn't set stays as it is.
func read(value, name string, to *int) error {
	if value == "" {
		return nil
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return fmt.Errorf("%s is %q: it must be a whole number, 1 or more", name, value)
	}
	*to = n
	return nil
}

// need fails with the names of all that is missing, at once.
func need(values map[string]string) error {
	var missing []string
	for name, v := range values {
		if v == "" {
			missing = append(missing, name)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return fmt.Errorf("not set: %s (template.yaml sets them)", strings.Join(sorted(missing), ", "))
}
