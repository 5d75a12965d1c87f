package infra

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

// learning are the parameters of a stack that learns pairs.
var learning = map[string]string{"LearnPairs": "daily"}

// allFunctions returns the parameters of a stack with all functions that are off by default.
func allFunctions() map[string]string {
	parameters := maps.Clone(suggesting)
	maps.Copy(parameters, learning)
	return parameters
}

func TestRC9_pairsAreLearnedOnlyIfAskedFor(t *testing.T) {
	for id := range expanded(t).with(t, nil).Resources {
		if strings.Contains(id, "Learn") {
			t.Errorf("there is %s", id)
		}
	}
	s := expanded(t).with(t, learning)
	rules := s.idsOfType("AWS::Events::Rule")
	if len(rules) != 1 || s.Resources["LearnFunction"].Type == "" {
		t.Fatalf("there are the rules %q, and LearnFunction of type %q", rules, s.Resources["LearnFunction"].Type)
	}
	rule := s.Resources[rules[0]].Properties
	if got := text(rule["ScheduleExpression"]); got != "rate(1 day)" {
		t.Errorf("the schedule is %s", got)
	}
	if got := target(property(t, rule, "Targets", "0", "Arn")); got != "LearnFunction" {
		t.Errorf("the rule invokes %s", got)
	}
}

// The function reads the newest snapshots and nothing else of a room, and writes one object.
func TestRC9_learningReadsSnapshotsAndWritesOneObject(t *testing.T) {
	for object, parameters := range map[string]map[string]string{
		"${RoomBucket.Arn}/catalog/pairs.json": learning,
		"arn:${AWS::Partition}:s3:::${PairsBucket}/catalog/pairs.json": {
			"LearnPairs": "daily", "PairsBucket": "pages",
		},
	} {
		s := expanded(t).with(t, parameters)
		checkActions(t, s, map[string][]string{"Learn": {
			"s3:GetObject ${RoomBucket.Arn}/rooms/*/snapshot.json",
			"s3:GetObject ${RoomBucket.Arn}/rooms/*/erased.json",
			"s3:ListBucket RoomBucket.Arn",
			"s3:PutObject " + shortARN(object),
		}})
		variables := property(t, s.Resources["LearnFunction"].Properties, "Environment", "Variables").(map[string]any)
		bucket, _, _ := strings.Cut(strings.TrimPrefix(object, "arn:${AWS::Partition}:s3:::"), "/")
		want := strings.TrimSuffix(strings.Trim(bucket, "${}"), ".Arn")
		if got := text(variables["PAIRS_BUCKET"]); got != want {
			t.Errorf("PAIRS_BUCKET is %s, want %s", got, want)
		}
	}
}

func TestLearningUsesTheStacksKeyForTheBucket(t *testing.T) {
	parameters := maps.Clone(learning)
	maps.Copy(parameters, ownKey)
	var roles []string
	for _, role := range list(expanded(t).with(t, parameters).Resources["BucketKeyPolicy"].Properties["Roles"]) {
		roles = append(roles, text(role))
	}
	if !slices.Contains(roles, "LearnRole") {
		t.Errorf("BucketKeyPolicy is that of %q", roles)
	}
}
