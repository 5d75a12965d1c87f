package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/HdrHistogram/hdrhistogram-go"
	"github.com/coder/websocket"

	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

const sofa room.ItemID = "sofa"

// person is one peer: it reads all that it is told.
type person struct {
	ws      *websocket.Conn
	op      room.Op
	answers chan room.Event // acks, states and refusals
	first   room.Op         // of the stream of moves that is under way

	overtaken atomic.Int64 // moves of the stream that a later one passed: never stored (ID1)

	mu      sync.Mutex
	due     []time.Time // when what it expects was due to be sent
	got     []time.Time // when it came
	missing int
	all     chan struct{} // closed when nothing is missing
}

// gather makes a room and brings people into it.
func gather(ctx context.Context, s *stack.Stack, id room.ID, n int) ([]*person, error) {
	stamp := room.Stamp{Peer: "bench", Op: 1, At: time.Now()}
	plan := room.Plan{Name: "Bench", Units: "cm", Outline: []room.Point{{0, 0}, {9000, 0}, {9000, 9000}}, Walls: []room.Wall{}, Doors: []room.Door{}, Windows: []room.Window{}}
	if err := s.Store().Create(ctx, id, stamp, plan); err != nil {
		return nil, err
	}
	people := make([]*person, n)
	for i := range people {
		token, err := s.Mint(string(id), fmt.Sprintf("user-%d", i), fmt.Sprintf("Person %d", i), "editor", time.Hour)
		if err != nil {
			return nil, err
		}
		if people[i], err = enter(ctx, s.WSURL()+"?room="+string(id)+"&tab=bench", token); err != nil {
			return nil, err
		}
	}
	return people, nil
}

func enter(ctx context.Context, url, token string) (*person, error) {
	ws, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{Subprotocols: []string{"homstyle.v1", token}})
	if err != nil {
		return nil, err
	}
	ws.SetReadLimit(1 << 20)
	p := &person{ws: ws, answers: make(chan room.Event, 4096)}
	go p.read()
	_, err = p.ask(ctx, wire.EncodeSync(room.SyncCommand{Op: p.next()}))
	return p, err
}

func (p *person) leave() { _ = p.ws.CloseNow() }

func (p *person) next() room.Op {
	p.op++
	return p.op
}

func (p *person) send(ctx context.Context, frame []byte) error {
	return p.ws.Write(ctx, websocket.MessageText, frame)
}

// ask sends a command and waits for its answer.
func (p *person) ask(ctx context.Context, frame []byte) (room.Event, error) {
	if err := p.send(ctx, frame); err != nil {
		return nil, err
	}
	for {
		select {
		case e := <-p.answers:
			switch e := e.(type) {
			case room.Refused:
				return nil, e.Err
			case room.Ack:
				if e.Op == p.op {
					return e, nil
				}
			case room.State:
				return e, nil
			}
		case <-time.After(30 * time.Second):
			return nil, fmt.Errorf("command %d was not answered", p.op)
		}
	}
}

func (p *person) read() {
	var d wire.Decoder
	for {
		_, frame, err := p.ws.Read(context.Background())
		if err != nil {
			return
		}
		at := time.Now()
		e, err := d.Decode(frame)
		if err != nil {
			continue // would show as missing
		}
		switch e := e.(type) {
		case room.Moved:
			p.note(e.Items[0].X, at)
		case room.Cursor:
			p.note(e.Points[0][0], at)
		case room.Ack, room.State, room.Refused:
			p.overtook(e)
			select {
			case p.answers <- e:
			default: // the acks of a stream of moves, which nobody reads
			}
		}
	}
}

// overtook counts a move that was answered with the place of a later one.
func (p *person) overtook(e room.Event) {
	p.mu.Lock()
	first := p.first
	p.mu.Unlock()
	if a, ok := e.(room.Ack); ok && first > 0 && a.Op >= first && len(a.Items) == 1 && a.Items[0].X != int(a.Op-first) {
		p.overtaken.Add(1)
	}
}

// expect makes ready for one delivery for each time; deliveries carry its index as x.
func (p *person) expect(due []time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.due, p.got, p.missing, p.all = due, make([]time.Time, len(due)), len(due), make(chan struct{})
}

func (p *person) note(n int, at time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n >= len(p.got) || !p.got[n].IsZero() {
		return
	}
	p.got[n] = at
	if p.missing--; p.missing == 0 {
		close(p.all)
	}
}

// collect waits for the last delivery, and records all of them.
func (p *person) collect(h *hdrhistogram.Histogram, deadline <-chan time.Time) (missing int64) {
	select {
	case <-p.all:
	case <-deadline:
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for n, at := range p.got {
		if at.IsZero() {
			missing++
		} else {
			_ = h.RecordValue(max(1, at.Sub(p.due[n]).Microseconds()))
		}
	}
	return missing
}

func (p *person) add(ctx context.Context, id room.ItemID) error {
	_, err := p.ask(ctx, wire.EncodeEdit(room.EditCommand{Op: p.next(), Steps: []room.Step{room.Add{ID: id, Product: "sofa"}}}))
	return err
}

// locks acquires the item n times, and keeps it.
func (p *person) locks(ctx context.Context, n int) (*hdrhistogram.Histogram, room.Token, error) {
	h := hdrhistogram.New(1, 60_000_000, 3)
	var token room.Token
	for range n {
		began := time.Now()
		e, err := p.ask(ctx, wire.EncodeLock(room.LockCommand{Op: p.next(), Mode: room.ModeAcquire, Steps: []room.Step{room.Acquire{ID: sofa}}}))
		if err != nil {
			return h, 0, err
		}
		_ = h.RecordValue(max(1, time.Since(began).Microseconds()))
		token = e.(room.Ack).Items[0].Token
	}
	return h, token, nil
}

func (p *person) move(token room.Token, n int) []byte {
	return wire.EncodeMove(room.MoveCommand{Op: p.next(), Steps: []room.Step{room.Move{ID: sofa, Place: room.Place{X: n}, Token: token}}})
}

func (p *person) cursor(n int) []byte {
	return wire.EncodeCursor(room.CursorCommand{Points: []room.CursorPoint{{n, 0, 0}}})
}
