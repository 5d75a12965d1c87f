package infra

import "testing"

// idle lists every type that costs nothing while nobody is in a room, and why.
// A type that isn't here is taken to have a monthly price until somebody looked.
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

func TestNothingIsBilledByTheMonth(t *testing.T) {
	s := expanded(t)
	for id, r := range s.Resources {
		if idle[r.Type] == "" && r.Condition != "Alarmed" {
			t.Errorf("%s is an %s: say in this test why it costs nothing while idle, or take it out", id, r.Type)
		}
	}
}

// What is billed by the month hangs on one parameter that nobody sets by chance.
func TestAlarmsAreOffUnlessAskedFor(t *testing.T) {
	s := expanded(t)
	if got := s.Parameters["Alarms"].Default; got != "no" {
		t.Errorf("Alarms is %q by default, want no", got)
	}
	if got := text(s.Conditions["Alarmed"]); got != "Alarms.yes" {
		t.Errorf("condition Alarmed compares %s, want Alarms.yes", got)
	}
}

// Types that are free by themselves and billed by the month in some of their modes.
func TestNoModeIsBilledByTheMonth(t *testing.T) {
	s := expanded(t)
	for id, r := range s.Resources {
		for _, property := range []string{
			"ProvisionedConcurrencyConfig", "ReservedConcurrentExecutions", // functions
			"ProvisionedThroughput", "WarmThroughput", "KMSMasterKeyId", // table
			"ProvisionedPollerConfig", // stream
		} {
			if _, found := r.Properties[property]; found {
				t.Errorf("%s has %s", id, property)
			}
		}
	}
	if mode := s.Resources["RoomTable"].Properties["BillingMode"]; mode != "PAY_PER_REQUEST" {
		t.Errorf("RoomTable is billed as %v", mode)
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
