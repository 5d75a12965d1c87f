package template

import (
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

func load(t *testing.T, params map[string]string) *Template {
	t.Helper()
	got, err := Load("../testdata/template.yaml", Options{Params: params})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestLoad_functionsHaveTheDefaultsOfGlobals(t *testing.T) {
	f := load(t, nil).Functions["MoveFunction"]
	want := map[string]string{
		"TABLE":           "homstyle-Table",
		"MESSAGE_BUDGET":  "100",
		"FANOUT_FUNCTION": "homstyle-FanoutFunction",
		"AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI": "https://local.execute-api.us-east-1.amazonaws.com/prod",
	}
	if len(f.Env) != len(want) {
		t.Errorf("environment %v, want %v", f.Env, want)
	}
	for k, v := range want {
		if f.Env[k] != v {
			t.Errorf("%s = %q, want %q", k, f.Env[k], v)
		}
	}
	if f.Folder != "move" || f.Timeout != 5*time.Second || f.MemoryMB != 256 || f.Retries != 2 ||
		f.EventAge != 6*time.Hour {
		t.Errorf("got %+v", f)
	}
}

func TestLoad_api(t *testing.T) {
	api := load(t, nil).API
	if api.Stage != "prod" || api.Selection != "action" || api.Throttle != (Throttle{500, 250}) {
		t.Errorf("got %+v", api)
	}
	if got := api.Routes["move"]; got.Function != "homstyle-MoveFunction" || got.Timeout != 5*time.Second {
		t.Errorf("route move is %+v", got)
	}
	if got := api.Routes["ping"]; got.Mock != `{"type":"pong"}` || !got.Respond {
		t.Errorf("route ping is %+v", got)
	}
	if got := api.Authorizer; got.Function != "homstyle-AuthorizerFunction" || len(got.Identity) != 2 {
		t.Errorf("authorizer is %+v", got)
	}
}

func TestLoad_tableAndStream(t *testing.T) {
	got := load(t, nil)
	table := got.Tables[0]
	if table.HashKey != "pk" || table.RangeKey != "sk" || table.TTL != "ttl" || table.StreamView != "NEW_IMAGE" {
		t.Errorf("table is %+v", table)
	}
	index := Index{Name: "unsplit", RangeKey: "unsplit", Projection: "KEYS_ONLY"}
	if len(table.Indexes) != 1 || table.Indexes[0] != index {
		t.Errorf("indexes are %+v", table.Indexes)
	}
	s := got.Streams[0]
	named := s.Table == table.Name && s.Function == "SnapshotFunction"
	if !named || !s.Bisect || !s.ReportItems || s.Retries != 5 || s.MaxAge != time.Hour || s.Parallel != 4 || s.Latest {
		t.Errorf("stream is %+v", s)
	}
	if got.Buckets[0] != "homstyle-bucket" {
		t.Errorf("bucket is %q", got.Buckets[0])
	}
}

// A mapping may be an event of its function or a resource of its own.
func TestLoad_mappingOfItsOwn(t *testing.T) {
	source, err := os.ReadFile("../testdata/template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	own := "  Own:\n    Type: AWS::Lambda::EventSourceMapping\n    Properties:\n" +
		"      {FunctionName: !Ref %s, EventSourceArn: !GetAtt Table.StreamArn, BatchSize: 7, MaximumRetryAttempts: 3}\n"
	with := func(function string) string {
		return strings.Replace(string(source), "Resources:\n", "Resources:\n"+strings.Replace(own, "%s", function, 1), 1)
	}
	got, err := parse([]byte(with("SnapshotFunction")), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Streams) != 2 {
		t.Fatalf("the streams are %+v, want two", got.Streams)
	}
	event, mapping := got.Streams[0], got.Streams[1]
	if mapping.Function != event.Function || mapping.Table != event.Table || mapping.BatchSize != 7 || mapping.Retries != 3 {
		t.Errorf("got %+v", mapping)
	}
	if _, err := parse([]byte(with("Bucket")), Options{}); err == nil || !strings.Contains(err.Error(), "not a function") {
		t.Errorf("got %v, want an error for a mapping without a function", err)
	}
}

func TestLoad_overridesParameters(t *testing.T) {
	got := load(t, map[string]string{"StageName": "test", "AllowedOrigins": "https://a.example, https://b.example"})
	if got.API.Stage != "test" {
		t.Errorf("stage is %q", got.API.Stage)
	}
	origins := got.Functions["AuthorizerFunction"].Env["ALLOWED_ORIGINS"]
	if origins != "https://a.example,https://b.example" {
		t.Errorf("origins are %q", origins)
	}
}

// "*" already allows the pages' origin, and must stay alone.
func TestLoad_originsOfTheProjectTemplate(t *testing.T) {
	for want, params := range map[string]map[string]string{
		"*":                 {},
		"https://a.example": {"AllowedOrigins": "https://a.example"},
		"https://a.example,https://d1.cloudfront.net": {
			"AllowedOrigins": "https://a.example", "PageOrigin": "https://d1.cloudfront.net",
		},
	} {
		got, err := Load("../../template.yaml", Options{Params: params})
		if err != nil {
			t.Fatal(err)
		}
		if origins := got.Functions["AuthorizerFunction"].Env["ALLOWED_ORIGINS"]; origins != want {
			t.Errorf("with %v the authorizer allows %q, want %q", params, origins, want)
		}
		if origins := strings.Join(got.HTTP.CORS.Origins, ","); origins != want || len(got.HTTP.CORS.Headers) != 2 {
			t.Errorf("with %v the HTTP API allows %+v, want %q", params, got.HTTP.CORS, want)
		}
	}
	all, err := Load("../../template.yaml", Options{Params: map[string]string{"PageOrigin": "https://d1.cloudfront.net"}})
	if err != nil {
		t.Fatal(err)
	}
	if origins := all.Functions["AuthorizerFunction"].Env["ALLOWED_ORIGINS"]; origins != "*" {
		t.Errorf("with all origins allowed they are %q, want *", origins)
	}
}

func TestLoad_projectTemplate(t *testing.T) {
	got, err := Load("../../template.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if age := got.Functions["FanoutFunction"].EventAge; age != time.Minute {
		t.Errorf("the maximum age of the fanout function's events is %v, want a minute", age)
	}
	keys := []string{"$connect", "$disconnect", "$default", "sync", "lock", "move", "edit", "cursor", "signal", "ping"}
	for _, key := range keys {
		if _, ok := got.API.Routes[key]; !ok {
			t.Errorf("no route %s", key)
		}
	}
	if len(got.Streams) != 1 || got.Streams[0].Function != "SnapshotFunction" || !got.Streams[0].ReportItems || got.Streams[0].Parallel != 10 {
		t.Errorf("the streams are %+v", got.Streams)
	}
	for id, f := range got.Functions {
		if want := strings.ToLower(strings.TrimSuffix(id, "Function")); f.Folder != want {
			t.Errorf("%s is built from functions/%s, want %s", id, f.Folder, want)
		}
	}
}

func TestLoad_memoryOfTheProjectTemplate(t *testing.T) {
	got, err := Load("../../template.yaml", Options{Params: map[string]string{"MemorySize": "1769", "ArchiveMemorySize": "3008"}})
	if err != nil {
		t.Fatal(err)
	}
	for id, f := range got.Functions {
		want := 1769
		if id == "SnapshotFunction" || id == "RoomsFunction" {
			want = 3008
		}
		if f.MemoryMB != want {
			t.Errorf("%s has %d MB, want %d", id, f.MemoryMB, want)
		}
	}
}

// SAM would deploy an API without allowed methods and headers.
func TestLoad_refusesComputedOriginsAlone(t *testing.T) {
	source, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	from, to, _ := strings.Cut(string(source), "CorsConfiguration: !If")
	_, rest, found := strings.Cut(to, "      DefaultRouteSettings:")
	if !found {
		t.Fatal("the template has no CorsConfiguration before DefaultRouteSettings")
	}
	changed := from + "CorsConfiguration: {AllowOrigins: !Split [\",\", !Ref AllowedOrigins]}\n      DefaultRouteSettings:" + rest
	if _, err := parse([]byte(changed), Options{}); err == nil || !strings.Contains(err.Error(), "AllowOrigins") {
		t.Errorf("got %v, want an error that names AllowOrigins", err)
	}
}

func TestLoad_errorsNameTheirPlace(t *testing.T) {
	tests := map[string]struct {
		params   map[string]string
		from, to string
		want     string
	}{
		"unknown parameter": {params: map[string]string{"Stage": "x"}, want: `no parameter "Stage"`},
		"not allowed":       {params: map[string]string{"Alarms": "maybe"}, want: `"maybe" is not one of yes, no`},
		"unknown reference": {
			from: "TABLE: !Ref Table", to: "TABLE: !Ref Tabel",
			want: `Globals.Function.Environment.Variables.TABLE: there is no parameter or resource "Tabel"`,
		},
		"unknown attribute": {
			from: "Table.StreamArn", to: "Table.Stream",
			want: "does not support attribute Stream of Table",
		},
		"unknown intrinsic": {
			from: "!Ref Bucket}", to: "!ImportValue Bucket}",
			want: "does not support Fn::ImportValue",
		},
		"not a number": {
			from: "Timeout: 5\n", to: "Timeout: soon\n",
			want: `Resources.MoveFunction.Properties.Timeout: want a number, not "soon"`,
		},
		"dynamic mock":       {from: `'{"type":"pong"}'`, to: `'$input.body'`, want: "static response templates only"},
		"unknown event type": {from: "Type: DynamoDB\n", to: "Type: SQS\n", want: `events of type "SQS"`},
		"unserved resource": {
			from: "Type: AWS::S3::Bucket", to: "Type: AWS::Serverless::Api",
			want: "does not serve resources of type AWS::Serverless::Api",
		},
		"two-level body": {from: "$request.body.action", to: "$request.body.a.b", want: "one field of $request.body"},
	}
	source, err := os.ReadFile("../testdata/template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(string(source), tt.from, tt.to, 1)
			if tt.from != "" && changed == string(source) {
				t.Fatalf("%q is not in the template", tt.from)
			}
			_, err := parse([]byte(changed), Options{Params: tt.params})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
			if at := (*Error)(nil); errors.As(err, &at) && at.Line == 0 {
				t.Errorf("the error has no line: %v", err)
			}
		})
	}
}
