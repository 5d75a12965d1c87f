package template

import (
	"path"
	"strings"
	"time"
)

// function reads an AWS::Serverless::Function, with the defaults of Globals.
func (r *reader) function(id string, res *node) Function {
	p, g := res.field("Properties"), r.e.root.field("Globals").field("Function")
	pick := func(key string) *node {
		if v := p.field(key); v != nil {
			return v
		}
		return g.field(key)
	}
	f := Function{
		ID:          id,
		Name:        r.name(res, id),
		Folder:      folder(id, r.str(pick("CodeUri"))),
		Timeout:     r.seconds(pick("Timeout"), 3),
		MemoryMB:    r.integer(pick("MemorySize"), 128),
		Concurrency: r.integer(pick("ReservedConcurrentExecutions"), 0),
		Retries:     r.integer(pick("EventInvokeConfig").field("MaximumRetryAttempts"), 2),
		EventAge:    r.seconds(pick("EventInvokeConfig").field("MaximumEventAgeInSeconds"), 21600),
		Env:         map[string]string{},
		Policy:      r.policy(p.field("Role")),
	}
	for _, from := range []*node{g, p} {
		for k, v := range r.stringMap(from.field("Environment").field("Variables")) {
			f.Env[k] = v
		}
	}
	return f
}

// folder returns the function's folder under functions/. It is the base name of CodeUri if that is a
// folder there, otherwise it is derived from the logical id, since Makefile builds have CodeUri: .
func folder(id, codeURI string) string {
	clean := path.Clean(codeURI)
	if path.Base(path.Dir(clean)) == "functions" {
		return path.Base(clean)
	}
	return strings.ToLower(strings.TrimSuffix(id, "Function"))
}

func (r *reader) table(id string, res *node) Table {
	p := res.field("Properties")
	t := Table{
		Name:       r.name(res, id),
		Attributes: map[string]string{},
		StreamView: r.str(p.field("StreamSpecification").field("StreamViewType")),
	}
	for _, a := range r.list(p.field("AttributeDefinitions")) {
		t.Attributes[r.str(a.field("AttributeName"))] = r.str(a.field("AttributeType"))
	}
	t.HashKey, t.RangeKey = r.keys(p)
	if ttl := p.field("TimeToLiveSpecification"); r.boolean(ttl.field("Enabled")) {
		t.TTL = r.str(ttl.field("AttributeName"))
	}
	if t.HashKey == "" {
		r.fail(res.errorf("the table has no HASH key"))
	}
	if n := p.field("GlobalSecondaryIndexes"); n != nil {
		r.fail(n.errorf("the local stack does not support global indexes"))
	}
	for _, n := range r.list(p.field("LocalSecondaryIndexes")) {
		t.Indexes = append(t.Indexes, r.index(n, t.HashKey))
	}
	return t
}

func (r *reader) index(n *node, hashKey string) Index {
	i := Index{Name: r.str(n.field("IndexName")), Projection: r.str(n.field("Projection").field("ProjectionType"))}
	var hash string
	if hash, i.RangeKey = r.keys(n); hash != hashKey {
		r.fail(n.errorf("a local index must have the table's HASH key, %s", hashKey))
	}
	if i.Projection != "ALL" && i.Projection != "KEYS_ONLY" {
		r.fail(n.errorf("the local stack supports the projections ALL and KEYS_ONLY"))
	}
	return i
}

// keys returns the attributes of a KeySchema.
func (r *reader) keys(n *node) (hash, rng string) {
	for _, k := range r.list(n.field("KeySchema")) {
		if r.str(k.field("KeyType")) == "HASH" {
			hash = r.str(k.field("AttributeName"))
		} else {
			rng = r.str(k.field("AttributeName"))
		}
	}
	return hash, rng
}

// events reads a function's events into the template, without those of the HTTP API, which http reads. An
// unsupported event type is an error, since the function would otherwise never run.
func (r *reader) events(t *Template, id string, res *node) {
	events := res.field("Properties").field("Events")
	for _, name := range events.names() {
		event := events.fields[name]
		switch kind := r.str(event.field("Type")); kind {
		case "HttpApi":
		case "DynamoDB":
			p := event.field("Properties")
			t.Streams = append(t.Streams, r.stream(id, p, p.field("Stream")))
		case "Schedule":
			t.Schedules = append(t.Schedules, r.schedule(id, name, event))
		default:
			r.fail(event.errorf("the local stack does not support events of type %q", kind))
		}
	}
}

// mapping reads an event source mapping that is a resource of its own.
func (r *reader) mapping(functions map[string]Function, p *node) Stream {
	name := NameOfARN(r.str(p.field("FunctionName")))
	for id, f := range functions {
		if f.Name == name {
			return r.stream(id, p, p.field("EventSourceArn"))
		}
	}
	r.fail(p.errorf("FunctionName %q is not a function of this template", name))
	return Stream{}
}

// streamLife is the time that DynamoDB keeps a stream record.
const streamLife = 24 * time.Hour

// stream reads the properties of a mapping from the stream source to the function with the logical id.
func (r *reader) stream(function string, p, source *node) Stream {
	s := Stream{
		Table:     tableOfStream(r.str(source)),
		Function:  function,
		BatchSize: r.integer(p.field("BatchSize"), 100),
		Parallel:  r.integer(p.field("ParallelizationFactor"), 1),
		Window:    r.seconds(p.field("MaximumBatchingWindowInSeconds"), 0),
		Retries:   r.integer(p.field("MaximumRetryAttempts"), -1),
		MaxAge:    r.seconds(p.field("MaximumRecordAgeInSeconds"), -1),
		Bisect:    r.boolean(p.field("BisectBatchOnFunctionError")),
		Latest:    r.str(p.field("StartingPosition")) == "LATEST",
	}
	if s.MaxAge < 0 || s.MaxAge > streamLife {
		s.MaxAge = streamLife
	}
	for _, kind := range r.strings(p.field("FunctionResponseTypes")) {
		s.ReportItems = s.ReportItems || kind == "ReportBatchItemFailures"
	}
	for _, f := range r.list(p.field("FilterCriteria").field("Filters")) {
		s.Patterns = append(s.Patterns, r.str(f.field("Pattern")))
	}
	if s.Table == "" {
		r.fail(p.errorf("the source must be the StreamArn of a table in this template"))
	}
	return s
}

// tableOfStream returns the table's name in a stream's ARN, or "".
func tableOfStream(arn string) string {
	_, after, _ := strings.Cut(arn, ":table/")
	name, _, _ := strings.Cut(after, "/stream/")
	return name
}

// milliseconds reads an API Gateway timeout; the default is 29 s.
func (r *reader) milliseconds(n *node) time.Duration {
	return time.Duration(r.number(n, 29000)) * time.Millisecond
}
