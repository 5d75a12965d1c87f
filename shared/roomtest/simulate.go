package roomtest

import (
	"container/heap"
	"context"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/route"
)

// Simulate runs 2 to 6 peers in one room over a bad network, on the real routes,
// service, broadcaster and wire, with a clock of its own: no goroutine, no sleep,
// and the same run for the same seed. It returns what went wrong, or nil.
func Simulate(seed uint64) error {
	w := newSimulation(seed)
	w.run(w.start.Add(simulated))
	w.quiesce()
	if w.broken == nil {
		w.broken = w.converged()
	}
	if w.broken != nil {
		return fmt.Errorf("seed %d: %w\n%s\nreplay: go test ./shared/roomtest -run Simulation -seed=%d", seed, w.broken, w.trace(), seed)
	}
	return nil
}

// simulated is how long peers act in one run, in the run's own time.
const simulated = 90 * time.Second

// What the network and the functions do wrong, each with its probability.
const (
	loseCommand     = 0.05 // a client's frame never arrives
	doubleCommand   = 0.05
	losePost        = 0.05 // a post is taken and never delivered
	doublePost      = 0.05
	throttlePost    = 0.03
	falselyGone     = 0.01 // 410 for a connection that lives
	failBefore      = 0.03 // a write fails and was not carried out
	failAfter       = 0.03 // a write fails and was carried out
	crashAfterWrite = 0.03 // the function dies between its write and its posts
	lateDisconnect  = 0.5  // $disconnect comes after the peer has returned
	noDisconnect    = 0.3  // $disconnect never comes
)

// simulation is everything that one simulation consists of.
type simulation struct {
	rng   *rand.Rand
	start time.Time
	now   time.Time
	eventQueue
	log []string

	table     *checkedStore
	archive   *memory.Archive
	routes    map[string]lambda.Handler
	clients   []*client
	open      map[room.ConnectionID]*client // as API Gateway sees it
	opened    map[room.ConnectionID]time.Time
	lastConn  int
	storm     bool // every post is told that its connection is gone
	faulty    bool // off once the world is calm
	settled   bool // nobody syncs any more: what is under way may end
	dead      bool // the function that is running has crashed
	skew      time.Duration
	broken    error
	lastAdded int
}

func newSimulation(seed uint64) *simulation {
	w := &simulation{
		rng: rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)), start: Epoch, now: Epoch,
		archive: memory.NewArchive(), open: map[room.ConnectionID]*client{}, opened: map[room.ConnectionID]time.Time{}, faulty: true,
	}
	store := memory.New()
	store.OnChange(w.stream)
	w.table = &checkedStore{Store: store, w: w}
	w.routes = w.serve()
	w.must(store.Create(context.Background(), simRoom, room.Origin{Peer: "maker", Op: 1, At: w.now}, Plan()))
	for n := range 2 + w.rng.IntN(5) {
		c := newClient(w, n)
		w.clients = append(w.clients, c)
		w.after(w.rng.IntN(2000), c.connect)
		w.after(w.rng.IntN(3000), c.act)
	}
	w.after(20_000+w.rng.IntN(40_000), func() { w.storm = true; w.after(500, func() { w.storm = false }) })
	return w
}

const simRoom room.ID = "simulated"

// serve builds the functions, each with a broadcaster (and so a memory of peers) of
// its own, as in Lambda.
func (w *simulation) serve() map[string]lambda.Handler {
	routes := map[string]func(route.Deps) lambda.Handler{
		"$connect": route.Connect, "$disconnect": route.Disconnect, "$default": route.Default,
		"sync": route.Sync, "lock": route.Lock, "move": route.Move, "edit": route.Edit, "cursor": route.Cursor,
	}
	silent := slog.New(slog.NewTextHandler(io.Discard, nil))
	handlers := map[string]lambda.Handler{}
	for name, build := range routes {
		b := &apigw.Broadcaster{Peers: w.table, Poster: w, Now: w.clock, Log: silent, Sequential: true}
		handlers[name] = build(route.Deps{
			Service: &room.Service{Store: w.table, Broadcaster: b, Now: w.clock, MessagesPerSecond: 100},
			Store:   w.table, Revocations: w.table, Broadcaster: b, Now: w.clock, Log: silent,
		})
	}
	return handlers
}

// clock is what the running function's clock shows.
func (w *simulation) clock() time.Time { return w.now.Add(w.skew) }

// chance is true with that probability, while things may go wrong at all.
func (w *simulation) chance(p float64) bool { return w.faulty && w.rng.Float64() < p }

func (w *simulation) note(format string, args ...any) {
	w.log = append(w.log, fmt.Sprintf("%8s ", w.now.Sub(w.start))+fmt.Sprintf(format, args...))
}

// trace is the end of what happened.
func (w *simulation) trace() string {
	return strings.Join(w.log[max(0, len(w.log)-60):], "\n")
}

func (w *simulation) must(err error) {
	if err != nil && w.broken == nil {
		w.broken = err
	}
}

// eventQueue is what will happen, by time.
type eventQueue struct {
	items []event
	count int
}

type event struct {
	at time.Time
	n  int // breaks ties by order of arrival
	do func()
}

func (a *eventQueue) Len() int { return len(a.items) }

func (a *eventQueue) Less(i, j int) bool {
	if a.items[i].at.Equal(a.items[j].at) {
		return a.items[i].n < a.items[j].n
	}
	return a.items[i].at.Before(a.items[j].at)
}
func (a *eventQueue) Swap(i, j int) { a.items[i], a.items[j] = a.items[j], a.items[i] }
func (a *eventQueue) Push(x any)    { a.items = append(a.items, x.(event)) }
func (a *eventQueue) Pop() any {
	last := a.items[len(a.items)-1]
	a.items = a.items[:len(a.items)-1]
	return last
}

// after does something that many milliseconds from now.
func (w *simulation) after(ms int, do func()) {
	w.count++
	heap.Push(&w.eventQueue, event{at: w.now.Add(time.Duration(ms) * time.Millisecond), n: w.count, do: do})
}

// run lets time pass until then, or until something is broken.
func (w *simulation) run(until time.Time) {
	for w.Len() > 0 && w.broken == nil && w.items[0].at.Before(until) {
		next := heap.Pop(&w.eventQueue).(event)
		w.now = next.at
		next.do()
	}
	w.now = until
}

// quiesce ends all faults and all new actions, and gives everyone time to settle: to
// have answered what is pending, to reconnect, and to sync twice (SY3).
func (w *simulation) quiesce() {
	w.faulty, w.storm = false, false
	for _, c := range w.clients {
		c.quiet = true
	}
	w.run(w.now.Add(4 * time.Minute))
	w.settled = true
	w.run(w.now.Add(10 * time.Second))
}
