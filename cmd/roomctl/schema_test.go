package main

import (
	"os"
	"testing"

	"homstyle.dev/planner/shared/room"
)

// Rooms whose objects were written in schema 1 and 2 are restored, replayed and verified. So are they after a
// change of this schema, which stands in the same history.
func TestMG1_SN5_SN10_roomsOfOlderSchemasReplayFromZero(t *testing.T) {
	for version, ceiling := range map[string]string{"v1": `"ceiling": 2500`, "v2": `"depth": 1250`} {
		t.Run(version, func(t *testing.T) {
			b := newEmptyBucketApp(t)
			for _, name := range []string{"snapshot.json", "history/0000000000000000000000000000000000000001.json"} {
				body, err := os.ReadFile("../../shared/s3archive/testdata/" + version + "/" + name)
				b.check(t, err)
				b.put(t, "rooms/demo/"+name, string(body))
			}
			wantContains(t, b.must(t, "restore", "-all", "-from-bucket", "archive"), "1 rooms, 3 rows written")
			wantContains(t, b.must(t, "verify", "-all"), "demo: 4 changes replayed, no differences")
			wantContains(t, b.must(t, "replay", "-room", "demo"), "sofa-1  sofa.klinte  moss     2100  3980     180°")
			wantContains(t, b.must(t, "replay", "-room", "demo", "-json"), ceiling)

			b.change(t, "demo", 60, room.Update{ID: "sofa-1", Place: &room.Place{X: 1, Y: 2, Z: 450}, Version: 1})
			wantContains(t, b.must(t, "verify", "-all"), "demo: 5 changes replayed, no differences")
			wantContains(t, b.must(t, "replay", "-room", "demo"), "sofa-1  sofa.klinte  moss     1  2  450  0°")
			then := b.must(t, "replay", "-room", "demo", "-at", "61m")
			wantContains(t, then, "sofa-1  sofa.klinte  moss     2100  3980     180°")
			b.remove(t, "rooms/demo/snapshot.json")
			wantContains(t, b.must(t, "verify", "-all", "-repair"), "no differences; 1 objects repaired")
			wantContains(t, b.must(t, "history", "-room", "demo", "-item", "sofa-1"),
				"set sofa-1 to sofa.klinte at 2100, 3980, 180° (version 1)",
				"set sofa-1 to sofa.klinte at 1, 2, 450 mm high, 0° (version 2)")
		})
	}
}
