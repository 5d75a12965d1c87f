package httpapi_test

import (
	"math"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

func TestUS4_ownerSeesWhatTheRoomTook(t *testing.T) {
	h := newFixture(t)
	for day, u := range map[usage.Day]usage.Usage{
		"2026-11-24": {In: 1e6, Out: 4e6},
		"2026-11-23": {Minutes: 1e6, Writes: 1e6},
		"2026-09-01": {In: 1e9}, // before the days that the request asks for
	} {
		if err := h.store.AddUsage(t.Context(), id, day, u); err != nil {
			t.Fatal(err)
		}
	}
	got := h.want(200, "", "GET /rooms/{room}/use", "/rooms/vardagsrum/use?days=30", "", token(id, room.Owner)).body
	days := got["days"].([]any)
	if len(days) != 2 || days[0].(map[string]any)["day"] != "2026-11-23" {
		t.Fatalf("days are %v", days)
	}
	// A million messages $1.00, minutes $0.25, writes $0.625.
	if usd := got["usd"].(float64); math.Abs(usd-5.875) > 1e-9 {
		t.Errorf("they cost %v, want 5.875", usd)
	}
}
