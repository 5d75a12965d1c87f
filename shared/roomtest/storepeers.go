package roomtest

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func supersede(f *Fixture) {
	ctx := context.Background()
	anna := room.Peer{
		ID:         "anna",
		Connection: "c1",
		Name:       "<b>Anna</b>",
		Role:       room.Editor,
		Colour:     3,
		Connected:  f.Now,
		Expires:    f.Now.Add(time.Hour),
	}
	if before, err := f.Store.Join(ctx, f.Room, anna); err != nil || before != (room.Presence{}) {
		f.Fatalf("first join: before %+v, %v", before, err)
	}
	anna.Connection = "c2"
	if before, err := f.Store.Join(ctx, f.Room, anna); err != nil || before.Connection != "c1" {
		f.Fatalf("second join: before %+v, %v; want c1", before, err)
	}
	earlier := room.Peer{ID: "anna", Connection: "c1", Role: room.Editor}
	if found, err := f.Store.Leave(ctx, f.Room, earlier); err != nil || found != room.PresentElsewhere {
		f.Errorf("a late leave of the old connection: %v, %v", found, err)
	}
	peers, err := f.Store.ListPeers(ctx, f.Room)
	if err != nil || len(peers) != 1 || peers[0] != anna {
		f.Errorf("present are %+v, %v; want %+v", peers, err, anna)
	}
	for _, want := range []room.LeaveResult{room.HasLeft, room.NotPresent} {
		if found, err := f.Store.Leave(ctx, f.Room, anna); err != nil || found != want {
			f.Errorf("leave: %v, %v; want %v", found, err, want)
		}
	}
	if peers, err := f.Store.ListPeers(ctx, f.Room); err != nil || len(peers) != 0 {
		f.Errorf("present are %+v, %v; want none", peers, err)
	}
}

// anotherRole has a peer rejoin with a token of another role. It must remain one peer.
func anotherRole(f *Fixture) {
	ctx := context.Background()
	anna := room.Peer{ID: "anna", Connection: "c1", Name: "Anna", Role: room.Viewer, Colour: 3}
	for _, role := range []room.Role{room.Viewer, room.Owner, room.Viewer} {
		before := anna.Connection
		anna.Role, anna.Connection = role, before+"+"
		if got, err := f.Store.Join(ctx, f.Room, anna); err != nil || got.Connection != before && got.Connection != "" {
			f.Fatalf("join as %s: before %+v, %v; want %q", role, got, err, before)
		}
		if peers, err := f.Store.ListPeers(ctx, f.Room); err != nil || len(peers) != 1 || peers[0] != anna {
			f.Errorf("present are %+v, %v; want %+v alone", peers, err, anna)
		}
	}
}

// earlierConnection joins on a connection that was opened before the one in the peer's row. Join
// must return ErrSuperseded and leave the row as it is, whatever roles the two have.
func earlierConnection(f *Fixture) {
	ctx := context.Background()
	for n, roles := range [][2]room.Role{
		{room.Editor, room.Editor}, {room.Editor, room.Viewer}, {room.Viewer, room.Owner}, {room.Viewer, room.Viewer},
	} {
		id := room.PeerID(fmt.Sprint("anna", n))
		at := func(c room.ConnectionID, role room.Role, connected time.Time) room.Peer {
			return room.Peer{ID: id, Connection: c, Name: "Anna", Role: role, Connected: connected}
		}
		present := at("c2", roles[0], f.Now.Add(time.Millisecond))
		if _, err := f.Store.Join(ctx, f.Room, present); err != nil {
			f.Fatal(err)
		}
		if _, err := f.Store.Join(ctx, f.Room, at("c1", roles[1], f.Now)); !errors.Is(err, room.ErrSuperseded) {
			f.Errorf("%v: the earlier connection joined: %v, want that it is superseded", roles, err)
		}
		if peers := f.present(id); len(peers) != 1 || peers[0] != present {
			f.Errorf("%v: present are %+v, want %+v alone", roles, peers, present)
		}
		// The same connection may join again, as may one whose time of opening is unknown.
		for _, p := range []room.Peer{present, at("c3", roles[0], time.Time{})} {
			if before, err := f.Store.Join(ctx, f.Room, p); err != nil || before.Connection != "c2" {
				f.Errorf("%v: %s joined: before %+v, %v; want c2", roles, p.Connection, before, err)
			}
		}
	}
}

// admittedPeer checks that Join reports the mark of Admit until the peer leaves, and that
// Admit marks no row of another connection and makes none.
func admittedPeer(f *Fixture) {
	ctx := context.Background()
	peer := func(c room.ConnectionID, role room.Role) room.Peer {
		return room.Peer{ID: "anna", Connection: c, Name: "Anna", Role: role}
	}
	join := func(p room.Peer, want room.Presence) {
		f.Helper()
		if got, err := f.Store.Join(ctx, f.Room, p); err != nil || got != want {
			f.Errorf("%s joins as %s: before %+v, %v; want %+v", p.Connection, p.Role, got, err, want)
		}
	}
	admit := func(p room.Peer) {
		f.Helper()
		if err := f.Store.Admit(ctx, f.Room, p); err != nil {
			f.Error(err)
		}
	}
	for _, role := range []room.Role{room.Viewer, room.Editor} {
		admit(peer("c1", role))
		if peers := f.present("anna"); len(peers) != 0 {
			f.Errorf("a peer that did not join was admitted: %+v", peers)
		}
		join(peer("c1", role), room.Presence{})
		admit(peer("c0", role))
		join(peer("c1", role), room.Presence{Connection: "c1"})
		admit(peer("c1", role))
		join(peer("c1", role), room.Presence{Connection: "c1", Admitted: true})
		join(peer("c2", role), room.Presence{Connection: "c1", Admitted: true})
		join(peer("c2", role), room.Presence{Connection: "c2", Admitted: true})
		other := map[room.Role]room.Role{room.Viewer: room.Owner, room.Editor: room.Viewer}[role]
		join(peer("c3", other), room.Presence{Connection: "c2", Admitted: true})
		admit(peer("c3", other))
		join(peer("c3", other), room.Presence{Connection: "c3", Admitted: true})
		if got, err := f.Store.Leave(ctx, f.Room, peer("c3", other)); err != nil || got != room.HasLeft {
			f.Errorf("leave: %v, %v", got, err)
		}
	}
}

// leaveUnderAnyRole has connections leave with a role other than the one in the peer's row.
func leaveUnderAnyRole(f *Fixture) {
	ctx := context.Background()
	for n, roles := range [][2]room.Role{{room.Viewer, room.Editor}, {room.Editor, room.Viewer}} {
		id := room.PeerID(fmt.Sprint("anna", n))
		for n, role := range roles {
			p := room.Peer{
				ID:         id,
				Connection: room.ConnectionID(fmt.Sprint("c", n)),
				Role:       role,
				Connected:  f.Now.Add(time.Duration(n) * time.Second),
			}
			if _, err := f.Store.Join(ctx, f.Room, p); err != nil {
				f.Fatal(err)
			}
		}
		for _, step := range []struct {
			connection room.ConnectionID
			role       room.Role
			want       room.LeaveResult
		}{
			{"c0", roles[0], room.PresentElsewhere},
			{"c0", roles[1], room.PresentElsewhere},
			{"c1", roles[0], room.HasLeft},
			{"c1", roles[1], room.NotPresent},
		} {
			got, err := f.Store.Leave(ctx, f.Room, room.Peer{ID: id, Connection: step.connection, Role: step.role})
			if err != nil || got != step.want {
				f.Errorf("%v: %s left as %s: %v, %v; want %v", roles, step.connection, step.role, got, err, step.want)
			}
		}
		if peers := f.present(id); len(peers) != 0 {
			f.Errorf("%v: present are %+v, want nobody", roles, peers)
		}
	}
}

// present returns the rows of one peer.
func (f *Fixture) present(id room.PeerID) []room.Peer {
	f.Helper()
	peers, err := f.Store.ListPeers(context.Background(), f.Room)
	if err != nil {
		f.Fatal(err)
	}
	return slices.DeleteFunc(peers, func(p room.Peer) bool { return p.ID != id })
}

// bundledMessage adds messages to the bundle of a room, which does not change for its readers,
// and to that of a room that does not exist, which does not create it. The tests of the streams
// check what becomes of the messages.
func bundledMessage(f *Fixture) {
	ctx := context.Background()
	f.Add("sofa")
	before, err := f.Store.Load(ctx, f.Room)
	if err != nil {
		f.Fatal(err)
	}
	missing := f.Room + "-missing"
	for n := range 3 {
		m := room.BundledMessage{At: f.Now, Message: fmt.Appendf(nil, `{"type":"left","peer":"p%d"}`, n/2)}
		if err := errors.Join(f.Store.AddToBundle(ctx, f.Room, m), f.Store.AddToBundle(ctx, missing, m)); err != nil {
			f.Fatal(err)
		}
	}
	after, err := f.Store.Load(ctx, f.Room)
	if err != nil || !reflect.DeepEqual(before, after) {
		f.Errorf("the room became %+v, %v", after, err)
	}
	if exists, err := f.Store.Exists(ctx, missing); err != nil || exists {
		f.Errorf("the missing room exists: %t, %v", exists, err)
	}
}

// crowd has more peers than Load lists. Load must list editors first, whatever their names, and
// ListPeers must list all.
func crowd(f *Fixture) {
	ctx := context.Background()
	const viewers = room.MaxListedPeers + 20
	var g errgroup.Group
	g.SetLimit(16)
	join := func(id string, role room.Role) {
		g.Go(func() error {
			p := room.Peer{ID: room.PeerID(id), Connection: room.ConnectionID("c-" + id), Name: id, Role: role}
			_, err := f.Store.Join(ctx, f.Room, p)
			return err
		})
	}
	for n := range viewers {
		join(fmt.Sprintf("p%03d", n), room.Viewer)
	}
	join("zoe", room.Editor)
	join("yan", room.Owner)
	if err := g.Wait(); err != nil {
		f.Fatal(err)
	}
	r, err := f.Store.Load(ctx, f.Room)
	first := r.Peers[:min(3, len(r.Peers))]
	ids := make([]room.PeerID, 0, 3)
	for _, p := range first {
		ids = append(ids, p.ID)
	}
	if err != nil || len(r.Peers) != room.MaxListedPeers || !slices.Equal(ids, []room.PeerID{"yan", "zoe", "p000"}) {
		f.Errorf("%d peers are listed, %v; want %d, editors first: %v", len(r.Peers), err, room.MaxListedPeers, first)
	}
	peers, err := f.Store.ListPeers(ctx, f.Room)
	if err != nil || len(peers) != viewers+2 || !slices.IsSortedFunc(peers, room.ComparePeers) {
		f.Errorf("%d are present, %v; want %d, in order", len(peers), err, viewers+2)
	}
}

// peerCount checks CountPeers: the count is at most CountAge old except for peers that joined
// since, and is never too low.
func peerCount(f *Fixture) {
	ctx := context.Background()
	joined := 0
	join := func() int {
		f.Helper()
		joined++
		id := room.PeerID(fmt.Sprint("p", joined))
		if _, err := f.Store.Join(ctx, f.Room, room.Peer{ID: id, Connection: "c", Role: room.Viewer}); err != nil {
			f.Fatal(err)
		}
		n, err := f.Store.CountPeers(ctx, f.Room, f.Now)
		if err != nil {
			f.Fatal(err)
		}
		return n
	}
	for range 5 {
		if n := join(); n != joined {
			f.Errorf("%d have joined and %d are counted", joined, n)
		}
	}
	for _, id := range []room.PeerID{"p1", "p2"} {
		if _, err := f.Store.Leave(ctx, f.Room, room.Peer{ID: id, Connection: "c", Role: room.Viewer}); err != nil {
			f.Fatal(err)
		}
	}
	if n := join(); n < 4 || n > 6 {
		f.Errorf("4 are in the room and %d are counted, want those or, for a while, the 2 more that left", n)
	}
	f.Now = f.Now.Add(room.CountAge)
	if n := join(); n != 5 {
		f.Errorf("5 are in the room and %d are counted again", n)
	}
}

// summary checks that the latest summary is kept.
func summary(f *Fixture) {
	ctx := context.Background()
	if s, err := f.Store.Summary(ctx, f.Room); err != nil || s != (room.Summary{}) {
		f.Errorf("before any was put: %+v, %v", s, err)
	}
	second := room.Summary{Digest: 0xffffffff, At: f.Now.Add(time.Second)}
	for _, s := range []room.Summary{{Digest: 7, At: f.Now}, second, {Digest: 8, At: f.Now}} {
		if err := f.Store.PutSummary(ctx, f.Room, s); err != nil {
			f.Fatal(err)
		}
	}
	if s, err := f.Store.Summary(ctx, f.Room); err != nil || s != second {
		f.Errorf("summary is %+v, %v; want %+v", s, err, second)
	}
	if r, err := f.Store.Load(ctx, f.Room); err != nil || len(r.Items) != 0 {
		f.Errorf("the room with a summary is %+v, %v", r, err)
	}
}

func connections(f *Fixture) {
	ctx := context.Background()
	a := room.Actor{
		Room: f.Room, Peer: "anna", User: "u1", Name: "Anna", Role: room.Owner,
		Expires: f.Now.Add(time.Hour), Connection: room.ConnectionID("conn-" + string(f.Room) + "="),
		Connected: f.Now, Token: "t1", Issued: f.Now, Protocol: wire.Protocol,
	}
	if _, err := f.Store.GetConnection(ctx, a.Connection); !errors.Is(err, room.ErrNoConnection) {
		f.Errorf("unknown connection: %v", err)
	}
	if err := f.Store.PutConnection(ctx, a); err != nil {
		f.Fatal(err)
	}
	if got, err := f.Store.GetConnection(ctx, a.Connection); err != nil || got != a {
		f.Errorf("actor is %+v, %v; want %+v", got, err, a)
	}
	if live, err := f.Store.ListConnections(ctx, f.Room); err != nil || len(live) != 1 || live[0] != a {
		f.Errorf("live are %+v, %v; want %+v", live, err, a)
	}
	for range 2 {
		if err := f.Store.DeleteConnection(ctx, f.Room, a.Connection); err != nil {
			f.Errorf("forget: %v", err)
		}
	}
	if _, err := f.Store.GetConnection(ctx, a.Connection); !errors.Is(err, room.ErrNoConnection) {
		f.Errorf("forgotten connection: %v", err)
	}
	if live, err := f.Store.ListConnections(ctx, f.Room); err != nil || len(live) != 0 {
		f.Errorf("live are %+v, %v; want none", live, err)
	}
}

// cutConnections ends one connection of two: it is listed as cut, and found no more.
func cutConnections(f *Fixture) {
	ctx := context.Background()
	a := room.Actor{Room: f.Room, Peer: "anna", Role: room.Editor, Connected: f.Now, Issued: f.Now}
	b := a
	a.Connection = room.ConnectionID("conn-1-" + string(f.Room))
	b.Connection = room.ConnectionID("conn-2-" + string(f.Room))
	for _, c := range []room.Actor{a, b} {
		if err := f.Store.PutConnection(ctx, c); err != nil {
			f.Fatal(err)
		}
	}
	for range 2 {
		if err := f.Store.CutConnection(ctx, a, f.Now); err != nil {
			f.Errorf("cut: %v", err)
		}
	}
	if _, err := f.Store.GetConnection(ctx, a.Connection); !errors.Is(err, room.ErrNoConnection) {
		f.Errorf("a connection that was cut: %v", err)
	}
	a.Cut = f.Now
	live, err := f.Store.ListConnections(ctx, f.Room)
	if err != nil || len(live) != 2 || !slices.Contains(live, a) || !slices.Contains(live, b) {
		f.Errorf("listed are %+v, %v; want %+v and %+v", live, err, a, b)
	}
	for _, c := range []room.Actor{a, b} {
		if err := f.Store.DeleteConnection(ctx, f.Room, c.Connection); err != nil {
			f.Fatal(err)
		}
	}
	if err := f.Store.CutConnection(ctx, b, f.Now); err != nil { // a late end
		f.Errorf("cut after the deletion: %v", err)
	}
	if live, err := f.Store.ListConnections(ctx, f.Room); err != nil || len(live) != 0 {
		f.Errorf("listed are %+v, %v; want none", live, err)
	}
}

// revocations is the contract of room.Revocations. A store without it is skipped.
func revocations(f *Fixture) {
	ctx := context.Background()
	store, ok := f.Store.(room.Revocations)
	if !ok {
		f.Fatalf("%T has no revocations", f.Store)
	}
	token := func(jti room.TokenID, user string, minutes int) room.TokenInfo {
		return room.TokenInfo{Token: jti, User: user, Issued: f.Now.Add(time.Duration(minutes) * time.Minute)}
	}
	check := func(b room.TokenInfo, want bool) {
		f.Helper()
		if got, err := store.Revoked(ctx, f.Room, b); err != nil || got != want {
			f.Errorf("%+v: revoked %t, %v; want %t", b, got, err, want)
		}
	}
	check(token("j1", "u1", 0), false)
	for _, r := range []room.Revocation{
		{Token: "j1", Before: f.Now}, {User: "u2", Before: f.Now.Add(5 * time.Minute)}, {User: "u2", Before: f.Now},
	} {
		if err := store.Revoke(ctx, f.Room, r); err != nil {
			f.Fatal(err)
		}
	}
	check(token("j1", "u1", 60), true)
	check(token("j2", "u1", 0), false)
	check(token("j3", "u2", 5), true) // a later revocation of something else changes nothing
	check(token("j3", "u2", 6), false)
	check(room.TokenInfo{User: "u2"}, true) // without iat, the token counts as older
	if err := store.Revoke(ctx, f.Room, room.Revocation{Before: f.Now.Add(time.Hour)}); err != nil {
		f.Fatal(err)
	}
	check(token("j9", "u9", 60), true)
	check(token("j9", "u9", 61), false)
	if got, err := store.Revoked(ctx, "another-room", token("j1", "u2", 0)); err != nil || got {
		f.Errorf("in another room: revoked %t, %v", got, err)
	}
}

// Race has n peers acquire one free item at once, for a number of rounds. In each round exactly
// one must win, and every other peer must get Held with the winner's row (LK1, LK9).
func Race(f *Fixture, n, rounds int) {
	f.Add("sofa")
	for round := range rounds {
		var wg sync.WaitGroup
		start := make(chan struct{})
		results := make([]error, n)
		rows := make([][]room.Item, n)
		for p := range n {
			stamp := f.NextOrigin(racer(p))
			wg.Go(func() {
				<-start
				steps := []room.Mutation{room.Acquire{ID: "sofa"}}
				rows[p], results[p] = f.Store.Commit(context.Background(), f.Room, stamp, steps)
			})
		}
		close(start)
		wg.Wait()
		winner := f.winner(round, results)
		for p, err := range results {
			if p == winner {
				continue
			}
			rows := room.ItemsOf(err)
			if room.CodeOf(err) != room.Held || len(rows) != 1 || rows[0].Holder != racer(winner) {
				f.Fatalf("round %d: %s got %v, want that %s holds it", round, racer(p), err, racer(winner))
			}
		}
		f.Must(racer(winner), room.Release{ID: "sofa", Token: rows[winner][0].Token})
	}
}

func racer(n int) room.PeerID {
	return room.PeerID("racer" + string(rune('0'+n/10)) + string(rune('0'+n%10)))
}

func (f *Fixture) winner(round int, results []error) int {
	f.Helper()
	winner := -1
	for p, err := range results {
		switch {
		case err == nil && winner >= 0:
			f.Fatalf("round %d has two winners: %s and %s", round, racer(winner), racer(p))
		case err == nil:
			winner = p
		}
	}
	if winner < 0 {
		f.Fatalf("round %d has no winner: %v", round, results[0])
	}
	return winner
}
