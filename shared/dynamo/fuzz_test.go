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
	item := room.Item{ID: "sofa", Removed: true}
	for _, c := range []archive.Change{{Room: "r", Plan: &plan}, {Room: "r", Item: &item}} {
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
