package dynamo_test

import (
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
)

// The room half has an item and no plan, the room gone only a revocation.
func TestSN5_roomsOfTheTable(t *testing.T) {
	table := oldTable(t, "v1", "a", "b")
	for pk, sk := range map[string]string{"ROOM#half": "ITEM#sofa", "ROOM#gone": "REVOKED", "OTHER": "META"} {
		item := map[string]types.AttributeValue{
			"pk": &types.AttributeValueMemberS{Value: pk}, "sk": &types.AttributeValueMemberS{Value: sk},
		}
		in := &dynamodb.PutItemInput{TableName: &table.Name, Item: item}
		if _, err := table.Client.PutItem(t.Context(), in); err != nil {
			t.Fatal(err)
		}
	}
	var ids []room.ID
	err := dynamo.Rooms(t.Context(), table.Client, table.Name, func(id room.ID) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	})
	slices.Sort(ids)
	if want := []room.ID{"a", "b", "half"}; err != nil || !slices.Equal(ids, want) {
		t.Errorf("rooms are %v, %v; want %v", ids, err, want)
	}
}
