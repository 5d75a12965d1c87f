package wiretest

import (
	"fmt"
	"sync"
	"time"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func lockMoveDrop(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	await(bo, "edited", func(e room.Edited) bool { return has(e.Items, sofa) })

	held := anna.do(anna.acquire(sofa))
	if held.Holder != anna.state.You.ID || held.HolderName != "Anna" || held.Token != 1 || held.ExpiresAt.IsZero() {
		t.Errorf("acquired row is %+v", held)
	}
	locked := await(bo, "locked", func(e room.Locked) bool { return has(e.Items, sofa) })
	if locked.Peer != anna.state.You.ID || locked.Items[0].HolderName != "Anna" {
		t.Errorf("bo received %+v", locked)
	}
	if rows := bo.refused(bo.acquire(sofa), room.Held); len(rows) != 1 || rows[0].HolderName != "Anna" {
		t.Errorf("bo's refusal carries %+v", rows)
	}
	kept := anna.do(anna.move(sofa, 10, held.Token, false))
	if kept.X != 10 || kept.Version != 2 || kept.Holder == "" {
		t.Errorf("moved row is %+v", kept)
	}
	longer := anna.do(anna.lock(room.ModeRenew, room.LockItem{ID: sofa, Token: held.Token}))
	if longer.ExpiresAt.Before(kept.ExpiresAt) || longer.Version != 2 {
		t.Errorf("renewed row is %+v", longer)
	}
	dropped := anna.do(anna.move(sofa, 30, held.Token, true))
	if dropped.X != 30 || dropped.Version != 3 || dropped.Holder != "" {
		t.Errorf("dropped row is %+v", dropped)
	}
	seen := await(bo, "drop", func(e room.Moved) bool { return has(e.Items, sofa) && e.Items[0].Version == 3 })
	if want := dropped; seen.Items[0] != want {
		t.Errorf("bo received %+v, want the whole row %+v", seen.Items[0], want)
	}
	again := bo.do(bo.acquire(sofa))
	bo.do(bo.lock(room.ModeRelease, room.LockItem{ID: sofa, Token: again.Token}))
	await(anna, "unlocked", func(e room.Unlocked) bool { return has(e.Items, sofa) && e.Items[0].Token == 2 })
}

func several(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "editor")
	sofa, lamp := item("sofa"), item("lamp")
	anna.add(sofa)
	anna.add(lamp)
	bo.do(bo.acquire(lamp))
	if rows := anna.refused(anna.acquire(sofa, lamp), room.Held); len(rows) != 1 || rows[0].ID != lamp {
		t.Errorf("refusal names %+v, want the lamp alone", rows)
	}
	if free := bo.do(bo.acquire(sofa)); free.Token != 1 {
		t.Errorf("the refused command left a lease: %+v", free)
	}
}

func race(t *table) {
	const racers = 20
	sofa := item("sofa")
	clients := make([]*client, racers)
	for n := range clients {
		clients[n] = t.enter(fmt.Sprintf("Racer %d", n), "editor")
	}
	clients[0].add(sofa)
	results := make([]error, racers)
	var wg sync.WaitGroup
	for n, c := range clients {
		frame := c.acquire(sofa)
		wg.Go(func() {
			op, err := c.trySend(frame)
			if err == nil {
				_, err = c.tryAnswer(op)
			}
			results[n] = err
		})
	}
	wg.Wait()
	winners := 0
	for n, err := range results {
		switch {
		case err == nil:
			winners++
		case room.CodeOf(err) != room.Held:
			t.Errorf("racer %d: %v", n, err)
		}
	}
	if winners != 1 {
		t.Errorf("%d winners, want 1", winners)
	}
}

// pausedHolder has a holder pause, lose its lease to another peer, and send a move with its old
// token.
func pausedHolder(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	old := anna.do(anna.acquire(sofa))
	began := time.Now()
	var taken room.Item
	for time.Since(began) < 2*room.LeaseDuration { // bo tries until the lease has expired
		ack, err := bo.answer(bo.send(bo.acquire(sofa)))
		if err == nil {
			taken = ack.Items[0]
			break
		}
		if room.CodeOf(err) != room.Held {
			t.Fatal(err)
		}
		time.Sleep(500 * time.Millisecond) // the interval between attempts; no result depends on it
	}
	if taken.Token != old.Token+1 {
		t.Fatalf("taken over as %+v", taken)
	}
	rows := anna.refused(anna.move(sofa, 99, old.Token, true), room.Lost)
	if len(rows) != 1 || rows[0].HolderName != "Bo" || rows[0].X == 99 {
		t.Errorf("anna's refusal carries %+v, want the stored row", rows)
	}
	anna.refused(anna.lock(room.ModeRenew, room.LockItem{ID: sofa, Token: old.Token}), room.Lost)
	if moved := bo.do(bo.move(sofa, 5, taken.Token, true)); moved.X != 5 {
		t.Errorf("bo's drop: %+v", moved)
	}
}

func repeated(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	held := anna.do(anna.acquire(sofa))
	drop := anna.move(sofa, 10, held.Token, true)
	first, second := anna.do(drop), anna.do(drop)
	if first != second || first.Version != 2 {
		t.Errorf("first %+v\nthen  %+v", first, second)
	}
	for range 2 {
		await(bo, "moved", func(e room.Moved) bool { return has(e.Items, sofa) && e.Items[0].Version == 2 })
	}
}

func leaving(t *table) {
	anna, bo := t.enter("Anna", "editor"), t.enter("Bo", "editor")
	await(anna, "joined", func(e room.Joined) bool { return e.Peer.ID == bo.state.You.ID && e.Peer.Name == "Bo" })
	sofa := item("sofa")
	bo.add(sofa)
	bo.do(bo.acquire(sofa))
	bo.leave()
	// In either order: the first function that posts to bo gets 410 and announces that he left.
	freed, left := false, false
	await(anna, "unlocked and left", func(e room.Event) bool {
		switch e := e.(type) {
		case room.Unlocked:
			freed = freed || has(e.Items, sofa)
		case room.Left:
			left = left || e.Peer == bo.state.You.ID
		}
		return freed && left
	})
	anna.do(anna.acquire(sofa))
}

func otherRoom(t *table) {
	anna := t.enter("Anna", "editor")
	sofa := item("sofa")
	anna.add(sofa)
	token, err := t.target.Mint(string(t.target.Other), "u", "Otto", "owner", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	ws, _, err := t.dial(string(t.target.Other), unique("tab"), t.target.Origin, wire.Protocol, token)
	if err != nil {
		t.Fatal(err)
	}
	otto := &client{table: t, ws: ws, events: make(chan room.Event, 64), closed: make(chan struct{})}
	go otto.read()
	defer ws.CloseNow()
	otto.refused(otto.acquire(sofa), room.NotFound)
	otto.refused(otto.edit(room.Remove{ID: sofa, Version: 1}), room.NotFound)
	if held := anna.do(anna.acquire(sofa)); held.Token != 1 {
		t.Errorf("the other room's command reached the item: %+v", held)
	}
}
