package infra

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

var (
	deployed = regexp.MustCompile(`(?s)\[(\w+)\.deploy\.parameters\](.*?)(?:\n\[|$)`)
	override = regexp.MustCompile(`"(HistoryDays|SnapshotDays)=(\d+)"`)
)

// History needs an hourly snapshot to start from for as long as it is kept. CloudFormation's rules
// can't compare numbers, so this test compares the stages of samconfig.toml.
func TestHourlyStatesOutliveHistory(t *testing.T) {
	text, err := os.ReadFile("../samconfig.toml")
	if err != nil {
		t.Fatal(err)
	}
	stages := deployed.FindAllStringSubmatch(string(text), -1)
	if len(stages) < 2 {
		t.Fatalf("samconfig.toml has the stages %v", stages)
	}
	s := expanded(t)
	for _, stage := range stages {
		days := map[string]int{}
		for _, name := range []string{"HistoryDays", "SnapshotDays"} {
			value, ok := s.Parameters[name].Default.(float64)
			if !ok {
				t.Fatalf("%s is %v by default", name, s.Parameters[name].Default)
			}
			days[name] = int(value)
		}
		for _, o := range override.FindAllStringSubmatch(stage[2], -1) {
			days[o[1]], _ = strconv.Atoi(o[2])
		}
		if days["SnapshotDays"] <= days["HistoryDays"] {
			t.Errorf("stage %s: hourly states end after %d days, history after %d", stage[1], days["SnapshotDays"], days["HistoryDays"])
		}
	}
}
