package main

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"

	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// client is one peer: it sends what it is told to, and notes all that it hears.
type client struct {
	protocol protocol
	ws       *websocket.Conn
	op       atomic.Int64
	recorder atomic.Pointer[recorder] // of the stream that is under way
	readErr  atomic.Pointer[error]    // why it stopped hearing

	mu      sync.Mutex
	waiting map[int]chan answer // by op
}

// answer is an ack, an error or a state, and when it came.
type answer struct {
	heard
	frame []byte
	at    time.Time
}

// timeout is how long anything is waited for.
const timeout = 30 * time.Second

// enter brings a client into a room; who is their number in it.
func enter(ctx context.Context, s *servers.Server, d protocol, id string, who int, role string) (*client, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	token := ""
	if d.rooms() {
		var err error
		if token, err = s.Mint(id, fmt.Sprintf("user-%d", who), fmt.Sprintf("Person %d", who), role, time.Hour); err != nil {
			return nil, err
		}
	}
	ws, err := d.dial(ctx, s.URLs[who%len(s.URLs)], id, fmt.Sprintf("tab-%d", who), token)
	if err != nil {
		return nil, fmt.Errorf("enter %s: %w", id, err)
	}
	p := &client{protocol: d, ws: ws, waiting: map[int]chan answer{}}
	go p.listen()
	if d.rooms() {
		_, err = p.ask(ctx, func(op room.Op) []byte { return wire.EncodeSync(room.SyncCommand{Op: op}) })
	}
	return p, err
}

func (p *client) leave() { _ = p.ws.CloseNow() }

func (p *client) listen() {
	for {
		_, frame, err := p.ws.Read(context.Background())
		if err != nil {
			p.readErr.Store(&err)
			return
		}
		at := time.Now()
		event, reply := p.protocol.event(frame)
		if reply != nil {
			_ = p.send(context.Background(), reply)
		}
		p.hear(event, at)
	}
}

func (p *client) hear(event []byte, at time.Time) {
	h := scan(event)
	t := p.recorder.Load()
	switch h.kind {
	case "moved", "cursor":
		if t != nil {
			t.note(h.mover, h.n, at)
		}
	case "ack", "error", "state":
		p.mu.Lock()
		waiting := p.waiting[h.op]
		delete(p.waiting, h.op)
		p.mu.Unlock()
		if waiting != nil {
			waiting <- answer{h, event, at}
		} else if t != nil {
			t.answered(h)
		}
	}
}

func (p *client) send(ctx context.Context, frame []byte) error {
	return p.ws.Write(ctx, websocket.MessageText, frame)
}

// put sends a command of SPEC §3 and returns where its answer will come.
func (p *client) put(ctx context.Context, build func(room.Op) []byte) (<-chan answer, error) {
	op := room.Op(p.op.Add(1))
	answers := p.expect(op)
	return answers, p.send(ctx, p.protocol.command(build(op), op))
}

// expect makes ready for the answer to a command.
func (p *client) expect(op room.Op) <-chan answer {
	answers := make(chan answer, 1)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.waiting[int(op)] = answers
	return answers
}

// ask sends a command and waits for its answer, which may be a refusal.
func (p *client) ask(ctx context.Context, build func(room.Op) []byte) (answer, error) {
	answers, err := p.put(ctx, build)
	if err != nil {
		return answer{}, err
	}
	return await(answers)
}

func await(answers <-chan answer) (answer, error) {
	select {
	case a := <-answers:
		return a, nil
	case <-time.After(timeout):
		return answer{}, fmt.Errorf("a command was not answered in %s", timeout)
	}
}

// add brings the item of that mover, and fails when it is refused.
func (p *client) add(ctx context.Context, mover int) error {
	a, err := p.ask(ctx, func(op room.Op) []byte {
		return wire.EncodeEdit(room.EditCommand{Op: op, Steps: []room.Mutation{room.Add{ID: itemOf(mover), Product: "sofa.klinte", Variant: "grey"}}})
	})
	if err == nil && a.kind != "ack" {
		err = fmt.Errorf("add: %s", a.frame)
	}
	return err
}

func acquire(mover int) func(room.Op) []byte {
	return func(op room.Op) []byte {
		return wire.EncodeLock(room.LockCommand{Op: op, Mode: room.ModeAcquire, Items: []room.LockItem{{ID: itemOf(mover)}}})
	}
}

func release(mover int, token room.Token) func(room.Op) []byte {
	return func(op room.Op) []byte {
		return wire.EncodeLock(room.LockCommand{Op: op, Mode: room.ModeRelease, Items: []room.LockItem{{ID: itemOf(mover), Token: token}}})
	}
}

// lock acquires the mover's item, and fails when somebody else has it.
func (p *client) lock(ctx context.Context, mover int) (room.Token, error) {
	a, err := p.ask(ctx, acquire(mover))
	if err != nil {
		return 0, err
	}
	if a.kind != "ack" {
		return 0, fmt.Errorf("lock: %s", a.frame)
	}
	return a.token(), nil
}

// token is the fencing token in an ack.
func (a answer) token() room.Token {
	var m struct{ Items []struct{ Token room.Token } }
	if json.Unmarshal(a.frame, &m) != nil || len(m.Items) == 0 {
		return 0
	}
	return m.Items[0].Token
}
