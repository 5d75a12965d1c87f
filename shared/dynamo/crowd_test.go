package dynamo_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/usage"
)

// The capacity of one partition of a table, in units a second. A room is one partition.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
const (
	partitionReads  = 3000
	partitionWrites = 1000
)

// crowd simulates a live event: viewers who join at a constant rate, and an editor who
// moves one item every two seconds. Its clock moves only in pass.
type crowd struct {
	testing.TB
	now      time.Time
	services []*room.Service // one for each environment of the function
	id       room.ID
	editor   room.Actor
	token    room.Token
	op       room.Op
	moved    time.Time
	used     usage.Usage // counted since the last reset
	digest   uint32
}

// environments is how many environments of a function serve the crowd at once: 83 syncs a
// second, each of a tenth of a second.
const environments = 8

func newCrowd(t testing.TB, items int) *crowd {
	t.Helper()
	table := dynamotest.Table(t)
	c := &crowd{TB: t, now: roomtest.Epoch, op: 1000}
	clock := func() time.Time { return c.now }
	for range environments {
		store := dynamo.New(table.Client, table.Name, clock)
		c.services = append(c.services, &room.Service{
			Store: store, Now: clock, MessagesPerSecond: 100, Quota: room.Quota{Peers: 5500, Items: 500},
			Broadcaster: &apigw.Broadcaster{
				Peers: store, Poster: discardPoster{}, Now: clock, Log: slog.New(slog.DiscardHandler),
			},
		})
	}
	f := roomtest.NewFixture(t, c.services[0].Store)
	for n := range items {
		f.Add(room.ItemID(fmt.Sprintf("item-%03d", n)))
	}
	c.id = f.Room
	c.token = f.Must("editor", room.Acquire{ID: "item-000"}).Token
	c.editor = room.Actor{
		Room: c.id, Peer: "editor", User: "presenter", Name: "Presenter", Role: room.Editor,
		Connection: "c-editor", Connected: c.now,
	}
	c.sync(c.editor, nil)
	return c
}

// sync sends an actor's sync to one of the environments, and counts the units it uses.
func (c *crowd) sync(a room.Actor, digest *uint32) {
	c.op++
	c.do(func(ctx context.Context, s *room.Service) error {
		return s.Sync(ctx, a, room.SyncCommand{Op: c.op, Digest: digest})
	})
}

func (c *crowd) do(serve func(context.Context, *room.Service) error) {
	c.Helper()
	ctx, meter := usage.WithMeter(c.Context())
	if err := serve(ctx, c.services[int(c.op)%environments]); err != nil {
		c.Fatal(err)
	}
	c.used = c.used.Add(meter.Usage())
}

// pass advances the clock. The editor moves the item if it is time to.
func (c *crowd) pass(d time.Duration) {
	c.now = c.now.Add(d)
	if c.now.Sub(c.moved) < 2*time.Second {
		return
	}
	c.moved = c.now
	c.op++
	moves := []room.Placement{{ID: "item-000", Place: room.Place{X: int(c.op)}, Token: c.token}}
	c.do(func(ctx context.Context, s *room.Service) error {
		_, err := s.Move(ctx, c.editor, room.MoveCommand{Op: c.op, Moves: moves})
		return err
	})
	r, err := c.services[0].Store.Load(c.Context(), c.id) // not counted: clients calculate the digest themselves
	if err != nil {
		c.Fatal(err)
	}
	c.digest = room.Digest(r.Plan, r.Items)
}

// minute lets n viewers join and then each of them sync once, at 5,000 a minute. It returns
// the usage of both.
func (c *crowd) minute(n int) (joins, syncs usage.Usage) {
	const between = time.Minute / 5000
	viewer := func(n int) room.Actor {
		return room.Actor{
			Room: c.id, Peer: room.PeerID(fmt.Sprintf("viewer-%04d", n)), User: fmt.Sprintf("user-%04d", n),
			Name: "A Viewer", Role: room.Viewer, Connection: room.ConnectionID(fmt.Sprintf("c-%04d", n)),
			Connected: roomtest.Epoch,
		}
	}
	c.used = usage.Usage{}
	for i := range n {
		c.pass(between)
		c.sync(viewer(i), nil)
	}
	joins, c.used = c.used, usage.Usage{}
	for i := range n {
		c.pass(between)
		digest := c.digest
		c.sync(viewer(i), &digest)
	}
	return joins, c.used
}

// perSecond returns the units a second that n syncs used, at 5,000 syncs a minute.
func perSecond(u usage.Usage, n int) (reads, writes float64) {
	seconds := float64(n) * 60 / 5000
	return u.Reads / seconds, u.Writes / seconds
}

func TestSY7_QU1_aCrowdUsesLessThanHalfOfOnePartition(t *testing.T) {
	const n = 400
	c := newCrowd(t, 300)
	joins, syncs := c.minute(n)
	for what, used := range map[string]usage.Usage{"joining": joins, "the minute's syncs": syncs} {
		if reads, writes := perSecond(used, n); reads > partitionReads/2 || writes > partitionWrites/2 {
			t.Errorf("%s took %.0f read and %.0f write units a second, want at most %d and %d",
				what, reads, writes, partitionReads/2, partitionWrites/2)
		}
	}
}

// BenchmarkCrowd reports the units a second that 5,000 viewers use of the room's partition,
// as DynamoDB counts them: in the minute in which they join, and in a minute in which each
// of them syncs once with its digest.
func BenchmarkCrowd(b *testing.B) {
	for _, items := range []int{100, 500} {
		b.Run(fmt.Sprintf("items=%d", items), func(b *testing.B) {
			for b.Loop() {
				const n = 5000
				joins, syncs := newCrowd(b, items).minute(n)
				for what, used := range map[string]usage.Usage{"join": joins, "sync": syncs} {
					reads, writes := perSecond(used, n)
					b.ReportMetric(reads, what+"-reads/s")
					b.ReportMetric(writes, what+"-writes/s")
				}
			}
		})
	}
}
