package infra

import (
	"strings"
	"testing"
)

// The group of a delivered log must be below /aws/vendedlogs/: CloudWatch adds any other to a resource
// policy of the account, and a deployment fails when that policy is full.
func TestAccessLogsAreVendedLogs(t *testing.T) {
	s := expanded(t)
	logged := 0
	for _, id := range s.idsOfType("AWS::ApiGatewayV2::Stage") {
		settings, ok := s.Resources[id].Properties["AccessLogSettings"].(map[string]any)
		if !ok {
			continue
		}
		logged++
		group, _, _ := strings.Cut(text(settings["DestinationArn"]), ".")
		if name := text(s.Resources[group].Properties["LogGroupName"]); !strings.HasPrefix(name, "/aws/vendedlogs/") {
			t.Errorf("the access log of %s goes to the group %q", id, name)
		}
	}
	if logged != 1 {
		t.Errorf("%d stages have an access log, want that of the HTTP API", logged)
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
