package dynamo_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

var message = room.BundledMessage{At: roomtest.Epoch, Message: []byte(`{"type":"left","peer":"p"}`)}

// The stream has a record of each write that changes the row, also if a message is repeated. The
// filter in template.yaml passes rows whose `write` is "event".
func TestBC8_eachMessageIsAWriteOfTheSameRow(t *testing.T) {
	table := dynamotest.Table(t)
	f := roomtest.NewFixture(t, dynamo.New(table.Client, table.Name, time.Now))
	for _, want := range []string{"1", "2"} {
		if err := f.Store.AddToBundle(t.Context(), f.Room, message); err != nil {
			t.Fatal(err)
		}
		out, err := table.Client.GetItem(t.Context(), &dynamodb.GetItemInput{
			TableName: &table.Name,
			Key: map[string]types.AttributeValue{
				"pk": &types.AttributeValueMemberS{Value: "ROOM#" + string(f.Room)},
				"sk": &types.AttributeValueMemberS{Value: "VIEWERS"},
			},
		})
		if err != nil {
			t.Fatal(err)
		}
		if got := out.Item["messages"].(*types.AttributeValueMemberN).Value; got != want {
			t.Errorf("the row has message %s, want %s", got, want)
		}
		for name, v := range dynamo.BundleRecord(f.Room, "1", message).Change.NewImage {
			if got := streamed(out.Item[name]); !reflect.DeepEqual(got, v) {
				t.Errorf("attribute %s is %v, want %v", name, got, v)
			}
		}
	}
	if r, err := f.Store.Load(t.Context(), f.Room); err != nil || len(r.Items) != 0 || len(r.Peers) != 0 {
		t.Errorf("the room is %+v, %v", r, err)
	}
}

func streamed(v types.AttributeValue) events.DynamoDBAttributeValue {
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return events.NewStringAttribute(v.Value)
	case *types.AttributeValueMemberN:
		return events.NewNumberAttribute(v.Value)
	}
	return events.NewNullAttribute()
}

// BundleRecord and BundledMessage are inverse. Local runs without DynamoDB depend on it.
func TestBundleRecordRoundTrip(t *testing.T) {
	id, got, ok, err := dynamo.BundledMessage(dynamo.BundleRecord("r", "12", message))
	if err != nil || !ok || id != "r" || !reflect.DeepEqual(got, message) {
		t.Errorf("%s, %+v, %t, %v", id, got, ok, err)
	}
	change := dynamo.StreamRecord(archive.Change{Room: "r", Item: &room.Item{ID: "sofa"}})
	if _, got, ok, err := dynamo.BundledMessage(change); ok || err != nil {
		t.Errorf("a change is the message %+v, %v", got, err)
	}
	if c, ok, err := dynamo.Change(dynamo.BundleRecord("r", "12", message)); ok || err != nil {
		t.Errorf("a message is the change %+v, %v", c, err)
	}
	wrong := dynamo.BundleRecord("r", "12", message)
	wrong.Change.NewImage["message"] = events.NewNumberAttribute("1")
	if _, _, ok, err := dynamo.BundledMessage(wrong); ok || err == nil {
		t.Errorf("a message of the wrong type: %t, %v", ok, err)
	}
}
