package infra

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const (
	post   = "execute-api:ManageConnections arn:…:execute-api:…:${Api}/v1/POST/@connections/*"
	ask    = "execute-api:ManageConnections arn:…:execute-api:…:${Api}/v1/GET/@connections/*"
	remove = "execute-api:ManageConnections arn:…:execute-api:…:${Api}/v1/DELETE/@connections/*"
	fanout = "lambda:InvokeFunction FanoutFunction.Arn"
)

// may is everything that each role allows, besides writing to the log.
var may = map[string][]string{
	"Authorizer": {
		"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}",
		"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}/*",
	},
	"Connect":    all(rows("CONN#*.LIVE#*", "PutItem", "DeleteItem"), rows("REVOKED#*", "BatchGetItem")),
	"Disconnect": all(rows("CONN#*.LIVE#*", "GetItem", "DeleteItem"), rows("ROOM#*", "Query", "UpdateItem", "DeleteItem"), post, ask, remove, fanout),
	"Sync":       all(rows("CONN#*", "GetItem"), rows("ROOM#*", "GetItem", "UpdateItem", "Query", "DeleteItem"), post, ask, remove, fanout),
	"Move":       all(rows("CONN#*", "GetItem"), rows("ROOM#*", "UpdateItem", "BatchGetItem", "Query", "DeleteItem"), post, ask, remove, fanout),
	"Lock":       all(rows("CONN#*", "GetItem"), rows("ROOM#*", "UpdateItem", "BatchGetItem", "Query", "DeleteItem"), post, ask, remove, fanout),
	"Edit":       all(rows("CONN#*", "GetItem"), rows("ROOM#*", "UpdateItem", "ConditionCheckItem", "BatchGetItem", "Query", "DeleteItem"), post, ask, remove, fanout),
	"Cursor":     all(rows("CONN#*", "GetItem"), rows("ROOM#*", "Query", "DeleteItem"), post, ask, remove, fanout),
	"Fallback":   all(rows("CONN#*", "GetItem"), nil, post, ask, remove),
	"Fanout":     all(rows("ROOM#*", "Query", "DeleteItem"), nil, post, ask, remove),
	"Rooms": slices.Concat(
		rows("ROOM#*", "GetItem", "PutItem", "UpdateItem", "ConditionCheckItem", "BatchGetItem", "Query", "DeleteItem"),
		rows("REVOKED#*", "PutItem", "BatchGetItem", "Query", "DeleteItem"),
		rows("LIVE#*.USE#*", "Query", "DeleteItem"),
		[]string{
			"s3:GetObject ${RoomBucket.Arn}/rooms/*",
			"s3:PutObject ${RoomBucket.Arn}/rooms/*",
			"s3:DeleteObject ${RoomBucket.Arn}/rooms/*",
			"s3:GetObject ${RoomBucket.Arn}/uploads/*",
			"s3:PutObject ${RoomBucket.Arn}/uploads/*",
			"s3:DeleteObject ${RoomBucket.Arn}/uploads/*",
			"s3:ListBucket RoomBucket.Arn",
			"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}",
			"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}/*",
			post, ask, remove, fanout,
		},
	),
	"Snapshot": {
		"dynamodb:DescribeStream ${RoomTable.Arn}/stream/*",
		"dynamodb:GetRecords ${RoomTable.Arn}/stream/*",
		"dynamodb:GetShardIterator ${RoomTable.Arn}/stream/*",
		"dynamodb:ListStreams ${RoomTable.Arn}/stream/*",
		"s3:GetObject ${RoomBucket.Arn}/rooms/*",
		"s3:PutObject ${RoomBucket.Arn}/rooms/*",
		"s3:PutObjectTagging ${RoomBucket.Arn}/rooms/*",
		"s3:PutObject ${RoomBucket.Arn}/quarantine/*",
		"s3:ListBucket RoomBucket.Arn",
		"sqs:SendMessage UnstoredChanges.Arn",
	},
}

// counting are the functions that count the rooms' usage.
var counting = []string{"Connect", "Disconnect", "Sync", "Move", "Lock", "Edit", "Cursor", "Fallback"}

func TestCountingMayTouchUseAlone(t *testing.T) {
	got := allowed(t, expanded(t).Resources["UsePolicy"].Properties["PolicyDocument"])
	if want := rows("USE#*", "UpdateItem"); !slices.Equal(got, want) {
		t.Errorf("UsePolicy allows %q, want %q", got, want)
	}
}

func rows(keys string, actions ...string) (lines []string) {
	for _, action := range actions {
		lines = append(lines, "dynamodb:"+action+" RoomTable.Arn where dynamodb:LeadingKeys is "+keys)
	}
	return lines
}

func all(a, b []string, more ...string) []string { return slices.Concat(a, b, more) }

func TestEachRoleAllowsExactlyWhatItsCodeDoes(t *testing.T) {
	s := expanded(t)
	if got := len(s.typed("AWS::Lambda::Function")); got != len(may) {
		t.Errorf("%d functions, want %d", got, len(may))
	}
	for name, want := range may {
		var got []string
		for _, policy := range list(s.Resources[name+"Role"].Properties["Policies"]) {
			got = append(got, allowed(t, policy.(map[string]any)["PolicyDocument"])...)
		}
		want = slices.Sorted(slices.Values(want))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s may\n  %s\nwant\n  %s", name, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
}

func TestEachFunctionHasItsOwnRole(t *testing.T) {
	s := expanded(t)
	for name := range may {
		if got := text(s.Resources[name+"Function"].Properties["Role"]); got != name+"Role.Arn" {
			t.Errorf("%sFunction runs as %s", name, got)
		}
		want := "RunPolicy"
		if slices.Contains(counting, name) {
			want = "RunPolicy UsePolicy"
		}
		var got []string
		for _, policy := range list(s.Resources[name+"Role"].Properties["ManagedPolicyArns"]) {
			got = append(got, text(policy))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%sRole has %s, want %s", name, got, want)
		}
	}
	if got := len(s.typed("AWS::IAM::Role")); got != len(may) {
		t.Errorf("%d roles for %d functions", got, len(may))
	}
}

// Only tracing may name every resource, since X-Ray supports no narrower one.
func TestOnlyTracingNamesEveryResource(t *testing.T) {
	s := expanded(t)
	got := allowed(t, s.Resources["RunPolicy"].Properties["PolicyDocument"])
	want := []string{
		"logs:CreateLogStream Logs.Arn", "logs:PutLogEvents Logs.Arn",
		"xray:PutTraceSegments *", "xray:PutTelemetryRecords *",
	}
	if !slices.Equal(got, want) {
		t.Errorf("RunPolicy allows %q, want %q", got, want)
	}
	for name, lines := range may {
		for _, line := range lines {
			action, resource, _ := strings.Cut(line, " ")
			if resource == "*" || strings.Contains(action, "*") {
				t.Errorf("%s may %s", name, line)
			}
		}
	}
}

// allowed returns one line for each action and resource of a policy document.
func allowed(t *testing.T, document any) (lines []string) {
	t.Helper()
	for _, s := range list(document.(map[string]any)["Statement"]) {
		statement := s.(map[string]any)
		if branches, conditional := statement["Fn::If"]; conditional {
			statement = branches.([]any)[1].(map[string]any)
		}
		if statement["Effect"] != "Allow" {
			t.Errorf("a statement says %v", statement["Effect"])
		}
		for _, action := range list(statement["Action"]) {
			for _, resource := range list(statement["Resource"]) {
				lines = append(lines, fmt.Sprint(action, " ", short(text(resource)), where(t, statement["Condition"])))
			}
		}
	}
	return lines
}

// short returns an ARN without partition, region and account.
func short(arn string) string {
	return strings.NewReplacer("${AWS::Partition}", "…", "${AWS::Region}:${AWS::AccountId}", "…").Replace(arn)
}

// where renders the only condition in use.
func where(t *testing.T, condition any) string {
	t.Helper()
	if condition == nil {
		return ""
	}
	like, only := condition.(map[string]any)["ForAllValues:StringLike"].(map[string]any)
	if !only || len(condition.(map[string]any)) != 1 {
		t.Errorf("a condition that this test can't read: %v", condition)
	}
	for key, values := range like {
		return " where " + key + " is " + text(values)
	}
	return ""
}
