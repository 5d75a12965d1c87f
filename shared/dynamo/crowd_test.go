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

// What one partition of a table gives, in units a second. A room is one partition.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
const (
	partitionReads  = 3000
	partitionWrites = 1000
)

// crowd is a live event: viewers who come at an even pace, and an editor who moves one of
// the room's items every other second. Its clock moves only as it is told.
type crowd struct {
	testing.TB
	now      time.Time
	services []*room.Service // each as in a function's environment of its own
	id       room.ID
	editor   room.Actor
	token    room.Token
	op       room.Op
	moved    time.Time
	used     usage.Usage // of the room's partition
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
			Broadcaster: &apigw.Broadcaster{Peers: store, Poster: deaf{}, Now: clock, Log: slog.New(slog.DiscardHandler)},
		})
	}
	f := roomtest.NewFixture(t, c.services[0].Store)
	for n := range items {
		f.Add(room.ItemID(fmt.Sprintf("item-%03d", n)))
	}
	c.id = f.Room
	c.token = f.Must("editor", room.Acquire{ID: "item-000"}).Token
	c.editor = room.Actor{
		Room: c.id, Peer: "editor", User: "presenter", Name: "Presenter", Role: room.Editor, Connection: "c-editor", Connected: c.now,
	}
	c.sync(c.editor, nil)
	return c
}

// sync has an actor sync in one of the environments, and counts what that took.
func (c *crowd) sync(a room.Actor, digest *uint32) {
	c.op++
	c.do(func(ctx context.Context, s *room.Service) error {
		return s.Sync(ctx, a, room.SyncCommand{Op: c.op, Digest: digest})
	})
}

func (c *crowd) do(serve func(context.Context, *room.Service) error) {
	c.Helper()
	ctx, tally := usage.WithMeter(c.Context())
	if err := serve(ctx, c.services[int(c.op)%environments]); err != nil {
		c.Fatal(err)
	}
	c.used = c.used.Add(tally.Usage())
}

// pass lets time pass, in which the editor goes on.
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
	r, err := c.services[0].Store.Load(c.Context(), c.id) // not counted: it is the clients who know
	if err != nil {
		c.Fatal(err)
	}
	c.digest = room.Digest(r.Plan, r.Items)
}

// minute has n viewers join, and each of them sync once, at 5,000 a minute. It returns what
// each of the two took of the partition, a second.
func (c *crowd) minute(n int) (joins, syncs usage.Usage) {
	const between = time.Minute / 5000
	viewer := func(n int) room.Actor {
		return room.Actor{
			Room: c.id, Peer: room.PeerID(fmt.Sprintf("viewer-%04d", n)), User: fmt.Sprintf("user-%04d", n), Name: "A Viewer",
			Role: room.Viewer, Connection: room.ConnectionID(fmt.Sprintf("c-%04d", n)), Connected: roomtest.Epoch,
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

// perSecond are the units that n events used, at 5,000 a minute.
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
			t.Errorf("%s took %.0f read and %.0f write units a second, want at most %d and %d", what, reads, writes, partitionReads/2, partitionWrites/2)
		}
	}
}

// BenchmarkCrowd prints what 5,000 viewers take of the one partition that a room is, in
// DynamoDB's own count, as units a second: in the minute in which they come, and in a minute
// in which each of them asks whether its copy is current.
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
