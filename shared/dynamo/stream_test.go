package dynamo_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// The stream's filter in template.yaml passes rows whose `write` is "change".
func TestSN1_leaseWritesAreMarkedAsSuch(t *testing.T) {
	table := dynamotest.Table(t)
	f := roomtest.NewFixture(t, dynamo.New(table.Client, table.Name, time.Now))
	written := func(want string) {
		t.Helper()
		out, err := table.Client.GetItem(t.Context(), &dynamodb.GetItemInput{
			TableName: &table.Name,
			Key: map[string]types.AttributeValue{
				"pk": &types.AttributeValueMemberS{Value: "ROOM#" + string(f.Room)},
				"sk": &types.AttributeValueMemberS{Value: "ITEM#sofa"},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := out.Item["write"].(*types.AttributeValueMemberS).Value; got != want {
			t.Errorf("write is %q, want %q", got, want)
		}
	}
	f.Add("sofa")
	written("change")
	f.Must("anna", room.Acquire{ID: "sofa"})
	written("lease")
	f.Must("anna", room.Move{ID: "sofa", Token: 1})
	written("change")
	f.Must("anna", room.Renew{ID: "sofa", Token: 1})
	written("lease")
	f.Must("anna", room.Move{ID: "sofa", Token: 1, Drop: true})
	written("change")
	f.Must("anna", room.Acquire{ID: "sofa"})
	if _, err := f.Store.EndLeases(t.Context(), f.Room, []room.Item{f.Row("sofa")}); err != nil {
		t.Fatal(err)
	}
	written("lease")
	f.Must("anna", room.Remove{ID: "sofa", Version: 3})
	written("change")
}

// StreamRecord and Change are inverse. Local runs without DynamoDB depend on it.
func TestStreamRecordRoundTrip(t *testing.T) {
	by := room.Author{User: "u1", Name: "Anna", At: roomtest.Epoch}
	plan := roomtest.Plan()
	plan.Version, plan.Changed, plan.LastOp = 7, by, room.OpID{Peer: "anna", Op: 3}
	for _, c := range []archive.Change{
		{Room: "r", Sequence: "12", Plan: &plan},
		{Room: "r", Sequence: "13", Item: &room.Item{
			ID: "sofa", Product: "p", Variant: "v", Own: room.Own{Kind: "bed", Name: "n", Width: 1}, Mirrored: true,
			Place: room.Place{X: -5, Y: 6, Z: 3, Rotation: 7}, Version: 8, Removed: true, Lease: room.Lease{Token: 9}, LastOp: room.OpID{Peer: "anna", Op: 4}, Changed: by,
		}},
	} {
		got, ok, err := dynamo.Change(dynamo.StreamRecord(c))
		if err != nil || !ok || !reflect.DeepEqual(got, c) {
			t.Errorf("got  %+v, %t, %v\nwant %+v", got, ok, err, c)
		}
	}
}
