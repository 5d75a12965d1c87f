package infra

import (
	"fmt"
	"strings"
	"testing"
)

// idle lists every type that costs nothing while nobody is in a room, and why. A type that is not
// listed is taken to have a monthly price.
var idle = map[string]string{
	"AWS::ApiGatewayV2::Api":                 "by the message and connection minute",
	"AWS::ApiGatewayV2::Authorizer":          "part of the API",
	"AWS::ApiGatewayV2::Integration":         "part of the API",
	"AWS::ApiGatewayV2::IntegrationResponse": "part of the API",
	"AWS::ApiGatewayV2::Route":               "part of the API",
	"AWS::ApiGatewayV2::RouteResponse":       "part of the API",
	"AWS::ApiGatewayV2::Stage":               "part of the API",
	"AWS::DynamoDB::Table":                   "on demand: by the request; storage by what is kept",
	"AWS::IAM::ManagedPolicy":                "free",
	"AWS::IAM::Role":                         "free",
	"AWS::Lambda::EventInvokeConfig":         "part of the function",
	"AWS::Lambda::EventSourceMapping":        "free for DynamoDB streams",
	"AWS::Lambda::Function":                  "by the invocation and millisecond",
	"AWS::Lambda::Permission":                "free",
	"AWS::Logs::LogGroup":                    "by the line written; storage by what is kept",
	"AWS::S3::Bucket":                        "by the request; storage by what is kept",
	"AWS::S3::BucketPolicy":                  "free",
	"AWS::SQS::Queue":                        "by the request",
}

// modes are properties of those types that are billed by the month.
var modes = []string{
	"ProvisionedConcurrencyConfig", "ReservedConcurrentExecutions", // functions
	"ProvisionedThroughput", "WarmThroughput", "KMSMasterKeyId", // table
	"ProvisionedPollerConfig", // stream
}

// monthly returns the resources of a stack that cost money while nobody uses it, apart from alarms
// that were requested.
func monthly(s stack) (found []string) {
	for id, r := range s.Resources {
		if idle[r.Type] == "" && r.Condition != "Alarmed" {
			found = append(found, fmt.Sprintf("%s is an %s: say in this test why it costs nothing while idle, or take it out", id, r.Type))
		}
		for _, mode := range modes {
			if _, set := r.Properties[mode]; set {
				found = append(found, fmt.Sprintf("%s has %s", id, mode))
			}
		}
		if r.Type == "AWS::DynamoDB::Table" && r.Properties["BillingMode"] != "PAY_PER_REQUEST" {
			found = append(found, fmt.Sprintf("%s is billed as %v", id, r.Properties["BillingMode"]))
		}
	}
	return found
}

func TestNothingIsBilledByTheMonth(t *testing.T) {
	for _, fault := range monthly(expanded(t)) {
		t.Error(fault)
	}
}

// Resources with a monthly price must be detected.
func TestMonthlyPricesAreNoticed(t *testing.T) {
	for name, r := range map[string]resource{
		"NatGateway":   {Type: "AWS::EC2::NatGateway"},
		"LoadBalancer": {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer"},
		"Redis":        {Type: "AWS::ElastiCache::ReplicationGroup"},
		"Key":          {Type: "AWS::KMS::Key"},
		"Warm":         {Type: "AWS::Lambda::Function", Properties: map[string]any{"ProvisionedConcurrencyConfig": map[string]any{"ProvisionedConcurrentExecutions": 1}}},
		"Provisioned":  {Type: "AWS::DynamoDB::Table", Properties: map[string]any{"BillingMode": "PROVISIONED"}},
		"Dashboard":    {Type: "AWS::CloudWatch::Dashboard", Condition: "Tracing"},
	} {
		s := expanded(t)
		s.Resources[name] = r
		if found := monthly(s); len(found) != 1 || !strings.HasPrefix(found[0], name) {
			t.Errorf("with an %s: %q", r.Type, found)
		}
	}
}

// Everything that is billed by the month depends on one parameter that is off by default.
func TestAlarmsAreOffUnlessAskedFor(t *testing.T) {
	s := expanded(t)
	if got := s.Parameters["Alarms"].Default; got != "no" {
		t.Errorf("Alarms is %q by default, want no", got)
	}
	if got := text(s.Conditions["Alarmed"]); got != "Alarms.yes" {
		t.Errorf("condition Alarmed compares %s, want Alarms.yes", got)
	}
}

func TestWhatIsKeptOutlivesTheStack(t *testing.T) {
	s := expanded(t)
	for _, id := range []string{"RoomTable", "RoomBucket", "RoomBucketPolicy"} {
		if got := s.Resources[id].DeletionPolicy; got != "Retain" {
			t.Errorf("%s: DeletionPolicy %q, want Retain", id, got)
		}
	}
}
