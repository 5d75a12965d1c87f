package roomtest

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// simulation is the network: the apigw.Poster of the functions, and the connections of clients.
var _ apigw.Poster = (*simulation)(nil)

// latency returns the delay of a frame in milliseconds: mostly below 45, but up to 4,000 in one of
// ten, so that later frames overtake it.
func (w *simulation) latency() int {
	if w.chance(0.1) {
		return w.rng.IntN(4000)
	}
	return 5 + w.rng.IntN(40)
}

// Faults of a post whose answer does not tell whether it was delivered.
const (
	breakPost      = 0.03 // 5xx, reset or timeout, not delivered
	breakDelivered = 0.03 // the same, delivered
	goneDelivered  = 0.01 // 410, delivered
)

var errBroken = errors.New("the post was not answered")

func (w *simulation) Post(_ context.Context, c room.ConnectionID, frame []byte) error {
	client, open := w.open[c]
	switch {
	case w.dead:
		return errors.New("the function has crashed")
	case !open || w.storm || w.chance(falselyGone):
		return apigw.ErrGone
	case w.chance(throttlePost):
		return apigw.ErrThrottled
	case w.chance(breakPost):
		return errBroken
	case w.chance(losePost):
		return nil
	}
	deliver := func() { client.receive(c, frame) }
	w.after(w.latency(), deliver)
	if w.chance(doublePost) {
		w.after(w.latency(), deliver)
	}
	switch {
	case w.chance(breakDelivered):
		return errBroken
	case w.chance(goneDelivered):
		return apigw.ErrGone
	}
	return nil
}

// Exists is wrong during a storm, as Post is.
func (w *simulation) Exists(_ context.Context, c room.ConnectionID) (bool, error) {
	if w.dead || w.chance(breakPost) {
		return false, errBroken
	}
	_, open := w.open[c]
	return open && !w.storm, nil
}

func (w *simulation) Close(_ context.Context, c room.ConnectionID) error {
	if client, open := w.open[c]; open && !w.dead {
		w.hangUp(client, c, w.closeCode())
		w.after(w.latency(), func() { client.closed(c) })
	}
	return nil
}

// hangUp closes a connection at the gateway, which may send $disconnect soon, late or never.
func (w *simulation) hangUp(client *client, c room.ConnectionID, code int) {
	if _, open := w.open[c]; !open {
		return
	}
	delete(w.open, c)
	w.left[c] = code != 1006 && code != 4000
	if w.chance(noDisconnect) {
		return
	}
	delay := w.latency()
	if w.chance(lateDisconnect) {
		delay += 3000
	}
	w.after(delay, func() { w.invoke("$disconnect", client, c, nil, code) })
}

// closeCode returns the code of a connection that was cut, or of a page that was left.
func (w *simulation) closeCode() int {
	if w.rng.IntN(2) == 0 {
		return 1001
	}
	return 1006
}

// send delivers a client's frame to the function of its action.
func (w *simulation) send(client *client, c room.ConnectionID, frame []byte) {
	if w.chance(loseCommand) {
		return
	}
	arrive := func() {
		if _, open := w.open[c]; open {
			w.invoke(wire.ActionOf(frame), client, c, frame, 0)
		}
	}
	w.after(w.latency(), arrive)
	if w.chance(doubleCommand) {
		w.after(w.latency(), arrive)
	}
}

// invoke runs one function until it returns or crashes, and returns its status code, 502 after a
// crash.
func (w *simulation) invoke(key string, client *client, c room.ConnectionID, frame []byte, closeCode int) int {
	w.dead, w.running = false, c
	w.skew = time.Duration(w.rng.IntN(400)-200) * time.Millisecond
	event := map[string]any{
		"requestContext": map[string]any{
			"routeKey": key, "connectionId": string(c), "disconnectStatusCode": closeCode,
			"connectedAt": w.opened[c].UnixMilli(),
			"authorizer": map[string]string{
				"roomId": string(simRoom), "peerId": string(client.peer), "userId": "user of " + string(client.peer),
				"name": "name of " + string(client.peer), "role": string(client.role),
				"exp": fmt.Sprint(Epoch.Add(24 * time.Hour).Unix()), "protocol": wire.Protocol,
			},
		},
		"body": string(frame),
	}
	payload, err := json.Marshal(event)
	w.must(err)
	w.note("%s %s %s", client.peer, key, frame)
	out, err := w.routes[key].Invoke(context.Background(), payload)
	var answer struct {
		StatusCode int `json:"statusCode"`
	}
	if err == nil {
		err = json.Unmarshal(out, &answer)
	}
	if err != nil {
		w.must(fmt.Errorf("%s: %w", key, err))
	}
	if w.dead {
		answer.StatusCode = 502
	}
	w.dead, w.skew = false, 0
	return answer.StatusCode
}

// stream ingests each change into the archive, once or twice, and retries until that succeeds, as
// Lambda does.
func (w *simulation) stream(c archive.Change) {
	for range 1 + w.rng.IntN(2) {
		for attempt := 1; ; attempt++ {
			err := archive.Ingest(context.Background(), flaky{w.archive, w}, c.Room, []archive.Change{c})
			if err == nil {
				break
			}
			if !errors.Is(err, errFault) || attempt == 100 {
				w.must(err)
				return
			}
		}
	}
}

// flaky is an archive whose writes fail at random, before or after they are stored.
type flaky struct {
	archive.Store
	w *simulation
}

func (f flaky) do(write func() error) error {
	if f.w.chance(failBefore) {
		return errFault
	}
	err := write()
	if err == nil && f.w.chance(failAfter) {
		err = errFault
	}
	return err
}

func (f flaky) Append(ctx context.Context, id room.ID, changes []archive.Change) error {
	return f.do(func() error { return f.Store.Append(ctx, id, changes) })
}

func (f flaky) Replace(ctx context.Context, s archive.Snapshot, r archive.Revision) error {
	return f.do(func() error { return f.Store.Replace(ctx, s, r) })
}

func (f flaky) PutHourly(ctx context.Context, s archive.Snapshot) error {
	return f.do(func() error { return f.Store.PutHourly(ctx, s) })
}
