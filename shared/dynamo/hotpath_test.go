package dynamo_test

import (
	"context"
	"log/slog"
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/usage"
)

// meter counts the calls of the hot path.
type meter struct {
	dynamo.API
	mu    sync.Mutex
	calls map[string]int
}

func (m *meter) count(call string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls[call]++
}

func (m *meter) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	m.count("UpdateItem")
	return m.API.UpdateItem(ctx, in, o...)
}

func (m *meter) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	m.count("TransactWriteItems")
	return m.API.TransactWriteItems(ctx, in, o...)
}

func (m *meter) GetItem(ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	m.count("GetItem")
	return m.API.GetItem(ctx, in, o...)
}

func (m *meter) Query(ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	m.count("Query")
	return m.API.Query(ctx, in, o...)
}

func (m *meter) BatchGetItem(ctx context.Context, in *dynamodb.BatchGetItemInput, o ...func(*dynamodb.Options)) (*dynamodb.BatchGetItemOutput, error) {
	m.count("BatchGetItem")
	return m.API.BatchGetItem(ctx, in, o...)
}

// deaf takes every post.
type deaf struct{}

func (deaf) Post(context.Context, room.ConnectionID, []byte) error { return nil }
func (deaf) Close(context.Context, room.ConnectionID) error        { return nil }

func (deaf) Exists(context.Context, room.ConnectionID) (bool, error) { return true, nil }

func TestHotPathCallsAndCapacity(t *testing.T) {
	table := dynamotest.Table(t)
	m := &meter{API: table.Client, calls: map[string]int{}}
	store := dynamo.New(m, table.Name, time.Now)
	service := &room.Service{Store: store, Now: time.Now, MessagesPerSecond: 100, Broadcaster: &apigw.Broadcaster{
		Peers: store, Poster: deaf{}, Now: time.Now, Log: slog.New(slog.DiscardHandler),
	}}
	f := roomtest.NewFixture(t, store)
	f.Add("sofa")
	f.Add("lamp")
	var op room.Op = 100
	anna := room.Actor{Room: f.Room, Peer: "anna", Name: "Anna", User: "u1", Role: room.Editor, Connection: "c1"}
	bo := room.Actor{Room: f.Room, Peer: "bo", Name: "Bo", User: "u2", Role: room.Editor, Connection: "c2"}
	for _, a := range []room.Actor{anna, bo} {
		if err := service.Sync(t.Context(), a, room.SyncCommand{Op: 1}); err != nil {
			t.Fatal(err)
		}
	}
	// The query runs beside the posts, not before them: see TestBC1 in apigw.
	oneWrite := map[string]int{"UpdateItem": 1, "Query": 1}
	token := room.Token(1)
	for _, step := range []struct {
		name  string
		do    func(ctx context.Context, op room.Op) error
		calls map[string]int
		write float64
	}{
		{"lock", func(ctx context.Context, op room.Op) error {
			_, err := service.Lock(ctx, anna, room.LockCommand{Op: op, Mode: room.ModeAcquire, Items: []room.LockItem{{ID: "sofa"}}})
			return err
		}, oneWrite, 1},
		{"denied lock", func(ctx context.Context, op room.Op) error {
			_, err := service.Lock(ctx, bo, room.LockCommand{Op: op, Mode: room.ModeAcquire, Items: []room.LockItem{{ID: "sofa"}}})
			f.Refused(err, room.Held)
			return nil
		}, map[string]int{"UpdateItem": 1}, 0}, // no extra read names the holder (LK3)
		{"move", func(ctx context.Context, op room.Op) error {
			_, err := service.Move(ctx, anna, room.MoveCommand{Op: op, Moves: []room.Placement{{ID: "sofa", Place: room.Place{X: 5}, Token: token}}})
			return err
		}, oneWrite, 1},
		{"drop", func(ctx context.Context, op room.Op) error {
			_, err := service.Move(ctx, anna, room.MoveCommand{Op: op, Moves: []room.Placement{{ID: "sofa", Place: room.Place{X: 6}, Token: token}}, Drop: true})
			return err
		}, oneWrite, 1},
		{"cursor", func(ctx context.Context, _ room.Op) error {
			return service.MoveCursor(ctx, anna, room.CursorCommand{Points: []room.CursorPoint{{1, 2, 0}}})
		}, map[string]int{}, 0},
		{"lock of two", func(ctx context.Context, op room.Op) error {
			_, err := service.Lock(ctx, anna, room.LockCommand{Op: op, Mode: room.ModeAcquire, Items: []room.LockItem{{ID: "sofa"}, {ID: "lamp"}}})
			return err
		}, map[string]int{"TransactWriteItems": 1, "BatchGetItem": 1, "Query": 1}, 2}, // as DynamoDB Local counts; AWS bills the writes of a transaction twice
	} {
		m.calls = map[string]int{}
		op++
		ctx, tally := usage.WithMeter(t.Context())
		if err := step.do(ctx, op); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if !maps.Equal(m.calls, step.calls) || tally.Usage().Writes != step.write {
			t.Errorf("%s: calls %v and %g write units, want %v and %g", step.name, m.calls, tally.Usage().Writes, step.calls, step.write)
		}
		t.Logf("%-12s %v, %g write units", step.name, m.calls, tally.Usage().Writes)
	}
}
