// Package template reads the project's SAM template: the same file that is
// deployed says which functions, routes, table and stream the local runner
// serves, so that the two can't drift apart.
//
// It evaluates the CloudFormation intrinsics on demand and understands the
// resource types that matter here; other resources (alarms, log groups,
// policies) are left alone. What it needs and can't read is an *Error with the
// line and the resource.
package template

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"sort"
	"time"
)

// Template is what the local stack serves.
type Template struct {
	API       API
	HTTP      HTTPAPI
	Functions map[string]Function // by logical id
	Tables    []Table
	Buckets   []string // physical names
	Streams   []Stream
}

// Function is one Lambda function.
type Function struct {
	ID          string // logical id, e.g. MoveFunction
	Name        string // physical name, e.g. homstyle-MoveFunction
	Folder      string // its folder under functions/, e.g. move
	Env         map[string]string
	Timeout     time.Duration
	MemoryMB    int
	Concurrency int // reserved concurrent executions, 0 for none
	Retries     int // of an asynchronous invocation that fails
}

// Table is one DynamoDB table, with keys and attributes as in the template.
type Table struct {
	Name       string
	HashKey    string
	RangeKey   string            // empty without one
	Attributes map[string]string // name → S, N or B
	StreamView string            // e.g. NEW_IMAGE; empty: no stream
	TTL        string            // attribute, empty for none
	Indexes    []Index           // local secondary ones
}

// Index is a local secondary index: the table's hash key with another range key.
type Index struct {
	Name       string
	RangeKey   string
	Projection string // ALL or KEYS_ONLY
}

// Stream is one event source mapping from a table's stream to a function.
type Stream struct {
	Table       string // physical name
	Function    string // logical id
	BatchSize   int
	Parallel    int // batches of a shard at once
	Window      time.Duration
	Retries     int           // per batch; -1 for as long as the record lives
	MaxAge      time.Duration // how long a record lives
	Bisect      bool
	ReportItems bool     // the function answers with batchItemFailures
	Patterns    []string // filter patterns, JSON; one of them must match
	Latest      bool     // start at the end of the stream, not at its beginning
}

// Options configure the evaluation of the template.
type Options struct {
	StackName string            // default homstyle
	Region    string            // default us-east-1
	Params    map[string]string // overrides of the parameters' defaults
}

// Load reads and evaluates the template at path. Its errors name the line.
func Load(path string, o Options) (*Template, error) {
	source, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the template: %w", err)
	}
	t, err := parse(source, o)
	var at *Error
	if errors.As(err, &at) {
		at.File = path
	} else if err != nil {
		err = fmt.Errorf("%s: %w", path, err)
	}
	return t, err
}

func parse(source []byte, o Options) (*Template, error) {
	root, err := parseYAML(source)
	if err != nil {
		return nil, err
	}
	e, err := newEvaluator(root, o)
	if err != nil {
		return nil, err
	}
	return read(e)
}

func newEvaluator(root *node, o Options) (*evaluator, error) {
	e := &evaluator{root: root, params: map[string]*node{}, busy: map[string]bool{}}
	region, stack := or(o.Region, "us-east-1"), or(o.StackName, "homstyle")
	e.pseudo = map[string]string{
		"AWS::Region": region, "AWS::StackName": stack, "AWS::AccountId": Account, "AWS::Partition": "aws",
		"AWS::URLSuffix": "amazonaws.com", "AWS::StackId": "arn:aws:cloudformation:" + region + ":" + Account + ":stack/" + stack + "/local",
	}
	return e, e.readParams(o.Params)
}

// read reads the resources in a fixed order, so that the same error is always first.
func read(e *evaluator) (*Template, error) {
	t := &Template{Functions: map[string]Function{}}
	r := &reader{e: e}
	resources := e.root.field("Resources")
	if resources == nil {
		return nil, errors.New("the template has no Resources")
	}
	ids := append([]string(nil), resources.keys...)
	sort.Strings(ids)
	for _, id := range ids {
		res := resources.fields[id]
		if !r.present(res) {
			continue
		}
		kind, _ := res.field("Type").text()
		switch kind {
		case "AWS::Serverless::Function":
			t.Functions[id] = r.function(id, res)
			t.Streams = append(t.Streams, r.streams(id, res)...)
		case "AWS::DynamoDB::Table":
			t.Tables = append(t.Tables, r.table(id, res))
		case "AWS::S3::Bucket":
			t.Buckets = append(t.Buckets, r.name(res, id))
		default:
			if slices.Contains(unserved, kind) {
				r.fail(res.errorf("the local runner does not serve resources of type %s", kind))
			}
		}
	}
	t.API = r.api(resources, ids)
	t.HTTP = r.http(resources, ids)
	return t, r.err
}

// unserved are the resource types that must not be ignored: those that answer requests or run
// functions. Alarms and policies may be.
var unserved = []string{
	"AWS::Serverless::Api", "AWS::ApiGatewayV2::Api", "AWS::ApiGateway::RestApi",
	"AWS::Lambda::Function", "AWS::Lambda::EventSourceMapping", "AWS::Lambda::Url", "AWS::Serverless::SimpleTable",
	"AWS::Serverless::StateMachine", "AWS::Events::Rule", "AWS::Scheduler::Schedule",
}

// present evaluates the Condition of a resource.
func (r *reader) present(res *node) bool {
	c, ok := res.field("Condition").text()
	if !ok || r.err != nil {
		return r.err == nil
	}
	yes, err := r.e.condition(res, c)
	if err != nil {
		r.fail(err)
	}
	return yes
}

func (r *reader) name(at *node, id string) string {
	s, err := r.e.physicalName(at, id)
	if err != nil {
		r.fail(err)
	}
	return s
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
