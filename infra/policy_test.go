package infra

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const (
	postMessage     = "execute-api:ManageConnections arn:…:execute-api:…:${Api}/v1/POST/@connections/*"
	getConnection   = "execute-api:ManageConnections arn:…:execute-api:…:${Api}/v1/GET/@connections/*"
	closeConnection = "execute-api:ManageConnections arn:…:execute-api:…:${Api}/v1/DELETE/@connections/*"
	invokeFanout    = "lambda:InvokeFunction FanoutFunction.Arn"
)

// connections are the actions of a role that uses @connections.
var connections = []string{postMessage, getConnection, closeConnection}

// readStream are the actions that an event source mapping needs of its function's role.
var readStream = []string{
	"dynamodb:DescribeStream ${RoomTable.Arn}/stream/*",
	"dynamodb:GetRecords ${RoomTable.Arn}/stream/*",
	"dynamodb:GetShardIterator ${RoomTable.Arn}/stream/*",
	"dynamodb:ListStreams ${RoomTable.Arn}/stream/*",
}

// wantActions is every action that each role must allow, besides the actions of its managed
// policies. The keys are the functions' names without the suffix Function.
var wantActions = map[string][]string{
	"Authorizer": {
		"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}",
		"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}/*",
	},
	"Connect": slices.Concat(
		rows("CONN#*.LIVE#*", "PutItem", "DeleteItem"),
		rows("REVOKED#*", "BatchGetItem"),
		[]string{
			"scheduler:CreateSchedule arn:…:scheduler:…:schedule/${Expiries}/*",
			"iam:PassRole ScheduleRole.Arn if iam:PassedToService is scheduler.amazonaws.com",
		},
	),
	"Expire": slices.Concat(rows("LIVE#*", "Query"), connections),
	"Disconnect": slices.Concat(
		rows("CONN#*.LIVE#*", "GetItem", "DeleteItem"),
		rows("LIVE#*", "Query", "UpdateItem"),
		rows("ROOM#*", "Query", "UpdateItem", "DeleteItem"),
		connections, []string{invokeFanout},
	),
	"Sync":     roomRoute("GetItem", "UpdateItem", "Query", "DeleteItem"),
	"Move":     roomRoute("UpdateItem", "BatchGetItem", "Query", "DeleteItem"),
	"Lock":     roomRoute("UpdateItem", "BatchGetItem", "Query", "DeleteItem"),
	"Edit":     roomRoute("UpdateItem", "ConditionCheckItem", "BatchGetItem", "Query", "DeleteItem"),
	"Cursor":   roomRoute("UpdateItem", "Query", "DeleteItem"),
	"Fallback": slices.Concat(rows("CONN#*", "GetItem"), connections),
	"Fanout":   slices.Concat(rows("ROOM#*", "Query", "DeleteItem"), connections),
	"Crowd": slices.Concat(
		readStream, rows("ROOM#*", "Query", "DeleteItem"), connections, []string{invokeFanout},
	),
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
			invokeFanout,
		},
		connections,
	),
	"Snapshot": slices.Concat(readStream, []string{
		"s3:GetObject ${RoomBucket.Arn}/rooms/*",
		"s3:PutObject ${RoomBucket.Arn}/rooms/*",
		"s3:PutObjectTagging ${RoomBucket.Arn}/rooms/*",
		"s3:PutObject ${RoomBucket.Arn}/quarantine/*",
		"s3:ListBucket RoomBucket.Arn",
		"sqs:SendMessage UnstoredChanges.Arn",
	}),
}

// usageCounters are the functions that count the usage of rooms.
var usageCounters = []string{"Connect", "Disconnect", "Sync", "Move", "Lock", "Edit", "Cursor", "Fallback"}

func TestUsePolicyAllowsOnlyUsageRows(t *testing.T) {
	got := allowed(t, expanded(t).Resources["UsePolicy"].Properties["PolicyDocument"])
	if want := rows("USE#*", "UpdateItem"); !slices.Equal(got, want) {
		t.Errorf("UsePolicy allows %q, want %q", got, want)
	}
}

// roomRoute returns the actions of a route that reads its connection, does actions on the rows of
// its room and broadcasts the result.
func roomRoute(actions ...string) []string {
	return slices.Concat(
		rows("CONN#*", "GetItem"),
		rows("ROOM#*", actions...),
		connections, []string{invokeFanout},
	)
}

// rows returns a line for each action on table rows whose partition keys match the patterns in keys,
// which are joined by a dot.
func rows(keys string, actions ...string) (lines []string) {
	for _, action := range actions {
		lines = append(lines, "dynamodb:"+action+" RoomTable.Arn if dynamodb:LeadingKeys is like "+keys)
	}
	return lines
}

func TestEachRoleAllowsExactlyWhatItsCodeDoes(t *testing.T) {
	s := expanded(t).with(t, nil)
	if got := len(s.idsOfType("AWS::Lambda::Function")); got != len(wantActions) {
		t.Errorf("%d functions, want %d", got, len(wantActions))
	}
	checkActions(t, s, wantActions)
}

// checkActions fails the test unless each role allows its actions and no others.
func checkActions(t *testing.T, s stack, actions map[string][]string) {
	t.Helper()
	for name, want := range actions {
		var got []string
		for _, policy := range list(s.Resources[name+"Role"].Properties["Policies"]) {
			got = append(got, allowed(t, policy.(map[string]any)["PolicyDocument"])...)
		}
		want = slices.Sorted(slices.Values(want))
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s allows\n  %s\nwant\n  %s", name, strings.Join(got, "\n  "), strings.Join(want, "\n  "))
		}
	}
}

func TestEachFunctionHasItsOwnRole(t *testing.T) {
	s := expanded(t).with(t, nil)
	for name := range wantActions {
		if got := text(s.Resources[name+"Function"].Properties["Role"]); got != name+"Role.Arn" {
			t.Errorf("%sFunction has the role %s", name, got)
		}
		want := "RunPolicy"
		if slices.Contains(usageCounters, name) {
			want = "RunPolicy UsePolicy"
		}
		var got []string
		for _, policy := range list(s.Resources[name+"Role"].Properties["ManagedPolicyArns"]) {
			got = append(got, text(policy))
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%sRole has the managed policies %s, want %s", name, got, want)
		}
	}
	if got := len(s.idsOfType("AWS::IAM::Role")); got != len(wantActions)+1 { // and ScheduleRole
		t.Errorf("%d roles for %d functions", got, len(wantActions))
	}
}

// EventBridge Scheduler may only invoke the one function, and only for the schedules of this stack.
func TestScheduleRoleInvokesExpireOnly(t *testing.T) {
	role := expanded(t).with(t, nil).Resources["ScheduleRole"].Properties
	var got []string
	for _, policy := range list(role["Policies"]) {
		got = append(got, allowed(t, policy.(map[string]any)["PolicyDocument"])...)
	}
	if want := []string{"lambda:InvokeFunction ExpireFunction.Arn"}; !slices.Equal(got, want) {
		t.Errorf("ScheduleRole allows %q, want %q", got, want)
	}
	trust := list(role["AssumeRolePolicyDocument"].(map[string]any)["Statement"])
	if len(trust) != 1 {
		t.Fatalf("ScheduleRole has %d statements of trust", len(trust))
	}
	statement := trust[0].(map[string]any)
	equals, _ := statement["Condition"].(map[string]any)["StringEquals"].(map[string]any)
	if text(statement["Principal"].(map[string]any)["Service"]) != "scheduler.amazonaws.com" ||
		text(equals["aws:SourceArn"]) != "Expiries.Arn" || text(equals["aws:SourceAccount"]) != "AWS::AccountId" {
		t.Errorf("ScheduleRole trusts %v", statement)
	}
}

// RunPolicy allows one log group, and no role allows all resources or all actions of a service.
func TestNothingAllowsAllResources(t *testing.T) {
	s := expanded(t)
	got := allowed(t, s.Resources["RunPolicy"].Properties["PolicyDocument"])
	if want := []string{"logs:CreateLogStream Logs.Arn", "logs:PutLogEvents Logs.Arn"}; !slices.Equal(got, want) {
		t.Errorf("RunPolicy allows %q, want %q", got, want)
	}
	for name, lines := range wantActions {
		for _, line := range lines {
			action, resource, _ := strings.Cut(line, " ")
			if resource == "*" || strings.Contains(action, "*") {
				t.Errorf("%s allows %s", name, line)
			}
		}
	}
}

// allowed returns the actions that a policy document allows: one line for each action and resource,
// followed by the condition if there is one.
func allowed(t *testing.T, document any) (lines []string) {
	t.Helper()
	for _, s := range list(document.(map[string]any)["Statement"]) {
		statement := s.(map[string]any)
		if branches, conditional := statement["Fn::If"]; conditional {
			statement = branches.([]any)[1].(map[string]any)
		}
		if statement["Effect"] != "Allow" {
			t.Errorf("a statement has the effect %v, want Allow", statement["Effect"])
		}
		for _, action := range list(statement["Action"]) {
			for _, resource := range list(statement["Resource"]) {
				condition := conditionText(t, statement["Condition"])
				lines = append(lines, fmt.Sprint(action, " ", shortARN(text(resource)), condition))
			}
		}
	}
	return lines
}

// shortARN returns an ARN without partition, region and account.
func shortARN(arn string) string {
	return strings.NewReplacer("${AWS::Partition}", "…", "${AWS::Region}:${AWS::AccountId}", "…").Replace(arn)
}

// conditionText returns the condition as text, or "" without one. It supports only the operators
// in the template.
func conditionText(t *testing.T, condition any) string {
	t.Helper()
	if condition == nil {
		return ""
	}
	if len(condition.(map[string]any)) == 1 {
		for operator, words := range map[string]string{"ForAllValues:StringLike": " is like ", "StringEquals": " is "} {
			compared, _ := condition.(map[string]any)[operator].(map[string]any)
			for key, values := range compared {
				return " if " + key + words + text(values)
			}
		}
	}
	t.Errorf("this test does not support the condition %v", condition)
	return ""
}
