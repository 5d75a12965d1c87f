package infra

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

func alarms(t *testing.T) stack {
	t.Helper()
	return readYAML(t, "alarms.yaml")
}

// watchParameters are the parameters that the stack passes to alarms.yaml.
func watchParameters(t *testing.T) map[string]any {
	t.Helper()
	return property(t, expanded(t).Resources["Watch"].Properties, "Parameters").(map[string]any)
}

// Lambda's errors and throttles of each function must be in one alarm each.
func TestEachFunctionHasAlarmsForErrorsAndThrottles(t *testing.T) {
	s, passed := alarms(t).with(t, map[string]string{"SuggestFunction": "suggest", "LearnFunction": "learn"}), watchParameters(t)
	got := map[string][]string{}
	for _, id := range s.idsOfType("AWS::CloudWatch::Alarm") {
		for _, m := range list(s.Resources[id].Properties["Metrics"]) {
			query, _ := m.(map[string]any)
			if query["MetricStat"] == nil {
				continue
			}
			metric := property(t, query, "MetricStat", "Metric")
			name := text(property(t, metric, "MetricName"))
			dimension := property(t, metric, "Dimensions", "0", "Value").(map[string]any)
			if function, optional := dimension["Ref"].(string); optional {
				got[name] = append(got[name], text(property(t, passed, function, "Fn::If", "1")))
				continue
			}
			index, group := property(t, dimension, "Fn::Select", "0"), text(property(t, dimension, "Fn::Select", "1"))
			functions := list(property(t, passed, group, "Fn::Join", "1"))
			got[name] = append(got[name], text(functions[int(index.(float64))]))
		}
	}
	want := slices.Sorted(slices.Values(expanded(t).idsOfType("AWS::Lambda::Function")))
	for _, name := range []string{"Errors", "Throttles"} {
		slices.Sort(got[name])
		if !slices.Equal(got[name], want) {
			t.Errorf("alarms for %s of\n%q, want\n%q", name, got[name], want)
		}
	}
}

// An alarm may have at most ten metrics.
func TestAlarmsAddUpAtMostTenMetrics(t *testing.T) {
	s := alarms(t)
	for _, id := range s.idsOfType("AWS::CloudWatch::Alarm") {
		if n := len(list(s.Resources[id].Properties["Metrics"])) - 1; n > 10 {
			t.Errorf("%s has %d metrics", id, n)
		}
	}
}

func TestAlarmsGoToTheGivenTopicElseToTheOwn(t *testing.T) {
	s := alarms(t)
	for _, given := range []struct {
		topic, email string
		own          bool
		want         string
	}{
		{"", "", false, ""},
		{"", "ops@shop.example", true, "Topic"},
		{"arn", "", false, "TopicArn"},
		{"arn", "ops@shop.example", false, "TopicArn"},
	} {
		deployed := s.with(t, map[string]string{"TopicArn": given.topic, "Email": given.email})
		if _, own := deployed.Resources["Topic"]; own != given.own {
			t.Errorf("with %+v there is a topic: %v", given, own)
		}
		for _, id := range deployed.idsOfType("AWS::CloudWatch::Alarm") {
			r := deployed.Resources[id]
			if got := text(r.Properties["AlarmActions"]); got != given.want {
				t.Errorf("with %+v %s notifies %q, want %q", given, id, got, given.want)
			}
			if r.Properties["TreatMissingData"] != "notBreaching" {
				t.Errorf("%s is not quiet while no room is in use", id)
			}
		}
	}
}

// The filter must match the line that the function logs.
func TestQuarantinedRecordsAreCountedFromTheLog(t *testing.T) {
	pattern := text(alarms(t).Resources["QuarantinedRecords"].Properties["FilterPattern"])
	_, rest, found := strings.Cut(pattern, `{$.msg = `)
	message, _, closed := strings.Cut(rest, "}")
	if !found || !closed {
		t.Fatalf("the pattern is %s", pattern)
	}
	source, err := os.ReadFile("../shared/route/snapshot.go")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(source), fmt.Sprintf("a.Log.Error(%s,", message)) {
		t.Errorf("no function logs %s", message)
	}
}

// The alarm must come before SQS deletes the message.
func TestQueueAlarmComesBeforeTheMessageExpires(t *testing.T) {
	kept := number(t, expanded(t).Resources["UnstoredChanges"].Properties, "MessageRetentionPeriod")
	if at := number(t, alarms(t).Resources["UnstoredChangesExpire"].Properties, "Threshold"); at > kept-2*86400 {
		t.Errorf("the alarm is at %d s, and the message expires after %d s", at, kept)
	}
}

func TestOperationsDescribesEachAlarm(t *testing.T) {
	page, err := os.ReadFile("../docs/operations.md")
	if err != nil {
		t.Fatal(err)
	}
	s := alarms(t)
	for _, id := range s.idsOfType("AWS::CloudWatch::Alarm") {
		if !strings.Contains(string(page), "\n| `"+id+"` |") {
			t.Errorf("docs/operations.md has no row for the alarm %s", id)
		}
	}
}
