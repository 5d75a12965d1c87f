// Package template reads the project's SAM template. The local stack gets its functions, routes,
// table and stream from the same file that is deployed, so that both agree.
//
// The package evaluates CloudFormation's intrinsic functions on demand. It reads the resource types
// that the local stack serves and ignores others, such as alarms and log groups. If it
// can't read a value that it needs, it returns an *Error with the line and the resource.
package template

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"slices"
	"sort"
	"time"
)

// Template has the resources that the local stack serves.
type Template struct {
	API       API
	HTTP      HTTPAPI
	Functions map[string]Function // by logical id
	Tables    []Table
	Buckets   []string // physical names
	Streams   []Stream
	Schedules []Schedule
}

// Function is one Lambda function.
type Function struct {
	ID          string // logical id, e.g. MoveFunction
	Name        string // physical name, e.g. homstyle-MoveFunction
	Folder      string // its folder under functions/, e.g. move
	Env         map[string]string
	Timeout     time.Duration
	MemoryMB    int
	Concurrency int           // reserved concurrent executions; 0: no reservation
	Retries     int           // maximum retries of a failed asynchronous invocation
	EventAge    time.Duration // maximum age of an asynchronous invocation that is throttled
	Policy      []Statement   // what its role allows; empty if the template has no role for it
}

// Table is one DynamoDB table, with keys and attributes as in the template.
type Table struct {
	Name       string
	HashKey    string
	RangeKey   string            // empty: no range key
	Attributes map[string]string // type (S, N or B) by name
	StreamView string            // e.g. NEW_IMAGE; empty: no stream
	TTL        string            // attribute; empty: no TTL
	Indexes    []Index           // local secondary indexes
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
	Parallel    int // maximum number of concurrent batches of a shard
	Window      time.Duration
	Retries     int           // of a batch; -1: until its records are older than MaxAge
	MaxAge      time.Duration // maximum age of a record
	Bisect      bool
	ReportItems bool     // the function answers with batchItemFailures
	Patterns    []string // filter patterns, JSON; one of them must match
	Latest      bool     // start at the end of the stream, not at its beginning
}

// Options configure the evaluation of the template.
type Options struct {
	StackName string            // default homstyle
	Region    string            // default us-east-1
	Params    map[string]string // values of parameters, in place of their defaults
	Defaults  map[string]string // defaults in place of the template's, for the parameters that it has
}

// Load reads and evaluates the template at path. Its errors name the file and the line.
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
	region, stack := cmp.Or(o.Region, "us-east-1"), cmp.Or(o.StackName, "homstyle")
	e.pseudo = map[string]string{
		"AWS::Region": region, "AWS::StackName": stack, "AWS::AccountId": Account, "AWS::Partition": "aws",
		"AWS::URLSuffix": "amazonaws.com",
		"AWS::StackId":   fmt.Sprintf("arn:aws:cloudformation:%s:%s:stack/%s/local", region, Account, stack),
	}
	return e, e.readParams(o)
}

// read reads the resources in a fixed order, so that it always returns the same error.
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
			r.events(t, id, res)
		case "AWS::DynamoDB::Table":
			t.Tables = append(t.Tables, r.table(id, res))
		case "AWS::S3::Bucket":
			t.Buckets = append(t.Buckets, r.name(res, id))
		default:
			if slices.Contains(unserved, kind) {
				r.fail(res.errorf("the local stack does not serve resources of type %s", kind))
			}
		}
	}
	r.each(resources, ids, "AWS::Lambda::EventSourceMapping", func(_ string, p *node) {
		t.Streams = append(t.Streams, r.mapping(t.Functions, p))
	})
	t.API = r.api(resources, ids)
	t.HTTP = r.http(resources, ids)
	return t, r.err
}

// unserved are the resource types that read must not ignore, since they serve requests or run
// functions.
var unserved = []string{
	"AWS::Serverless::Api", "AWS::ApiGatewayV2::Api", "AWS::ApiGateway::RestApi",
	"AWS::Lambda::Function", "AWS::Lambda::Url", "AWS::Serverless::SimpleTable",
	"AWS::Serverless::StateMachine", "AWS::Events::Rule", "AWS::Scheduler::Schedule",
}

// present reports whether the Condition of a resource holds. It returns true if there is none.
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

// name returns the physical name of a resource.
func (r *reader) name(at *node, id string) string {
	s, err := r.e.physicalName(at, id)
	if err != nil {
		r.fail(err)
	}
	return s
}
