package main

import (
	"strings"
	"testing"

	"homstyle.dev/planner/shared/usage"
)

func TestUS4_costRoomPrintsUsageAndCost(t *testing.T) {
	b := newTestApp(t)
	if output := b.must(t, "cost", "room", "-room", "demo"); !strings.Contains(output, "No usage was counted") {
		t.Errorf("an unused room: %s", output)
	}
	use := usage.Usage{In: 1e6, Out: 1e6, Minutes: 4e6, Writes: 1e6}
	if err := b.rooms.AddUsage(t.Context(), "demo", usage.DayOf(noon), use); err != nil {
		t.Fatal(err)
	}
	output := b.must(t, "cost", "room", "-room", "demo")
	for _, want := range []string{
		string(usage.DayOf(noon)), "3.6250",
		"API Gateway, messages              2.0000",
		"DynamoDB                           0.6250",
	} {
		if !strings.Contains(output, want) {
			t.Errorf("no %q in\n%s", want, output)
		}
	}
	if output := b.must(t, "cost", "room", "-room", "demo", "-json"); !strings.Contains(output, `"usd": 3.625`) {
		t.Errorf("as JSON: %s", output)
	}
	b.fails(t, 2, "cost", "room", "-room", "demo", "-days", "0")
}
