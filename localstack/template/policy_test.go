package template

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestLoad_policiesOfTheProjectTemplate(t *testing.T) {
	got, err := Load("../../template.yaml", Options{})
	if err != nil {
		t.Fatal(err)
	}
	policy := got.Functions["MoveFunction"].Policy
	// Rows of connections and of rooms, posts, fanout; RunPolicy; UsePolicy.
	if len(policy) != 6 {
		t.Errorf("%d statements, want 6: %+v", len(policy), policy)
	}
	want := Statement{
		Actions:     []string{"dynamodb:GetItem"},
		Resources:   []string{"arn:aws:dynamodb:us-east-1:000000000000:table/homstyle-RoomTable"},
		LeadingKeys: []string{"CONN#*"},
	}
	if !slices.ContainsFunc(policy, func(s Statement) bool {
		return slices.Equal(s.Actions, want.Actions) && slices.Equal(s.Resources, want.Resources) &&
			slices.Equal(s.LeadingKeys, want.LeadingKeys)
	}) {
		t.Errorf("%+v lacks %+v", policy, want)
	}
}

// A statement that the check would misread must not be ignored.
func TestLoad_refusesPoliciesThatItCannotCheck(t *testing.T) {
	source, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{
		"Effect: Allow\n                Action: dynamodb:GetItem": "Effect: Deny\n                Action: dynamodb:GetItem",
		"ForAllValues:StringLike":                                 "ForAnyValue:StringLike",
		"ManagedPolicyArns: [!Ref RunPolicy":                      "ManagedPolicyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess",
	} {
		changed := strings.Replace(string(source), from, to, 1)
		if changed == string(source) {
			t.Fatalf("%q is not in the template", from)
		}
		if _, err := parse([]byte(changed), Options{}); err == nil || !strings.Contains(err.Error(), "supports only") {
			t.Errorf("with %q: %v", to, err)
		}
	}
}
