package infra

import (
	"os"
	"regexp"
	"strconv"
	"testing"
)

var (
	stage    = regexp.MustCompile(`(?s)\[(\w+)\.deploy\.parameters\](.*?)(?:\n\[|$)`)
	override = regexp.MustCompile(`"(HistoryDays|SnapshotDays)=(\d+)"`)
)

// History can be read only from an hourly snapshot on, so snapshots must be stored longer than
// history. CloudFormation's rules can't compare numbers, so this test compares the values of each
// stage in samconfig.toml.
func TestSnapshotsAreStoredLongerThanHistory(t *testing.T) {
	text, err := os.ReadFile("../samconfig.toml")
	if err != nil {
		t.Fatal(err)
	}
	stages := stage.FindAllStringSubmatch(string(text), -1)
	if len(stages) < 2 {
		t.Fatalf("samconfig.toml has the stages %v, want two or more", stages)
	}
	s := expanded(t)
	for _, match := range stages {
		name, overrides := match[1], match[2]
		days := map[string]int{}
		for _, parameter := range []string{"HistoryDays", "SnapshotDays"} {
			value, ok := s.Parameters[parameter].Default.(float64)
			if !ok {
				t.Fatalf("%s is %v by default, want a number", parameter, s.Parameters[parameter].Default)
			}
			days[parameter] = int(value)
		}
		for _, o := range override.FindAllStringSubmatch(overrides, -1) {
			days[o[1]], _ = strconv.Atoi(o[2])
		}
		if days["SnapshotDays"] <= days["HistoryDays"] {
			const format = "stage %s: SnapshotDays is %d, want more than HistoryDays, %d"
			t.Errorf(format, name, days["SnapshotDays"], days["HistoryDays"])
		}
	}
}
