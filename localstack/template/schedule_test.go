package template

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestLoad_scheduleOfTheProjectTemplate(t *testing.T) {
	for value, want := range map[string][]Schedule{
		"off":   nil,
		"daily": {{Rule: "homstyle-LearnFunctionDaily", Function: "homstyle-LearnFunction", Every: 24 * time.Hour}},
	} {
		got, err := Load("../../template.yaml", Options{Params: map[string]string{"LearnPairs": value}})
		if err != nil {
			t.Fatal(err)
		}
		if _, there := got.Functions["LearnFunction"]; there != (want != nil) || !slices.Equal(got.Schedules, want) {
			t.Errorf("LearnPairs=%s: the function is there: %v, the schedules are %+v", value, there, got.Schedules)
		}
	}
}

func TestLoad_rates(t *testing.T) {
	source, err := os.ReadFile("../testdata/template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	const plain = "{CodeUri: functions/fallback}"
	if !strings.Contains(string(source), plain) {
		t.Fatalf("the template has no %s", plain)
	}
	with := func(properties string) (*Template, error) {
		scheduled := "{CodeUri: functions/fallback, Events: {Often: {Type: Schedule, Properties: " + properties + "}}}"
		return parse([]byte(strings.Replace(string(source), plain, scheduled, 1)), Options{})
	}
	for expression, want := range map[string]time.Duration{
		"rate(1 minute)": time.Minute, "rate(5 minutes)": 5 * time.Minute, "rate(1 hour)": time.Hour, "rate(2 days)": 48 * time.Hour,
	} {
		got, err := with("{Schedule: " + expression + ", Description: d}")
		if err != nil || len(got.Schedules) != 1 || got.Schedules[0].Every != want {
			t.Errorf("%s: %+v, %v", expression, got, err)
		}
	}
	for properties, want := range map[string]string{
		"{Schedule: rate(1 days)}":                    "not \"rate(1 days)\"",
		"{Schedule: rate(2 day)}":                     "not \"rate(2 day)\"",
		"{Schedule: rate(0 days)}":                    "not \"rate(0 days)\"",
		"{Schedule: 'cron(0 4 * * ? *)'}":             "not \"cron(0 4 * * ? *)\"",
		"{Description: none}":                         "not \"\"",
		"{Schedule: rate(1 day), Enabled: false}":     "does not support Enabled of a Schedule event",
		"{Schedule: rate(1 day), Input: '{\"a\":1}'}": "does not support Input of a Schedule event",
	} {
		if _, err := with(properties); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", properties, err, want)
		}
	}
}

func TestLoad_defaultsOfTheCaller(t *testing.T) {
	for want, params := range map[string]map[string]string{"ours": nil, "given": {"StageName": "given"}} {
		got, err := Load("../testdata/template.yaml", Options{
			Params: params, Defaults: map[string]string{"StageName": "ours", "NotInThisTemplate": "x"},
		})
		if err != nil || got.API.Stage != want {
			t.Errorf("%v: %+v, %v, want the stage %s", params, got, err, want)
		}
	}
}
