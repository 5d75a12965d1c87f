package main

import (
	"strings"
	"testing"

	"homstyle.dev/planner/shared/usage"
)

func TestUS4_costRoomPrintsUsageAndCost(t *testing.T) {
	b := newBench(t)
	if said := b.must(t, "cost", "room", "-room", "demo"); !strings.Contains(said, "No usage was counted") {
		t.Errorf("an unused room: %s", said)
	}
	use := usage.Usage{In: 1e6, Out: 1e6, Minutes: 4e6, Writes: 1e6}
	if err := b.rooms.AddUsage(t.Context(), "demo", usage.DayOf(noon), use); err != nil {
		t.Fatal(err)
	}
	said := b.must(t, "cost", "room", "-room", "demo")
	for _, want := range []string{
		string(usage.DayOf(noon)), "3.6250",
		"API Gateway, messages              2.0000",
		"DynamoDB                           0.6250",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
	if said := b.must(t, "cost", "room", "-room", "demo", "-json"); !strings.Contains(said, `"usd": 3.625`) {
		t.Errorf("as JSON: %s", said)
	}
	b.fails(t, 2, "cost", "room", "-room", "demo", "-days", "0")
}
