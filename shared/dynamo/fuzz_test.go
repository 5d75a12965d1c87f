package dynamo_test

import (
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// Change converts any record or returns an error; it never panics.
func FuzzChange(f *testing.F) {
	plan := roomtest.Plan()
	gone := room.Item{ID: "sofa", Removed: true}
	own := room.Item{ID: "mine", Own: room.Own{Kind: "bed", Name: "n", Width: 1}, Mirrored: true, Place: room.Place{Z: 450}}
	for _, c := range []archive.Change{{Room: "r", Plan: &plan}, {Room: "r", Item: &gone}, {Room: "r", Item: &own}} {
		seed, err := json.Marshal(dynamo.StreamRecord(c))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, record []byte) {
		var r events.DynamoDBEventRecord
		if json.Unmarshal(record, &r) != nil {
			return
		}
		if c, ok, err := dynamo.Change(r); ok && (err != nil || (c.Item == nil) == (c.Plan == nil)) {
			t.Fatalf("%+v, %v", c, err)
		}
	})
}
