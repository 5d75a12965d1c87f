package disk_test

import (
	"fmt"
	"sync/atomic"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// BenchmarkMove stores moves of one peer, and of 16 at once, each of its own item. Each is on disk when it
// is counted: strace -f -c -e trace=fdatasync shows how many moves share an fsync.
func BenchmarkMove(b *testing.B) {
	for _, peers := range []int{1, 16} {
		b.Run(fmt.Sprintf("peers=%d", peers), func(b *testing.B) {
			f := roomtest.NewFixture(b, open(b, "", epoch))
			b.SetParallelism(peers)
			var next atomic.Int64
			b.ResetTimer()
			b.RunParallel(func(pb *testing.PB) {
				id := room.ItemID(fmt.Sprintf("item-%d", next.Add(1)))
				peer, op := room.PeerID(id), room.Op(0)
				commit := func(m room.Mutation) {
					op++
					origin := room.Origin{Peer: peer, Name: "n", User: "u", Op: op, At: roomtest.Epoch}
					if _, err := f.Store.Commit(b.Context(), f.Room, origin, []room.Mutation{m}); err != nil {
						b.Error(err)
					}
				}
				commit(room.Add{ID: id, Product: "p"})
				commit(room.Acquire{ID: id})
				for pb.Next() {
					commit(room.Move{ID: id, Token: 1})
				}
			})
		})
	}
}
