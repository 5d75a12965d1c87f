package infra

import (
	"fmt"
	"maps"
	"path/filepath"
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
	"AWS::CodeDeploy::Application":           "free for functions",
	"AWS::CodeDeploy::DeploymentGroup":       "free for functions",
	"AWS::DynamoDB::Table":                   "on demand: per request and stored byte",
	"AWS::IAM::ManagedPolicy":                "free",
	"AWS::IAM::Role":                         "free",
	"AWS::Lambda::Alias":                     "free",
	"AWS::Lambda::EventInvokeConfig":         "part of the function",
	"AWS::Lambda::EventSourceMapping":        "free for DynamoDB streams",
	"AWS::Lambda::Function":                  "per invocation and millisecond",
	"AWS::Lambda::Permission":                "free",
	"AWS::Lambda::Version":                   "free",
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

// monthlyPriced returns a message for each resource of the stack and of its nested stacks that costs money
// while no room is in use.
func monthlyPriced(t *testing.T, s stack) (found []string) {
	t.Helper()
	for id, r := range s.Resources {
		if r.Type == "AWS::CloudFormation::Stack" {
			for _, fault := range monthlyPriced(t, nested(t, r)) {
				found = append(found, id+": "+fault)
			}
			continue
		}
		if idleTypes[r.Type] == "" {
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

// nested returns the template of a nested stack, without what depends on its conditions.
func nested(t *testing.T, r resource) stack {
	t.Helper()
	return readYAML(t, filepath.Base(text(r.Properties["TemplateURL"])))
}

// freeOptions are values of the parameters that add no monthly price, together.
var freeOptions = []map[string]string{
	domains,
	{"PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/boundary", "RolePath": "/planner/"},
	{"SocketLog": "yes"},
	{"Metrics": "yes"}, // billed by the hours in which a metric has values
	{"AllowedOrigins": "https://shop.example", "PageOrigin": "https://planner.shop.example"},
}

func TestNothingIsBilledByTheMonth(t *testing.T) {
	all := map[string]string{}
	combinations := []map[string]string{{}, all}
	for _, option := range freeOptions {
		maps.Copy(all, option)
		combinations = append(combinations, option)
	}
	for _, parameters := range combinations {
		for _, fault := range monthlyPriced(t, expanded(t).with(t, parameters)) {
			t.Errorf("with %v: %s", parameters, fault)
		}
	}
}

// pricedOptions are the values of the parameters that say that they have a monthly price, with the number of
// resources that have it.
var pricedOptions = map[string]struct {
	parameters map[string]string
	resources  int
}{
	"Alarms":  {map[string]string{"Alarms": "yes", "AlarmEmail": "ops@shop.example"}, 6},
	"Rollout": {map[string]string{"Rollout": "Canary10Percent5Minutes", "Release": "r1"}, 1},
}

func TestMonthlyPricesAreSaid(t *testing.T) {
	s := expanded(t)
	for name, option := range pricedOptions {
		if got := monthlyPriced(t, s.with(t, option.parameters)); len(got) != option.resources {
			t.Errorf("with %v %d resources have a monthly price, want %d: %q", option.parameters, len(got), option.resources, got)
		}
		if said := s.Parameters[name].Description; !strings.Contains(said, "per month") {
			t.Errorf("the parameter %s does not say what it costs: %s", name, said)
		}
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
		"Dashboard":    {Type: "AWS::CloudWatch::Dashboard"},
	} {
		s := expanded(t).with(t, nil)
		s.Resources[name] = r
		if found := monthlyPriced(t, s); len(found) != 1 || !strings.HasPrefix(found[0], name) {
			t.Errorf("with a resource of type %s: %q", r.Type, found)
		}
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
