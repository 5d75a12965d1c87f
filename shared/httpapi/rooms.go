package httpapi

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// create creates a room with its plan, or from a scan (RM1).
func (d Deps) create(ctx context.Context, c *apiRequest) (any, error) {
	body, err := c.body()
	if err != nil {
		return nil, err
	}
	if hasScan(body) {
		return d.createFromScan(ctx, c, body)
	}
	in, err := wire.Decode[struct {
		Room string     `json:"room"`
		Plan *wire.Plan `json:"plan"`
	}](body)
	if err != nil {
		return nil, err
	}
	if c.room, err = wire.RoomID(in.Room); err != nil {
		return nil, err
	}
	plan, err := in.Plan.Checked()
	if err != nil {
		return nil, err
	}
	return d.created(ctx, c, plan)
}

// created stores a new room, and returns the answer of create.
func (d Deps) created(ctx context.Context, c *apiRequest, plan room.Plan) (any, error) {
	if err := d.Table.Create(ctx, c.room, d.shopOrigin(1), plan); err != nil {
		if room.CodeOf(err) == room.Exists {
			message := fmt.Sprintf("The room %s exists already.", c.room)
			err = &room.Error{Code: room.Exists, Field: "room", Message: message}
		}
		return nil, err
	}
	return struct {
		Room room.ID `json:"room"`
	}{c.room}, nil
}

// shopOrigin returns the origin of what the shop writes itself.
func (d Deps) shopOrigin(op room.Op) room.Origin {
	return room.Origin{Peer: shopUser, Name: shopUser, User: shopUser, Op: op, At: d.now()}
}

// state returns the room's plan and items.
func (d Deps) state(ctx context.Context, c *apiRequest) (any, error) {
	r, err := d.Table.Load(ctx, c.room)
	if err != nil {
		return nil, err
	}
	return newRoom(archive.OfRoom(r), d.now()), nil
}

// remove deletes the room, its history, snapshots and pictures. It revokes all tokens first,
// so that no peer is connected, or connects, during the deletion.
func (d Deps) remove(ctx context.Context, c *apiRequest) (any, error) {
	if _, err := d.Service.Revoke(ctx, d.Table, c.room, room.Revocation{Before: d.now()}); err != nil {
		return nil, err
	}
	return nil, d.erase(ctx, c.room)
}

// erase deletes the room's rows, then its archive and pictures.
func (d Deps) erase(ctx context.Context, id room.ID) error {
	if err := d.Table.Erase(ctx, id); err != nil {
		return err
	}
	// The table accepts no more changes of the room, so the time of deletion is taken now: the
	// archive drops all changes up to it (SN8).
	return d.Archive.Erase(ctx, id, d.now())
}

// listPeers returns the peers in the room.
func (d Deps) listPeers(ctx context.Context, c *apiRequest) (any, error) {
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	peers, err := d.Table.ListPeers(ctx, c.room)
	if err != nil {
		return nil, err
	}
	type person struct {
		ID     room.PeerID `json:"id"`
		Name   string      `json:"name"`
		Role   room.Role   `json:"role"`
		Colour int         `json:"colour"`
	}
	list := []person{}
	for _, p := range peers {
		list = append(list, person{p.ID, p.Name, p.Role, p.Colour})
	}
	return struct {
		People []person `json:"people"`
	}{list}, nil
}

// now returns the server's time in UTC, in whole milliseconds.
func (d Deps) now() time.Time { return d.Now().UTC().Truncate(time.Millisecond) }
