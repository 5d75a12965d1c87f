package infra

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var rollout = map[string]string{"Rollout": "Canary10Percent5Minutes", "Release": "r1"}

// released are the functions that have an alias, by name without the suffix Function.
func released() (names []string) {
	for name := range wantActions {
		if name != "Rooms" { // SAM's events can't have an alias by a parameter
			names = append(names, name)
		}
	}
	return names
}

// target returns the function or the alias in a value that names either.
func target(v any) string {
	return strings.TrimSuffix(strings.TrimSuffix(text(v), ".Arn"), ".Outputs.Alias")
}

// targets returns, for each resource that invokes or allows to invoke, the functions or aliases that it names.
func targets(t *testing.T, s stack) map[string]string {
	t.Helper()
	found := map[string]string{}
	for id, r := range s.Resources {
		switch r.Type {
		case "AWS::ApiGatewayV2::Integration":
			if r.Properties["IntegrationType"] == "AWS_PROXY" {
				found[id] = target(property(t, r.Properties, "IntegrationUri", "Fn::Sub", "1", "FunctionArn"))
			}
		case "AWS::ApiGatewayV2::Authorizer":
			found[id] = target(property(t, r.Properties, "AuthorizerUri", "Fn::Sub", "1", "AuthArn"))
		case "AWS::Lambda::Permission", "AWS::Lambda::EventSourceMapping":
			if name := target(r.Properties["FunctionName"]); name != "RoomsFunction" {
				found[id] = name
			}
		}
	}
	return found
}

func TestWithARolloutEverythingInvokesTheAlias(t *testing.T) {
	s := expanded(t)
	before, after := targets(t, s.with(t, nil)), targets(t, s.with(t, rollout))
	if len(before) != 22 { // 9 routes and the authorizer, a permission for each, and the stream's two readers
		t.Errorf("%d resources invoke a function, want 22", len(before))
	}
	for id, function := range before {
		if !strings.HasSuffix(function, "Function") {
			t.Errorf("%s invokes %s, want a function", id, function)
		}
		if want := strings.TrimSuffix(function, "Function") + "Release"; after[id] != want {
			t.Errorf("with a rollout %s invokes %s, want %s", id, after[id], want)
		}
	}
}

func TestWithARolloutFunctionsInvokeAliases(t *testing.T) {
	s := expanded(t)
	for parameters, want := range map[*map[string]string]map[string]string{
		{}:       {"FANOUT_FUNCTION": "FanoutFunction", "EXPIRE_FUNCTION": "ExpireFunction.Arn"},
		&rollout: {"FANOUT_FUNCTION": "${FanoutFunction.Arn}:live", "EXPIRE_FUNCTION": "${ExpireFunction.Arn}:live"},
	} {
		found := map[string]bool{}
		s := s.with(t, *parameters)
		for _, id := range s.idsOfType("AWS::Lambda::Function") {
			variables := property(t, s.Resources[id].Properties, "Environment", "Variables").(map[string]any)
			for name, value := range want {
				if got, set := variables[name]; set {
					found[name] = true
					if text(got) != value {
						t.Errorf("with %v %s has %s=%s, want %s", *parameters, id, name, text(got), value)
					}
				}
			}
		}
		if len(found) != len(want) {
			t.Errorf("functions have the variables %v", slices.Collect(maps.Keys(found)))
		}
	}
}

func TestWithARolloutRolesAllowAliases(t *testing.T) {
	s, want := expanded(t).with(t, rollout), map[string][]string{}
	for name, lines := range wantActions {
		want[name] = slices.Clone(lines)
		for i, line := range lines {
			if line == invokeFanout {
				want[name][i] = "lambda:InvokeFunction ${FanoutFunction.Arn}:live"
			}
		}
	}
	checkActions(t, s, want)
	// A schedule that was created before Rollout was set has the function's ARN.
	var got []string
	for _, policy := range list(s.Resources["ScheduleRole"].Properties["Policies"]) {
		got = append(got, allowed(t, policy.(map[string]any)["PolicyDocument"])...)
	}
	if want := []string{"lambda:InvokeFunction ExpireFunction.Arn", "lambda:InvokeFunction ${ExpireFunction.Arn}:live"}; !slices.Equal(got, want) {
		t.Errorf("ScheduleRole allows %q, want %q", got, want)
	}
}

// Lambda takes the configuration of the alias for invocations through it.
func TestWithARolloutFanoutIsNotRetried(t *testing.T) {
	s := expanded(t).with(t, rollout)
	function, alias := s.Resources["FanoutFunctionEventInvokeConfig"].Properties, s.Resources["FanoutReleaseInvokes"].Properties
	for _, name := range []string{"FunctionName", "MaximumEventAgeInSeconds", "MaximumRetryAttempts"} {
		if !reflect.DeepEqual(function[name], alias[name]) {
			t.Errorf("the alias has %s %v, the function %v", name, alias[name], function[name])
		}
	}
	if alias["Qualifier"] != "live" {
		t.Errorf("the configuration is for %v", alias["Qualifier"])
	}
}

func TestEachFunctionIsReleased(t *testing.T) {
	s := expanded(t)
	if got := s.with(t, nil); len(got.idsOfType("AWS::CloudFormation::Stack"))+len(got.idsOfType("AWS::CodeDeploy::Application")) != 0 {
		t.Error("functions have releases by default")
	}
	s = s.with(t, rollout)
	var want []string
	for _, name := range released() {
		want = append(want, name+"Release")
		parameters := property(t, s.Resources[name+"Release"].Properties, "Parameters").(map[string]any)
		for parameter, value := range map[string]string{
			"Function": name + "Function", "Release": "Release", "Configuration": "Lambda${Rollout}",
			"Application": "Releases", "Alarm": text(s.Resources["ReleaseFails"].Properties["AlarmName"]),
		} {
			if got := text(parameters[parameter]); got != value {
				t.Errorf("%sRelease has %s %s, want %s", name, parameter, got, value)
			}
		}
	}
	if got := s.idsOfType("AWS::CloudFormation::Stack"); !slices.Equal(slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))) {
		t.Errorf("released are %q, want %q", got, want)
	}
}

// Lambda publishes no version of a function whose configuration and code are those of the last one. So the
// release is part of the configuration, and by default it is not.
func TestAReleaseChangesEachFunction(t *testing.T) {
	s := expanded(t)
	released, plain := allFunctions(), s.with(t, allFunctions())
	maps.Copy(released, rollout)
	for _, id := range s.idsOfType("AWS::Lambda::Function") {
		if got := text(s.with(t, released).Resources[id].Properties["Description"]); got != "Release" {
			t.Errorf("%s has the description %q, want the release", id, got)
		}
		if got, set := plain.Resources[id].Properties["Description"]; set {
			t.Errorf("%s has the description %v by default", id, got)
		}
	}
}

func TestARolloutNeedsARelease(t *testing.T) {
	for _, tt := range []struct {
		parameters map[string]string
		want       bool
	}{
		{map[string]string{"Release": "r1"}, true},
		{rollout, true},
		{map[string]string{"Rollout": "AllAtOnce"}, false},
	} {
		if got := expanded(t).meets(t, tt.parameters); got != tt.want {
			t.Errorf("the rules allow %v: %v, want %v", tt.parameters, got, tt.want)
		}
	}
}

func TestAReleaseIsRolledBackByTheAlarm(t *testing.T) {
	s := readYAML(t, "release.yaml").with(t, nil)
	update := property(t, s.Resources["Alias"].UpdatePolicy, "CodeDeployLambdaAliasUpdate")
	if text(property(t, update, "DeploymentGroupName")) != "Deployments" || text(property(t, update, "ApplicationName")) != "Application" {
		t.Errorf("the alias is updated by %v", update)
	}
	if got := text(property(t, s.Resources["Version"].Properties, "Description")); got != "Release" {
		t.Errorf("the version has the description %s", got)
	}
	group := s.Resources["Deployments"].Properties
	if text(property(t, group, "AlarmConfiguration", "Alarms", "0", "Name")) != "Alarm" || property(t, group, "AlarmConfiguration", "Enabled") != true {
		t.Errorf("the deployments have the alarms %v", group["AlarmConfiguration"])
	}
	events := list(property(t, group, "AutoRollbackConfiguration", "Events"))
	if !slices.Contains(events, any("DEPLOYMENT_STOP_ON_ALARM")) || !slices.Contains(events, any("DEPLOYMENT_FAILURE")) {
		t.Errorf("the deployments are rolled back after %v", events)
	}
	var got []string
	for _, policy := range list(s.Resources["Role"].Properties["Policies"]) {
		got = append(got, allowed(t, policy.(map[string]any)["PolicyDocument"])...)
	}
	const function = " arn:…:lambda:…:function:${Function}"
	if want := []string{
		"lambda:GetAlias" + function, "lambda:GetAlias" + function + ":live",
		"lambda:UpdateAlias" + function, "lambda:UpdateAlias" + function + ":live",
		"lambda:GetProvisionedConcurrencyConfig" + function, "lambda:GetProvisionedConcurrencyConfig" + function + ":live",
		"cloudwatch:DescribeAlarms *",
	}; !slices.Equal(got, want) {
		t.Errorf("the role of CodeDeploy allows\n%q, want\n%q", got, want)
	}
}

// Every function's failure is counted: a function with a route by the API, the others by themselves.
func TestTheAlarmCountsEachFunction(t *testing.T) {
	counted := map[string]bool{}
	s := expanded(t).with(t, rollout)
	for _, m := range list(s.Resources["ReleaseFails"].Properties["Metrics"]) {
		if stat, is := m.(map[string]any)["MetricStat"]; is {
			counted[text(property(t, stat, "Metric", "Dimensions", "0", "Value"))] = true
			id, expression := text(property(t, m, "Id")), text(property(t, list(s.Resources["ReleaseFails"].Properties["Metrics"])[0], "Expression"))
			if !strings.Contains(expression, "FILL("+id+", 0)") {
				t.Errorf("the sum %s lacks %s", expression, id)
			}
		}
	}
	routed := map[string]bool{"RoomsFunction": counted["RoomsApi"]}
	for id, r := range expanded(t).with(t, nil).Resources {
		if r.Type == "AWS::ApiGatewayV2::Integration" && r.Properties["IntegrationType"] == "AWS_PROXY" {
			routed[targets(t, expanded(t).with(t, nil))[id]] = counted["Api"]
		}
	}
	for name := range wantActions {
		if function := name + "Function"; !counted[function] && !routed[function] {
			t.Errorf("the alarm does not count failures of %s", function)
		}
	}
}
