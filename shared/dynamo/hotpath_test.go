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

// countingAPI counts the calls of each operation.
type countingAPI struct {
	dynamo.API
	mu    sync.Mutex
	calls map[string]int
}

func (m *countingAPI) count(call string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls[call]++
}

func (m *countingAPI) UpdateItem(
	ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.UpdateItemOutput, error) {
	m.count("UpdateItem")
	return m.API.UpdateItem(ctx, in, o...)
}

func (m *countingAPI) TransactWriteItems(
	ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	m.count("TransactWriteItems")
	return m.API.TransactWriteItems(ctx, in, o...)
}

func (m *countingAPI) GetItem(
	ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.GetItemOutput, error) {
	m.count("GetItem")
	return m.API.GetItem(ctx, in, o...)
}

func (m *countingAPI) Query(
	ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options),
) (*dynamodb.QueryOutput, error) {
	m.count("Query")
	return m.API.Query(ctx, in, o...)
}

func (m *countingAPI) BatchGetItem(
	ctx context.Context, in *dynamodb.BatchGetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.BatchGetItemOutput, error) {
	m.count("BatchGetItem")
	return m.API.BatchGetItem(ctx, in, o...)
}

// discardPoster accepts every post and delivers none.
type discardPoster struct{}

func (discardPoster) Post(context.Context, room.ConnectionID, []byte) error { return nil }
func (discardPoster) Close(context.Context, room.ConnectionID) error        { return nil }

func (discardPoster) Exists(context.Context, room.ConnectionID) (bool, error) { return true, nil }

func TestHotPathCallsAndCapacity(t *testing.T) {
	table := dynamotest.Table(t)
	m := &countingAPI{API: table.Client, calls: map[string]int{}}
	store := dynamo.New(m, table.Name, time.Now)
	b := &apigw.Broadcaster{
		Peers: store, Poster: discardPoster{}, Now: time.Now, Log: slog.New(slog.DiscardHandler),
	}
	service := &room.Service{
		Store: store, Now: time.Now, MessagesPerSecond: 100, Broadcaster: b, PeerSender: b,
		Direct: room.DirectChannels{Mode: room.DirectLAN},
	}
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
	acquire := func(ids ...room.ItemID) room.LockCommand {
		c := room.LockCommand{Mode: room.ModeAcquire}
		for _, id := range ids {
			c.Items = append(c.Items, room.LockItem{ID: id})
		}
		return c
	}
	lock := func(ctx context.Context, a room.Actor, op room.Op, c room.LockCommand) error {
		c.Op = op
		_, err := service.Lock(ctx, a, c)
		return err
	}
	move := func(ctx context.Context, op room.Op, x int, drop bool) error {
		moves := []room.Placement{{ID: "sofa", Place: room.Place{X: x}, Token: token}}
		_, err := service.Move(ctx, anna, room.MoveCommand{Op: op, Moves: moves, Drop: drop})
		return err
	}
	for _, step := range []struct {
		name  string
		do    func(ctx context.Context, op room.Op) error
		calls map[string]int
		write float64
	}{
		{"lock", func(ctx context.Context, op room.Op) error {
			return lock(ctx, anna, op, acquire("sofa"))
		}, oneWrite, 1},
		{"denied lock", func(ctx context.Context, op room.Op) error {
			f.Refused(lock(ctx, bo, op, acquire("sofa")), room.Held)
			return nil
		}, map[string]int{"UpdateItem": 1}, 1}, // no extra read names the holder (LK3)
		{"move", func(ctx context.Context, op room.Op) error {
			return move(ctx, op, 5, false)
		}, oneWrite, 1},
		{"drop", func(ctx context.Context, op room.Op) error {
			return move(ctx, op, 6, true)
		}, oneWrite, 1},
		{"cursor", func(ctx context.Context, _ room.Op) error {
			return service.MoveCursor(ctx, anna, room.CursorCommand{Points: []room.CursorPoint{{1, 2, 0}}})
		}, map[string]int{}, 0},
		{"signal", func(ctx context.Context, op room.Op) error {
			body := room.SignalBody{Kind: room.SignalBye, Session: 1}
			return service.Signal(ctx, anna, room.SignalCommand{Op: op, To: bo.Peer, SignalBody: body})
		}, map[string]int{}, 0},
		{"lock of two", func(ctx context.Context, op room.Op) error {
			return lock(ctx, anna, op, acquire("sofa", "lamp"))
		}, map[string]int{"TransactWriteItems": 1, "BatchGetItem": 1, "Query": 1}, 4},
	} {
		m.calls = map[string]int{}
		op++
		ctx, meter := usage.WithMeter(t.Context())
		if err := step.do(ctx, op); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		if !maps.Equal(m.calls, step.calls) || meter.Usage().Writes != step.write {
			t.Errorf("%s: calls %v and %g write units, want %v and %g",
				step.name, m.calls, meter.Usage().Writes, step.calls, step.write)
		}
		t.Logf("%-12s %v, %g write units", step.name, m.calls, meter.Usage().Writes)
	}
}
