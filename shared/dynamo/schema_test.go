package dynamo_test

import (
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// storedRows is the roomtest.StoredRows of a table.
type storedRows struct{ dynamotest.TestTable }

func storedKey(id room.ID, item room.ItemID) map[string]types.AttributeValue {
	sk := "META"
	if item != "" {
		sk = "ITEM#" + string(item)
	}
	return map[string]types.AttributeValue{
		"pk": &types.AttributeValueMemberS{Value: "ROOM#" + string(id)}, "sk": &types.AttributeValueMemberS{Value: sk},
	}
}

func (r storedRows) Row(t testing.TB, id room.ID, item room.ItemID) any {
	t.Helper()
	out, err := r.Client.GetItem(t.Context(), &dynamodb.GetItemInput{TableName: &r.Name, Key: storedKey(id, item)})
	if err != nil {
		t.Fatal(err)
	}
	return out.Item
}

func (r storedRows) SetNewerSchema(t testing.TB, id room.ID, item room.ItemID) {
	t.Helper()
	_, err := r.Client.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{
		TableName: &r.Name, Key: storedKey(id, item), UpdateExpression: aws.String("SET schemaVersion = :newer"),
		ExpressionAttributeValues: map[string]types.AttributeValue{
			":newer": &types.AttributeValueMemberN{Value: newerSchema},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMG2_nothingWritesToARowOfANewerSchema(t *testing.T) {
	table := dynamotest.Table(t)
	roomtest.NewerRows(t, dynamo.New(table.Client, table.Name, time.Now), storedRows{table})
}

// A program of an older schema then refuses the row. A lease does not change what the row has of its schema.
func TestMG2_changeStatesItsSchema(t *testing.T) {
	for name, c := range map[string]struct {
		step room.Mutation
		want string
	}{
		"Renew":     {room.Renew{ID: "sofa-1", Token: 2}, "1"},
		"Release":   {room.Release{ID: "sofa-1", Token: 2}, "1"},
		"Move":      {room.Move{ID: "sofa-1", Place: room.Place{Z: 1}, Token: 2}, currentSchema},
		"Update":    {room.Update{ID: "sofa-1", Mirrored: new(true), Version: 4}, currentSchema},
		"Overwrite": {room.Overwrite{ID: "sofa-1", Product: "p", Version: 4}, currentSchema},
		"Remove":    {room.Remove{ID: "sofa-1", Version: 4}, currentSchema},
		"Add":       {room.Add{ID: "lamp-1", Product: "p"}, currentSchema}, // it was removed
	} {
		t.Run(name, func(t *testing.T) {
			table := oldTable(t, "v1", "demo")
			store := dynamo.New(table.Client, table.Name, time.Now)
			origin := room.Origin{Peer: "p-anna", Op: 20, At: time.UnixMilli(1767225601000)}
			if _, err := store.Commit(t.Context(), "demo", origin, []room.Mutation{c.step}); err != nil {
				t.Fatal(err)
			}
			sk := "ITEM#" + string(room.ItemIDOf(c.step))
			if got := attribute(t, table, "ROOM#demo", sk, "schemaVersion"); got != c.want {
				t.Errorf("the row is of schema %s, want %s", got, c.want)
			}
		})
	}
}
