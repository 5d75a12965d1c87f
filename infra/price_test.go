package infra

import (
	"fmt"
	"strings"
	"testing"
)

// idleTypes are the resource types that cost nothing while no room is in use, with the unit of
// their price. A type that is not listed is assumed to have a monthly price.
var idleTypes = map[string]string{
	"AWS::ApiGatewayV2::Api":                 "per message and connection minute",
	"AWS::ApiGatewayV2::ApiMapping":          "free",
	"AWS::ApiGatewayV2::Authorizer":          "part of the API",
	"AWS::ApiGatewayV2::DomainName":          "free",
	"AWS::ApiGatewayV2::Integration":         "part of the API",
	"AWS::ApiGatewayV2::IntegrationResponse": "part of the API",
	"AWS::ApiGatewayV2::Route":               "part of the API",
	"AWS::ApiGatewayV2::RouteResponse":       "part of the API",
	"AWS::ApiGatewayV2::Stage":               "part of the API",
	"AWS::DynamoDB::Table":                   "on demand: per request and stored byte",
	"AWS::IAM::ManagedPolicy":                "free",
	"AWS::IAM::Role":                         "free",
	"AWS::Lambda::EventInvokeConfig":         "part of the function",
	"AWS::Lambda::EventSourceMapping":        "free for DynamoDB streams",
	"AWS::Lambda::Function":                  "per invocation and millisecond",
	"AWS::Lambda::Permission":                "free",
	"AWS::Logs::LogGroup":                    "per written and stored byte",
	"AWS::Route53::RecordSet":                "free; so are queries for an alias of an API",
	"AWS::S3::Bucket":                        "per request and stored byte",
	"AWS::S3::BucketPolicy":                  "free",
	"AWS::SQS::Queue":                        "per request",
	"AWS::Scheduler::ScheduleGroup":          "free; its schedules are billed when they run",
}

// monthlyProperties are the properties of those types that have a monthly price.
var monthlyProperties = []string{
	"ProvisionedConcurrencyConfig", "ReservedConcurrentExecutions", // functions
	"ProvisionedThroughput", "WarmThroughput", "KMSMasterKeyId", // table
	"ProvisionedPollerConfig", // stream
}

// monthlyPriced returns a message for each resource of the stack that costs money while no room is
// in use, except those with the condition Alarmed.
func monthlyPriced(s stack) (found []string) {
	for id, r := range s.Resources {
		if idleTypes[r.Type] == "" && r.Condition != "Alarmed" {
			found = append(found, fmt.Sprintf("%s has the type %s, which is not in idleTypes", id, r.Type))
		}
		for _, property := range monthlyProperties {
			if _, set := r.Properties[property]; set {
				found = append(found, fmt.Sprintf("%s has %s", id, property))
			}
		}
		if r.Type == "AWS::DynamoDB::Table" && r.Properties["BillingMode"] != "PAY_PER_REQUEST" {
			found = append(found, fmt.Sprintf("%s has the billing mode %v", id, r.Properties["BillingMode"]))
		}
	}
	return found
}

func TestNothingIsBilledByTheMonth(t *testing.T) {
	for _, fault := range monthlyPriced(expanded(t)) {
		t.Error(fault)
	}
}

// Resources with a monthly price must be detected.
func TestMonthlyPricesAreDetected(t *testing.T) {
	warm := map[string]any{"ProvisionedConcurrencyConfig": map[string]any{"ProvisionedConcurrentExecutions": 1}}
	for name, r := range map[string]resource{
		"NatGateway":   {Type: "AWS::EC2::NatGateway"},
		"LoadBalancer": {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer"},
		"Redis":        {Type: "AWS::ElastiCache::ReplicationGroup"},
		"Key":          {Type: "AWS::KMS::Key"},
		"Warm":         {Type: "AWS::Lambda::Function", Properties: warm},
		"Provisioned":  {Type: "AWS::DynamoDB::Table", Properties: map[string]any{"BillingMode": "PROVISIONED"}},
		"Dashboard":    {Type: "AWS::CloudWatch::Dashboard", Condition: "Tracing"},
	} {
		s := expanded(t)
		s.Resources[name] = r
		if found := monthlyPriced(s); len(found) != 1 || !strings.HasPrefix(found[0], name) {
			t.Errorf("with a resource of type %s: %q", r.Type, found)
		}
	}
}

// Every resource with a monthly price depends on the parameter Alarms, which is off by default.
func TestAlarmsAreOffByDefault(t *testing.T) {
	s := expanded(t)
	if got := s.Parameters["Alarms"].Default; got != "no" {
		t.Errorf("Alarms is %q by default, want no", got)
	}
	if got := text(s.Conditions["Alarmed"]); got != "Alarms.yes" {
		t.Errorf("condition Alarmed compares %s, want Alarms.yes", got)
	}
}

func TestDataIsRetainedWhenTheStackIsDeleted(t *testing.T) {
	s := expanded(t)
	for _, id := range []string{"RoomTable", "RoomBucket", "RoomBucketPolicy"} {
		if got := s.Resources[id].DeletionPolicy; got != "Retain" {
			t.Errorf("%s: DeletionPolicy %q, want Retain", id, got)
		}
	}
}
