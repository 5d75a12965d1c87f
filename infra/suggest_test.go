package infra

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// suggesting are the parameters of a stack with suggestions.
var suggesting = map[string]string{
	"SuggestModel": "amazon.nova-lite-v1:0", "SuggestCatalog": "https://shop.example/catalog.json",
}

// byProfile returns the parameters of a stack that invokes the model through an inference profile.
func byProfile() map[string]string {
	parameters := maps.Clone(suggesting)
	parameters["SuggestProfile"] = "eu"
	return parameters
}

func TestWD6_withoutAModelNothingOfSuggestionsExists(t *testing.T) {
	s := expanded(t).with(t, nil)
	for id := range s.Resources {
		if strings.Contains(id, "Suggest") {
			t.Errorf("there is %s", id)
		}
	}
	if _, there := s.Outputs["Suggestions"]; there {
		t.Error("there is the output Suggestions")
	}
	if route := suggestionRoute(s); route != nil {
		t.Errorf("there is the route %v", route)
	}
	on := expanded(t).with(t, suggesting)
	if suggestionRoute(on) == nil || on.Resources["SuggestFunction"].Type == "" || on.Outputs["Suggestions"].Value == nil {
		t.Error("with a model there is no route, function or output")
	}
}

// suggestionRoute returns the definition of the HTTP API's route, or nil.
func suggestionRoute(s stack) any {
	body, _ := s.Resources["RoomsApi"].Properties["Body"].(map[string]any)
	paths, _ := body["paths"].(map[string]any)
	return paths["/rooms/{room}/suggestions"]
}

func TestWD6_theRoleMayInvokeOneModel(t *testing.T) {
	reads := slices.Concat(
		rows("ROOM#*", "Query"), rows("REVOKED#*", "BatchGetItem"), rows("USE#*", "UpdateItem"),
		[]string{
			"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}",
			"ssm:GetParametersByPath arn:…:ssm:…:parameter${KeyPath}/*",
		},
	)
	const (
		model   = "foundation-model/${SuggestModel}"
		profile = ":${AWS::AccountId}:inference-profile/${SuggestProfile}.${SuggestModel}"
	)
	alone := "bedrock:InvokeModel arn:…:bedrock:${AWS::Region}::" + model
	checkActions(t, expanded(t).with(t, suggesting), map[string][]string{"Suggest": append(slices.Clone(reads), alone)})
	through := []string{
		"bedrock:InvokeModel arn:…:bedrock:…:inference-profile/${SuggestProfile}.${SuggestModel}",
		"bedrock:InvokeModel arn:…:bedrock:*::" + model +
			" if bedrock:InferenceProfileArn is arn:${AWS::Partition}:bedrock:${AWS::Region}" + profile,
	}
	checkActions(t, expanded(t).with(t, byProfile()), map[string][]string{"Suggest": append(reads, through...)})
}

// With a key of one's own, the function needs it for the table and the token keys.
func TestWD6_theRoleMayUseTheKey(t *testing.T) {
	for _, on := range []bool{false, true} {
		parameters := maps.Clone(ownKey)
		if on {
			maps.Copy(parameters, suggesting)
		}
		s := expanded(t).with(t, parameters)
		for _, policy := range []string{"TableKeyPolicy", "TokenKeyPolicy"} {
			var roles []string
			for _, role := range list(s.Resources[policy].Properties["Roles"]) {
				roles = append(roles, text(role))
			}
			if slices.Contains(roles, "SuggestRole") != on {
				t.Errorf("%s is for %v, with suggestions %v", policy, roles, on)
			}
		}
	}
}

func TestWD6_theModelIsInvokedByItsProfile(t *testing.T) {
	for want, parameters := range map[string]map[string]string{
		"SuggestModel": suggesting, "${SuggestProfile}.${SuggestModel}": byProfile(),
	} {
		properties := expanded(t).with(t, parameters).Resources["SuggestFunction"].Properties
		variables := properties["Environment"].(map[string]any)["Variables"].(map[string]any)
		if got := text(variables["SUGGEST_MODEL"]); got != want {
			t.Errorf("SUGGEST_MODEL is %s, want %s", got, want)
		}
	}
}

func TestWD6_aModelNeedsACatalogue(t *testing.T) {
	s := expanded(t)
	for name, c := range map[string]struct {
		parameters map[string]string
		meets      bool
	}{
		"off":                 {nil, true},
		"on":                  {suggesting, true},
		"by profile":          {byProfile(), true},
		"without a catalogue": {map[string]string{"SuggestModel": "amazon.nova-lite-v1:0"}, false},
		"profile alone":       {map[string]string{"SuggestProfile": "eu"}, false},
	} {
		if got := s.meets(t, c.parameters); got != c.meets {
			t.Errorf("%s: the rules are met: %v, want %v", name, got, c.meets)
		}
	}
}
