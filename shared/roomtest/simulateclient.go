package roomtest

import (
	"fmt"
	"maps"
	"slices"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// client is a simulated tab: a Replica, the commands that wait for an answer, and a random user.
type client struct {
	w    *simulation
	peer room.PeerID
	role room.Role
	conn room.ConnectionID // "" while offline

	decoder wire.Decoder
	replica *room.Replica
	op      room.Op
	pending map[room.Op][]byte
	quiet   bool // the user has stopped acting
	synced  bool // a state or an ack was received since the last sync was sent
}

func newClient(w *simulation, n int, role room.Role) *client {
	return &client{
		w: w, peer: room.PeerID(fmt.Sprintf("peer%d", n)), role: role,
		replica: room.NewReplica(), pending: map[room.Op][]byte{},
	}
}

// resendAfter is CL1, the others are SY3; in milliseconds.
const (
	resendAfter     = 5_000
	syncEvery       = 60_000
	crowdSyncEvery  = 300_000 // of a viewer
	crowdFirstSync  = 8_000
	crowdSyncSpread = 4_000
)

// connect opens a connection and syncs. Pending commands are sent again (CL1).
func (c *client) connect() {
	if c.conn != "" {
		return
	}
	c.w.lastConn++
	conn := room.ConnectionID(fmt.Sprintf("c%d", c.w.lastConn))
	c.w.opened[conn] = c.w.now
	if c.w.invoke("$connect", c, conn, nil, 0) != 200 {
		c.w.after(500+c.w.rng.IntN(500), c.connect)
		return
	}
	c.conn = conn
	c.decoder = wire.Decoder{}
	c.w.open[conn] = c
	c.sync(nil)
	for _, op := range slices.Sorted(maps.Keys(c.pending)) {
		c.w.send(c, conn, c.pending[op])
	}
	first := syncEvery
	if c.w.crowd.viewers > 0 {
		first = crowdFirstSync + c.w.rng.IntN(crowdSyncSpread)
	}
	c.keepSynced(conn, first)
}

// keepSynced sends a digest after ms, and again after each period.
func (c *client) keepSynced(conn room.ConnectionID, ms int) {
	c.w.after(ms, func() {
		if c.conn == conn && !c.w.settled {
			digest := c.replica.Digest()
			c.sync(&digest)
			c.keepSynced(conn, c.period())
		}
	})
}

func (c *client) period() int {
	if c.w.crowd.viewers > 0 && c.role == room.Viewer {
		return crowdSyncEvery
	}
	return syncEvery
}

func (c *client) sync(digest *uint32) {
	c.replica.SyncStarted()
	c.synced = false
	c.command(func(op room.Op) []byte { return wire.EncodeSync(room.SyncCommand{Op: op, Digest: digest}) })
}

// command sends a new command and sends it again every resendAfter until it is answered.
func (c *client) command(encode func(room.Op) []byte) {
	c.op++
	op := c.op
	c.pending[op] = encode(op)
	c.transmit(op)
}

func (c *client) transmit(op room.Op) {
	frame, waiting := c.pending[op]
	if !waiting {
		return
	}
	if c.conn != "" {
		c.w.send(c, c.conn, frame)
	}
	c.w.after(resendAfter, func() { c.transmit(op) })
}

// drop breaks the connection. The client knows at once, the gateway up to 3 s later. The client
// may send a sync just before, which can then arrive when the client has another connection.
func (c *client) drop() {
	conn := c.conn
	if c.w.chance(0.5) {
		digest := c.replica.Digest()
		c.sync(&digest)
	}
	c.conn = ""
	c.w.after(c.w.rng.IntN(3000), func() { c.w.hangUp(c, conn, c.w.closeCode()) })
	c.w.after(500+c.w.rng.IntN(2000), c.connect)
}

// renew closes the connection and opens another at once, as a client does with a new token.
func (c *client) renew() {
	conn := c.conn
	c.conn = ""
	code := 4000 // it says that it reconnects (LK8)
	if c.w.chance(0.5) {
		code = 1000 // an older client does not
	}
	if c.role == room.Viewer && c.w.chance(0.1) {
		c.role = room.Editor // with its new token
	}
	c.w.hangUp(c, conn, code)
	c.connect()
}

// closed handles the gateway's close of conn.
func (c *client) closed(conn room.ConnectionID) {
	if c.conn == conn {
		c.conn = ""
		c.w.after(500+c.w.rng.IntN(500), c.connect)
	}
}

func (c *client) receive(conn room.ConnectionID, frame []byte) {
	if c.conn != conn {
		return // a frame of an earlier connection
	}
	e, err := c.decoder.Decode(frame)
	if err != nil {
		c.w.must(fmt.Errorf("%s can't decode a frame: %w: %s", c.peer, err, frame))
		return
	}
	switch e := e.(type) {
	case nil:
		return
	case room.State:
		delete(c.pending, e.Op)
		c.synced = true
	case room.Ack:
		delete(c.pending, e.Op)
		c.synced = true
	case room.Rejected:
		switch room.CodeOf(e.Err) {
		case room.Internal, room.Busy: // sent again
		case room.Superseded: // the real client does not reconnect after it (CL3)
			c.w.must(fmt.Errorf("PR2: the latest connection of %s got superseded", c.peer))
		default:
			delete(c.pending, e.Op)
		}
	}
	c.replica.Apply(e)
}

// act does one random thing and schedules the next.
func (c *client) act() {
	if c.quiet {
		return
	}
	c.w.after(200+c.w.rng.IntN(3000), c.act)
	if c.conn == "" {
		return
	}
	if c.w.chance(0.04) {
		c.drop()
		return
	}
	if c.w.chance(0.02) {
		c.renew()
		return
	}
	if c.role == room.Viewer {
		return
	}
	live := c.replica.Live()
	slices.SortFunc(live, func(a, b room.Item) int { return compare(a.ID, b.ID) })
	if len(live) < 2 || c.w.rng.IntN(12) == 0 {
		c.add()
		return
	}
	at := c.w.rng.IntN(len(live))
	item := live[at]
	if item.Holder == c.peer && c.w.rng.IntN(5) > 0 {
		c.useLease(item, live)
		return
	}
	c.approach(item, live[(at+1)%len(live)])
}

// useLease moves, drops, renews or releases an item that the replica has as held by this client. It may move all
// that it holds in one command, as a carrier with what stands on it. The client does not check expiresAt, so
// expired leases are used as well.
func (c *client) useLease(i room.Item, live []room.Item) {
	switch c.w.rng.IntN(6) {
	case 0:
		c.lock(room.ModeRenew, room.LockItem{ID: i.ID, Token: i.Token})
	case 1:
		c.lock(room.ModeRelease, room.LockItem{ID: i.ID, Token: i.Token})
	default:
		to := RandomPlace(c.w.rng)
		drop := c.w.rng.IntN(2) == 0
		moves := []room.Placement{{ID: i.ID, Place: to, Token: i.Token}}
		for _, other := range live {
			if other.Holder == c.peer && other.ID != i.ID && c.w.chance(0.7) {
				moves = append(moves, room.Placement{ID: other.ID, Place: to, Token: other.Token})
			}
		}
		c.command(func(op room.Op) []byte {
			return wire.EncodeMove(room.MoveCommand{Op: op, Moves: moves, Drop: drop})
		})
	}
}

// approach changes, removes or acquires an item that another may hold. It may remove a carrier and put what stood
// on it down in one command, and acquire both.
func (c *client) approach(i, other room.Item) {
	switch c.w.rng.IntN(8) {
	case 0:
		c.edit(RandomUpdate(c.w.rng, i.ID, i.Version))
	case 1:
		steps := []room.Mutation{room.Remove{ID: i.ID, Version: i.Version}}
		if c.w.chance(0.5) {
			down := other.Place
			down.Z = 0
			steps = append(steps, room.Update{ID: other.ID, Place: &down, Version: other.Version})
		}
		c.edit(steps...)
	case 2:
		p := c.replica.Plan
		p.Name = fmt.Sprintf("room of %s, %d", c.peer, c.op)
		e := room.PlanEdit{Plan: p, Version: p.Version}
		c.command(func(op room.Op) []byte { return wire.EncodeEdit(room.EditCommand{Op: op, Plan: &e}) })
	case 3:
		c.lock(room.ModeAcquire, room.LockItem{ID: i.ID}, room.LockItem{ID: other.ID})
	default:
		c.lock(room.ModeAcquire, room.LockItem{ID: i.ID})
	}
}

func (c *client) add() {
	c.w.lastAdded++
	id := room.ItemID(fmt.Sprintf("item%d", c.w.lastAdded%8)) // few ids, so that removed items return
	add := room.Add{ID: id, Product: "sofa.klinte", Place: RandomPlace(c.w.rng)}
	if c.w.chance(0.2) {
		add.Product, add.Own, add.Mirrored = "", RandomOwn(c.w.rng), true
	}
	c.edit(add)
}

func (c *client) lock(mode room.LockMode, items ...room.LockItem) {
	c.command(func(op room.Op) []byte {
		return wire.EncodeLock(room.LockCommand{Op: op, Mode: mode, Items: items})
	})
}

func (c *client) edit(steps ...room.Mutation) {
	c.command(func(op room.Op) []byte {
		return wire.EncodeEdit(room.EditCommand{Op: op, Steps: steps})
	})
}

func compare(a, b room.ItemID) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
