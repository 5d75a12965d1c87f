package infra

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
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
	"AWS::Backup::BackupPlan":                "free",
	"AWS::Backup::BackupSelection":           "free",
	"AWS::Backup::BackupVault":               "per stored byte",
	"AWS::Budgets::Budget":                   "free without actions",
	"AWS::CodeDeploy::Application":           "free for functions",
	"AWS::CodeDeploy::DeploymentGroup":       "free for functions",
	"AWS::DynamoDB::Table":                   "on demand: per request and stored byte",
	"AWS::Events::Rule":                      "free; invocations of the function are billed",
	"AWS::IAM::ManagedPolicy":                "free",
	"AWS::IAM::Role":                         "free",
	"AWS::Lambda::Alias":                     "free",
	"AWS::Lambda::EventInvokeConfig":         "part of the function",
	"AWS::Lambda::EventSourceMapping":        "free for DynamoDB streams",
	"AWS::Lambda::Function":                  "per invocation and millisecond",
	"AWS::Lambda::Permission":                "free",
	"AWS::Lambda::Version":                   "free",
	"AWS::Logs::LogGroup":                    "per written and stored byte",
	"AWS::Logs::MetricFilter":                "free; its metric is billed by the hours in which it has values",
	"AWS::Route53::RecordSet":                "free; so are queries for an alias of an API",
	"AWS::S3::Bucket":                        "per request and stored byte",
	"AWS::S3::BucketPolicy":                  "free",
	"AWS::SNS::Topic":                        "per notification",
	"AWS::SQS::Queue":                        "per request",
	"AWS::Scheduler::ScheduleGroup":          "free; its schedules are billed when they run",
}

// monthlyProperties are the properties of those types, at any depth, that have a monthly price.
var monthlyProperties = []string{
	"ProvisionedConcurrencyConfig", "ReservedConcurrentExecutions", // functions
	"ProvisionedThroughput", "WarmThroughput", // table
	"ProvisionedPollerConfig",                                                            // stream
	"KMSMasterKeyId", "KMSMasterKeyID", "KmsMasterKeyId", "KmsKeyId", "EncryptionKeyArn", // a key in KMS
}

// monthlyPriced returns a message for each resource of the stack and of its nested stacks that costs money
// while no room is in use, in any combination of parameters. A parameter in fixed has only that value.
func monthlyPriced(t *testing.T, s stack, fixed map[string]string) (found []string) {
	t.Helper()
	for id := range s.Resources {
		faults := map[string]bool{}
		for _, r := range s.deployments(t, id, fixed) {
			for _, fault := range priced(t, r, fixed) {
				faults[fault] = true
			}
		}
		for fault := range faults {
			found = append(found, id+" "+fault)
		}
	}
	return found
}

// priced returns a message for each monthly price of a resource.
func priced(t *testing.T, r resource, fixed map[string]string) (found []string) {
	t.Helper()
	switch {
	case r.Type == "AWS::CloudFormation::Stack":
		return monthlyPriced(t, readYAML(t, filepath.Base(text(r.Properties["TemplateURL"]))), fixed)
	case idleTypes[r.Type] == "":
		found = append(found, fmt.Sprintf("has the type %s, which is not in idleTypes", r.Type))
	}
	for _, property := range monthlyProperties {
		if has(r.Properties, property) {
			found = append(found, "has "+property)
		}
	}
	if r.Type == "AWS::DynamoDB::Table" && r.Properties["BillingMode"] != "PAY_PER_REQUEST" {
		found = append(found, fmt.Sprintf("has the billing mode %v", r.Properties["BillingMode"]))
	}
	return found
}

// has reports whether v has a key at any depth.
func has(v any, key string) bool {
	switch v := v.(type) {
	case map[string]any:
		_, there := v[key]
		return there || slices.ContainsFunc(slices.Collect(maps.Values(v)), func(inner any) bool { return has(inner, key) })
	case []any:
		return slices.ContainsFunc(v, func(inner any) bool { return has(inner, key) })
	}
	return false
}

// free returns the defaults of the priced options. Every other parameter is free with each value.
func free(s stack) map[string]string {
	fixed := map[string]string{}
	for name := range pricedOptions {
		fixed[name] = fmt.Sprint(s.Parameters[name].Default)
	}
	return fixed
}

func TestNothingIsBilledByTheMonth(t *testing.T) {
	s := expanded(t)
	for _, fault := range monthlyPriced(t, s, free(s)) {
		t.Error(fault)
	}
}

// pricedOptions are the values of the parameters that say that they have a monthly price, with the number of
// resources that have it.
var pricedOptions = map[string]struct {
	parameters map[string]string
	resources  int
}{
	"Alarms":    {map[string]string{"Alarms": "yes", "AlarmEmail": "ops@shop.example"}, 16},
	"KmsKeyArn": {ownKey, 5},
	"Rollout":   {map[string]string{"Rollout": "Canary10Percent5Minutes", "Release": "r1"}, 1},
}

func TestMonthlyPricesAreSaid(t *testing.T) {
	s := expanded(t)
	for name, option := range pricedOptions {
		if got := monthlyPriced(t, s.with(t, option.parameters), option.parameters); len(got) != option.resources {
			t.Errorf("with %v %d resources have a monthly price, want %d: %q", option.parameters, len(got), option.resources, got)
		}
		if said := s.Parameters[name].Description; !strings.Contains(said, "per month") {
			t.Errorf("the parameter %s does not say what it costs: %s", name, said)
		}
	}
}

// Resources with a monthly price must be detected.
func TestMonthlyPricesAreDetected(t *testing.T) {
	conditional := func(condition string, property any) map[string]any {
		no := map[string]any{"Ref": "AWS::NoValue"}
		return map[string]any{"Fn::If": []any{condition, property, no}}
	}
	key := map[string]any{"SSESpecification": conditional("AddsPageOrigin", map[string]any{"KMSMasterKeyId": "k"})}
	warm := map[string]any{"ProvisionedConcurrencyConfig": map[string]any{"ProvisionedConcurrentExecutions": 1}}
	for name, r := range map[string]resource{
		"NatGateway":   {Type: "AWS::EC2::NatGateway"},
		"LoadBalancer": {Type: "AWS::ElasticLoadBalancingV2::LoadBalancer"},
		"Redis":        {Type: "AWS::ElastiCache::ReplicationGroup"},
		"Key":          {Type: "AWS::KMS::Key"},
		"Warm":         {Type: "AWS::Lambda::Function", Properties: warm},
		"Provisioned":  {Type: "AWS::DynamoDB::Table", Properties: map[string]any{"BillingMode": "PROVISIONED"}},
		"Encrypted":    {Type: "AWS::Logs::LogGroup", Properties: key},
		"Dashboard":    {Type: "AWS::CloudWatch::Dashboard", Condition: "Measured"},
	} {
		s := expanded(t)
		s.Resources[name] = r
		if found := monthlyPriced(t, s, free(s)); len(found) != 1 || !strings.HasPrefix(found[0], name) {
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
