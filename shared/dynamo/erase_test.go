package dynamo_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// hookedAPI calls do once, after the first query since armed was set.
type hookedAPI struct {
	dynamo.API
	armed atomic.Bool
	do    func()
}

func (i *hookedAPI) Query(
	ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options),
) (*dynamodb.QueryOutput, error) {
	out, err := i.API.Query(ctx, in, o...)
	if i.armed.CompareAndSwap(true, false) {
		i.do()
	}
	return out, err
}

func TestSN8_eraseGoesOnUntilNothingIsLeft(t *testing.T) {
	table := dynamotest.Table(t)
	api := &hookedAPI{API: table.Client}
	store := dynamo.New(api, table.Name, time.Now)
	f := roomtest.NewFixture(t, store)
	f.Add("sofa")
	api.do = func() { // a sync that was under way writes its peer after the rows were listed
		if _, err := store.Join(t.Context(), f.Room, room.Peer{ID: "late", Connection: "c9"}); err != nil {
			t.Error(err)
		}
	}
	api.armed.Store(true)
	if err := store.Erase(t.Context(), f.Room); err != nil {
		t.Fatal(err)
	}
	if peers, err := store.ListPeers(t.Context(), f.Room); err != nil || len(peers) != 0 {
		t.Errorf("after the deletion %+v are in the room, %v; want nobody", peers, err)
	}
}
