package roomtest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"homstyle.dev/planner/shared/room"
)

// Linearizable runs many peers at once on a store. It checks with Porcupine that their results
// could be those of the same commands run one after the other by room.ApplyOnce. The functions'
// clocks differ by up to three seconds, and some holders are killed: their results stay unknown,
// and their leases must expire.
func Linearizable(t *testing.T, s room.Store, seed uint64, peers, commands int) {
	t.Helper()
	f := NewFixture(t, s)
	for _, id := range fewItems {
		f.Add(id)
	}
	h := &record{store: s, room: f.Room, began: time.Now()}
	h.clock.Store(f.Now.UnixMilli())
	for _, id := range fewItems {
		h.initial = append(h.initial, f.Row(id))
	}
	var wg sync.WaitGroup
	for p := range peers {
		wg.Go(func() { h.play(p, rand.New(rand.NewPCG(seed, uint64(p))), commands) })
	}
	wg.Wait()
	result, info := porcupine.CheckOperationsVerbose(h.model(), h.operations, time.Minute)
	if result != porcupine.Ok {
		path := t.ArtifactDir() + "/history.html"
		_ = porcupine.VisualizePath(h.model(), info, path)
		t.Fatalf("seed %d: history of %d operations is %s; see %s", seed, len(h.operations), result, path)
	}
}

// input is the input of an operation, told its output.
type input struct {
	item  int // index in fewItems
	stamp room.Origin
	step  room.Mutation
}

type output struct {
	unknown bool // the function was killed: the result is not known
	row     room.Item
	code    room.Code // "" for success
}

type record struct {
	store   room.Store
	room    room.ID
	began   time.Time
	clock   atomic.Int64 // the server's time in ms, which functions read with their skew
	initial []room.Item

	mu         sync.Mutex
	operations []porcupine.Operation
}

// play runs one peer: it acquires, moves, renews and drops according to the last result it got.
func (h *record) play(p int, rng *rand.Rand, commands int) {
	last := append([]room.Item(nil), h.initial...)
	name := room.PeerID(fmt.Sprintf("peer%d", p))
	for op := range commands {
		now := h.clock.Add(rng.Int64N(1200)) + rng.Int64N(6000) - 3000
		in := input{
			item:  rng.IntN(len(fewItems)),
			stamp: room.Origin{Peer: name, Name: string(name), Op: room.Op(op + 1), At: time.UnixMilli(now).UTC()},
		}
		in.step = h.choose(rng, name, last[in.item])
		out := h.call(p, in, rng.IntN(12) == 0)
		if out.row.ID != "" {
			last[in.item] = out.row
		}
	}
}

func (h *record) choose(rng *rand.Rand, me room.PeerID, row room.Item) room.Mutation {
	if row.Holder != me {
		return room.Acquire{ID: row.ID}
	}
	switch rng.IntN(5) {
	case 0:
		return room.Release{ID: row.ID, Token: row.Token}
	case 1:
		return room.Renew{ID: row.ID, Token: row.Token}
	}
	return room.Move{ID: row.ID, Place: room.Place{X: rng.IntN(5000)}, Token: row.Token, Drop: rng.IntN(3) == 0}
}

// call runs one operation and records it. The operation of a killed peer is recorded as one that
// returns at the end of the run, since its effect may come at any time.
func (h *record) call(p int, in input, killed bool) output {
	begin := time.Since(h.began).Nanoseconds()
	rows, err := h.store.Commit(context.Background(), h.room, in.stamp, []room.Mutation{in.step})
	end := time.Since(h.began).Nanoseconds()
	out := output{unknown: killed || (err != nil && room.CodeOf(err) == room.Internal)}
	switch {
	case out.unknown:
		end = time.Hour.Nanoseconds()
	case err != nil:
		out.code = room.CodeOf(err)
		if rows := room.ItemsOf(err); len(rows) == 1 {
			out.row = rows[0]
		}
	default:
		out.row = rows[0]
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	operation := porcupine.Operation{ClientId: p, Input: in, Output: out, Call: begin, Return: end}
	h.operations = append(h.operations, operation)
	return out
}

// model is the row of one item, whose transitions are those of room.ApplyOnce.
func (h *record) model() porcupine.Model {
	return porcupine.Model{
		Partition: func(ops []porcupine.Operation) [][]porcupine.Operation {
			parts := make([][]porcupine.Operation, len(fewItems))
			for _, op := range ops {
				n := op.Input.(input).item
				parts[n] = append(parts[n], op)
			}
			return parts
		},
		Init:  func() any { return room.Item{} },
		Step:  func(state, in, out any) (bool, any) { return h.step(state.(room.Item), in.(input), out.(output)) },
		Equal: reflect.DeepEqual,
		DescribeOperation: func(in, out any) string {
			return fmt.Sprintf("%s %T %+v → %+v", in.(input).stamp.Peer, in.(input).step, in.(input).step, out)
		},
	}
}

func (h *record) step(row room.Item, in input, out output) (bool, any) {
	if row.ID == "" {
		row = h.initial[in.item]
	}
	next, _, err := room.ApplyOnce(&row, in.step, in.stamp)
	if err != nil {
		return out.unknown || out.code == room.CodeOf(err) && out.row == row, row
	}
	return out.unknown || out.code == "" && out.row == next, next
}
