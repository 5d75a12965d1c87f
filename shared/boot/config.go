// Package boot reads the environment and builds the handler of each function from it. No
// other package reads environment variables.
package boot

import (
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"homstyle.dev/planner/shared/pairs"
	"homstyle.dev/planner/shared/room"
)

// Config is the configuration of a function. template.yaml says which function gets which
// variables.
type Config struct {
	Region      string      // AWS_REGION; set by Lambda
	Credentials Credentials // set by Lambda
	Function    string      // AWS_LAMBDA_FUNCTION_NAME; on each line of the log
	Version     string      // AWS_LAMBDA_FUNCTION_VERSION; on each line of the log

	Table      string // TABLE: the DynamoDB table
	Bucket     string // BUCKET: the S3 bucket of the archive and the pictures
	Management string // AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI: the URL of the WebSocket API's stage
	Fanout     string // FANOUT_FUNCTION: the name of the fanout function; "": no shards are dispatched

	ExpireFunction string // EXPIRE_FUNCTION: the ARN of the function that is invoked when tokens expire
	ScheduleGroup  string // SCHEDULE_GROUP: the schedule group of EventBridge Scheduler
	ScheduleRole   string // SCHEDULE_ROLE: the ARN of the role that invokes ExpireFunction

	KeyPath string   // KEY_PATH: the path of the signing keys in Parameter Store
	Origins []string // ALLOWED_ORIGINS: comma-separated, or *

	// MESSAGE_BUDGET: the messages per second that the cursors of a room may cost. It is
	// sent to the clients, which keep to it (PR6). Default 100.
	MessagesPerSecond int

	// CONNECTION_RATE: the messages per second that one connection may send (QU3). Default 60.
	ConnectionRate int
	// USAGE_SAMPLE: one invocation in UsageSample is counted in the usage of its room (US2). Default 20.
	UsageSample int
	// MAX_PEERS and MAX_ITEMS: the maximum numbers in a room (QU1, QU2). Default: no limit.
	Quota room.Quota

	PairsBucket string // PAIRS_BUCKET: the S3 bucket to which learned pairs are published
	// PAIRS_MIN_ROOMS: the number of rooms in which a learned pair must stand. Default 5.
	PairsMinRooms int

	// DIRECT_CHANNELS: off, lan or on; default off. ICE_SERVERS: the comma-separated URLs of at
	// most 4 STUN servers, for the mode on. Both are sent to the clients (DC6).
	Direct room.DirectChannels

	SuggestModel   string // SUGGEST_MODEL: the model or inference profile of Bedrock that answers wishes
	SuggestCatalog string // SUGGEST_CATALOG: the address of the shop's catalog.json
	// SUGGESTIONS_PER_DAY: the wishes that a room may have answered on a day (WD4). Default 20.
	Suggestions int

	// METRICS: the stack's name, a dimension of each metric; "": no metrics.
	Metrics string

	// Endpoints other than AWS's own, by service: AWS_ENDPOINT_URL_DYNAMODB and so on.
	Endpoints Endpoints

	// Store, if set, replaces the table, for a local run without DynamoDB.
	Store Store

	// Posts, if set, carries the requests to the management API in place of the network,
	// for a local run whose gateway is in the same process.
	Posts http.RoundTripper

	// Transport, if set, wraps the transport of all requests to AWS, for a local run that checks
	// the function's permissions.
	Transport func(http.RoundTripper) http.RoundTripper

	// Output receives the log; nil is standard error, which Lambda stores.
	Output io.Writer
}

// Credentials are those of the function's role, which Lambda sets in the environment. They are
// valid as long as the environment exists.
type Credentials struct{ AccessKeyID, SecretAccessKey, SessionToken string }

// Endpoints are base URLs of AWS services; "" is AWS's own endpoint. Lambda's must be given if Fanout is.
type Endpoints struct{ DynamoDB, S3, SSM, Lambda, Scheduler, BedrockRuntime string }

const (
	defaultBudget = 100
	// defaultRate is several times the rate of a client: 8 batches of cursors and some commands.
	defaultRate = 60
	// defaultSample makes the counting of usage a small part of it.
	defaultSample = 20
	// defaultSuggestions bounds the cost of a room: a day's wishes cost a few cents.
	defaultSuggestions = 20
)

// Load returns the configuration in the variables that getenv returns: os.Getenv, or the
// environment of a function in the template. It returns an error for a number that is not
// valid; missing variables are reported by the Builder that needs them.
func Load(getenv func(string) string) (Config, error) {
	c := Config{
		Region: getenv("AWS_REGION"),
		Credentials: Credentials{
			getenv("AWS_ACCESS_KEY_ID"), getenv("AWS_SECRET_ACCESS_KEY"), getenv("AWS_SESSION_TOKEN"),
		},
		Function:   getenv("AWS_LAMBDA_FUNCTION_NAME"),
		Version:    getenv("AWS_LAMBDA_FUNCTION_VERSION"),
		Metrics:    getenv("METRICS"),
		Table:      getenv("TABLE"),
		Bucket:     getenv("BUCKET"),
		Management: getenv("AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"),
		Fanout:     getenv("FANOUT_FUNCTION"),
		KeyPath:    getenv("KEY_PATH"),
		Endpoints: Endpoints{
			DynamoDB: getenv("AWS_ENDPOINT_URL_DYNAMODB"),
			S3:       getenv("AWS_ENDPOINT_URL_S3"),
			SSM:      getenv("AWS_ENDPOINT_URL_SSM"),
			Lambda:   getenv("AWS_ENDPOINT_URL_LAMBDA"),

			Scheduler:      getenv("AWS_ENDPOINT_URL_SCHEDULER"),
			BedrockRuntime: getenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME"),
		},
		ExpireFunction:    getenv("EXPIRE_FUNCTION"),
		ScheduleGroup:     getenv("SCHEDULE_GROUP"),
		ScheduleRole:      getenv("SCHEDULE_ROLE"),
		MessagesPerSecond: defaultBudget,
		ConnectionRate:    defaultRate,
		UsageSample:       defaultSample,
		SuggestModel:      getenv("SUGGEST_MODEL"),
		SuggestCatalog:    getenv("SUGGEST_CATALOG"),
		Suggestions:       defaultSuggestions,
		PairsBucket:       getenv("PAIRS_BUCKET"),
		PairsMinRooms:     pairs.DefaultMinRooms,
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
		{"USAGE_SAMPLE", &c.UsageSample},
		{"MAX_PEERS", &c.Quota.Peers},
		{"MAX_ITEMS", &c.Quota.Items},
		{"SUGGESTIONS_PER_DAY", &c.Suggestions},
		{"PAIRS_MIN_ROOMS", &c.PairsMinRooms},
	} {
		if err := read(getenv(number.name), number.name, number.to); err != nil {
			return c, err
		}
	}
	var err error
	c.Direct, err = direct(getenv("DIRECT_CHANNELS"), getenv("ICE_SERVERS"))
	return c, err
}

// iceServer matches the URL of a STUN server (RFC 7064), as the parameter IceServers does. A TURN
// server would need credentials.
var iceServer = regexp.MustCompile(`^stun:[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?$`)

// maxICEServers bounds the list: browsers warn that five or more servers make connections slow to open.
const maxICEServers = 4

func direct(mode, servers string) (room.DirectChannels, error) {
	var d room.DirectChannels
	switch mode {
	case "", "off":
		d.Mode = room.DirectOff
	case string(room.DirectLAN), string(room.DirectOn):
		d.Mode = room.DirectMode(mode)
	default:
		return d, fmt.Errorf("DIRECT_CHANNELS is %q: it must be off, lan or on", mode)
	}
	if servers == "" {
		return d, nil
	}
	d.ICEServers = strings.Split(servers, ",")
	for _, url := range d.ICEServers {
		if !iceServer.MatchString(url) {
			return d, fmt.Errorf("ICE_SERVERS has %q: it must be stun:host or stun:host:port", url)
		}
	}
	switch {
	case len(d.ICEServers) > maxICEServers:
		return d, fmt.Errorf("ICE_SERVERS has %d servers: it must have at most %d", len(d.ICEServers), maxICEServers)
	case d.Mode != room.DirectOn:
		return d, fmt.Errorf("ICE_SERVERS needs DIRECT_CHANNELS on, which is %q", mode)
	}
	return d, nil
}

// read sets *to to a whole number of 1 or more. It leaves *to unchanged if value is "".
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

// need returns an error with the names of all variables whose value is "".
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
