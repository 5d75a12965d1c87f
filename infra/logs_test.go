package infra

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// accessLogs returns the settings of the access logs by the ids of their stages.
func accessLogs(s stack) map[string]map[string]any {
	found := map[string]map[string]any{}
	for _, id := range s.idsOfType("AWS::ApiGatewayV2::Stage") {
		if settings, ok := s.Resources[id].Properties["AccessLogSettings"].(map[string]any); ok {
			found[id] = settings
		}
	}
	return found
}

// The group of a delivered log must be below /aws/vendedlogs/: CloudWatch adds any other to a resource
// policy of the account, and a deployment fails when that policy is full.
func TestAccessLogsAreVendedLogs(t *testing.T) {
	s := expanded(t).with(t, map[string]string{"SocketLog": "yes"})
	logs := accessLogs(s)
	for id, settings := range logs {
		group, _, _ := strings.Cut(text(settings["DestinationArn"]), ".")
		if name := text(s.Resources[group].Properties["LogGroupName"]); !strings.HasPrefix(name, "/aws/vendedlogs/") {
			t.Errorf("the access log of %s goes to the group %q", id, name)
		}
	}
	if len(logs) != 2 {
		t.Errorf("%d stages have an access log, want that of the HTTP API and that of the WebSocket API", len(logs))
	}
}

// API Gateway refuses the WebSocket API's log in an account without a CloudWatch role.
func TestTheWebSocketAPIHasNoLogByDefault(t *testing.T) {
	s := expanded(t).with(t, nil)
	if _, set := accessLogs(s)["Apiv1Stage"]; set || len(s.idsOfType("AWS::Logs::LogGroup")) != 2 {
		t.Errorf("the stack has the log groups %q", s.idsOfType("AWS::Logs::LogGroup"))
	}
}

// logged are the variables that an access log may have: no address, no header, nothing of the token or of
// the page that sent it.
var logged = []string{
	"requestId", "connectionId", "eventType", "routeKey", "status", "error.responseType", "authorizer.status",
	"integration.status", "integrationLatency", "responseLatency",
	"identity.userArn", // of a role that signed the request
}

var variable = regexp.MustCompile(`\$context\.([A-Za-z.]+)`)

func TestUS3_accessLogsHaveNoTokenAndNoAddress(t *testing.T) {
	for id, settings := range accessLogs(expanded(t).with(t, map[string]string{"SocketLog": "yes"})) {
		format := text(settings["Format"])
		if !json.Valid([]byte(format)) || strings.Count(format, "$") != len(variable.FindAllString(format, -1)) {
			t.Errorf("the format of %s is %s", id, format)
		}
		for _, match := range variable.FindAllStringSubmatch(format, -1) {
			if !slices.Contains(logged, match[1]) {
				t.Errorf("the access log of %s has $context.%s", id, match[1])
			}
		}
	}
}

func TestEachLogGroupEndsWithTheStack(t *testing.T) {
	s := expanded(t)
	for _, id := range s.idsOfType("AWS::Logs::LogGroup") {
		r := s.Resources[id]
		if r.DeletionPolicy != "Delete" || text(r.Properties["RetentionInDays"]) != "LogRetentionDays" {
			t.Errorf("%s has the deletion policy %q and the retention %v", id, r.DeletionPolicy, r.Properties["RetentionInDays"])
		}
	}
}
