package roomtest

import (
	"container/heap"
	"context"
	"fmt"
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

// Simulate runs 2 to 6 peers in one room over an unreliable network, with the real routes,
// service, broadcaster and wire format. It has its own clock, starts no goroutine and never
// sleeps, so that a seed always gives the same run. It returns the first broken rule, or nil.
func Simulate(seed uint64) error {
	w := newSimulation(seed)
	w.people(2+w.rng.IntN(5), 0)
	w.run(w.start.Add(simulated))
	w.quiesce(4 * time.Minute)
	return w.result(seed)
}

// result returns the first broken rule with the end of the event log.
func (w *simulation) result(seed uint64) error {
	if w.broken == nil {
		w.broken = w.converged()
	}
	if w.broken != nil {
		const format = "seed %d: %w\n%s\nreplay: go test ./shared/roomtest -run Simulation -seed=%d"
		return fmt.Errorf(format, seed, w.broken, w.trace(), seed)
	}
	return nil
}

// simulated is how long peers act in one run, in simulated time.
const simulated = 90 * time.Second

// The faults of the network and the functions, each with its probability.
const (
	loseCommand     = 0.05 // a client's frame is lost
	doubleCommand   = 0.05
	losePost        = 0.05 // a post is answered 200 and not delivered
	doublePost      = 0.05
	throttlePost    = 0.03
	falselyGone     = 0.01 // 410 for an open connection
	failBefore      = 0.03 // a write fails and is not stored
	failAfter       = 0.03 // a write fails but is stored
	crashAfterWrite = 0.03 // the function stops between its write and its posts
	lateDisconnect  = 0.5  // $disconnect comes after the peer has reconnected
	noDisconnect    = 0.3  // $disconnect is never sent
)

// simulation is the state of one run.
type simulation struct {
	rng   *rand.Rand
	start time.Time
	now   time.Time
	eventQueue
	log []string

	table     *checkedStore
	archive   *memory.Archive
	routes    map[string]lambda.Handler
	crowd     bundled
	clients   []*client
	open      map[room.ConnectionID]*client // the connections that API Gateway has open
	opened    map[room.ConnectionID]time.Time
	left      map[room.ConnectionID]bool // ended with a code that releases leases
	lastConn  int
	running   room.ConnectionID // the connection of the running function's event
	storm     bool              // every post is answered 410
	faulty    bool              // whether faults happen; false while quiescing
	settled   bool              // no client starts another sync
	dead      bool              // the running function has crashed
	skew      time.Duration
	broken    error
	lastAdded int
}

func newSimulation(seed uint64) *simulation {
	w := &simulation{
		rng: rand.New(rand.NewPCG(seed, 0x9e3779b97f4a7c15)), start: Epoch, now: Epoch,
		archive: memory.NewArchive(),
		open:    map[room.ConnectionID]*client{},
		opened:  map[room.ConnectionID]time.Time{},
		left:    map[room.ConnectionID]bool{},
		faulty:  true,
	}
	store := memory.New()
	store.OnChange(w.stream)
	store.OnBundled(w.addBundled)
	w.table = &checkedStore{Store: store, w: w}
	w.routes = w.serve()
	w.must(store.Create(context.Background(), simRoom, room.Origin{Peer: "maker", Op: 1, At: w.now}, Plan()))
	return w
}

// people lets editors and viewers connect, and schedules a storm.
func (w *simulation) people(editors, viewers int) {
	for n := range editors + viewers {
		role := room.Editor
		if n >= editors {
			role = room.Viewer
		}
		c := newClient(w, n, role)
		w.clients = append(w.clients, c)
		w.after(w.rng.IntN(2000), c.connect)
		w.after(w.rng.IntN(3000), c.act)
	}
	if w.faulty {
		w.after(20_000+w.rng.IntN(40_000), func() { w.storm = true; w.after(500, func() { w.storm = false }) })
	}
}

const simRoom room.ID = "simulated"

// serve builds the functions, each with its own broadcaster and thus its own peer cache, as in
// Lambda.
func (w *simulation) serve() map[string]lambda.Handler {
	routes := map[string]func(route.Deps) lambda.Handler{
		"$connect": route.Connect, "$disconnect": route.Disconnect, "$default": route.Default,
		"sync": route.Sync, "lock": route.Lock, "move": route.Move, "edit": route.Edit, "cursor": route.Cursor,
	}
	silent := slog.New(slog.DiscardHandler)
	handlers := map[string]lambda.Handler{}
	for name, build := range routes {
		b := w.broadcaster()
		b.Bundles, b.Dispatcher = w.table, w
		handlers[name] = build(route.Deps{
			Service: &room.Service{
				Store: w.table, Broadcaster: b, Now: w.clock, MessagesPerSecond: 100, Quota: room.Quota{Peers: 1000},
			},
			Store: w.table, Revocations: w.table, Broadcaster: b, Now: w.clock, Log: silent,
		})
	}
	w.crowd.fanout = w.broadcaster()
	w.crowd.function = w.serveCrowd()
	return handlers
}

func (w *simulation) broadcaster() *apigw.Broadcaster {
	silent := slog.New(slog.DiscardHandler)
	return &apigw.Broadcaster{Peers: w.table, Poster: w, Now: w.clock, Log: silent, Sequential: true}
}

// clock returns the running function's time: the simulation's plus the function's skew.
func (w *simulation) clock() time.Time { return w.now.Add(w.skew) }

// chance returns true with the probability p, and always false while faults are off.
func (w *simulation) chance(p float64) bool { return w.faulty && w.rng.Float64() < p }

func (w *simulation) note(format string, args ...any) {
	w.log = append(w.log, fmt.Sprintf("%8s ", w.now.Sub(w.start))+fmt.Sprintf(format, args...))
}

// trace returns the last lines of the event log.
func (w *simulation) trace() string {
	return strings.Join(w.log[max(0, len(w.log)-60):], "\n")
}

func (w *simulation) must(err error) {
	if err != nil && w.broken == nil {
		w.broken = err
	}
}

// eventQueue is a heap of future events, ordered by time.
type eventQueue struct {
	items []event
	count int
}

type event struct {
	at time.Time
	n  int // orders events of the same time by insertion
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

// after schedules do in the given number of milliseconds.
func (w *simulation) after(ms int, do func()) {
	w.count++
	heap.Push(&w.eventQueue, event{at: w.now.Add(time.Duration(ms) * time.Millisecond), n: w.count, do: do})
}

// run processes events until the given time, or until a rule is broken.
func (w *simulation) run(until time.Time) {
	for w.Len() > 0 && w.broken == nil && w.items[0].at.Before(until) {
		next := heap.Pop(&w.eventQueue).(event)
		w.now = next.at
		next.do()
	}
	w.now = until
}

// quiesce stops all faults and new actions, then runs until clients have had time to get their
// pending answers, to reconnect, and to sync twice (SY3).
func (w *simulation) quiesce(lasts time.Duration) {
	w.faulty, w.storm = false, false
	for _, c := range w.clients {
		c.quiet = true
	}
	w.run(w.now.Add(lasts))
	w.settled = true
	w.run(w.now.Add(10 * time.Second))
}
