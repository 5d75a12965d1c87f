package infra

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

var pathParameter = regexp.MustCompile(`\{[a-z]+\}`)

// The policy must allow each route that is signed with IAM.
func TestCallApiPolicyAllowsTheSignedRoutes(t *testing.T) {
	s := expanded(t).with(t, suggesting)
	var want []string
	for path, methods := range property(t, s.Resources["RoomsApi"].Properties, "Body", "paths").(map[string]any) {
		for method, operation := range methods.(map[string]any) {
			if _, signed := operation.(map[string]any)["security"]; signed {
				route := strings.ToUpper(method) + pathParameter.ReplaceAllString(path, "*")
				want = append(want, "execute-api:Invoke arn:…:execute-api:…:${RoomsApi}/$default/"+route)
			}
		}
	}
	got := allowed(t, s.Resources["CallApiPolicy"].Properties["PolicyDocument"])
	slices.Sort(got)
	slices.Sort(want)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("CallApiPolicy allows\n%q, want\n%q", got, want)
	}
	if stage := s.Resources["RoomsApiApiGatewayDefaultStage"].Properties["StageName"]; stage != "$default" {
		t.Errorf("the stage of the HTTP API is %v", stage)
	}
}

func TestSignTokensPolicyAllowsOnlyTheKeys(t *testing.T) {
	keys := []string{}
	for _, action := range []string{"GetParameter", "GetParameters", "GetParametersByPath"} {
		for _, below := range []string{"", "/*"} {
			keys = append(keys, "ssm:"+action+" arn:…:ssm:…:parameter${KeyPath}"+below)
		}
	}
	for _, given := range []struct {
		parameters map[string]string
		want       []string
	}{
		{nil, keys},
		{ownKey, append(keys, "kms:Decrypt KmsKeyArn if kms:ViaService is ssm.${AWS::Region}.${AWS::URLSuffix}")},
	} {
		s := expanded(t).with(t, given.parameters)
		if got := allowed(t, s.Resources["SignTokensPolicy"].Properties["PolicyDocument"]); !slices.Equal(got, given.want) {
			t.Errorf("with %v SignTokensPolicy allows\n%q, want\n%q", given.parameters, got, given.want)
		}
	}
}

// The stack itself must use neither: a function would get a right of the shop's back end.
func TestPoliciesOfTheBackEndAreOutputsAndAttachedToNothing(t *testing.T) {
	s := expanded(t)
	for _, id := range []string{"CallApiPolicy", "SignTokensPolicy"} {
		if got := text(s.Outputs[id].Value); got != id {
			t.Errorf("the output %s is %q", id, got)
		}
		for _, property := range []string{"Roles", "Users", "Groups"} {
			if _, set := s.Resources[id].Properties[property]; set {
				t.Errorf("%s has %s", id, property)
			}
		}
		for _, role := range s.idsOfType("AWS::IAM::Role") {
			for _, policy := range list(s.Resources[role].Properties["ManagedPolicyArns"]) {
				if text(policy) == id {
					t.Errorf("%s has %s", role, id)
				}
			}
		}
	}
}

func TestOutputHasTheNameOfEachFunction(t *testing.T) {
	s := expanded(t).with(t, allFunctions())
	var got []string
	for _, function := range list(property(t, s.Outputs["Functions"].Value, "Fn::Join", "1")) {
		got = append(got, text(function))
	}
	want := s.idsOfType("AWS::Lambda::Function")
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the output Functions has %q, want %q", got, want)
	}
}
