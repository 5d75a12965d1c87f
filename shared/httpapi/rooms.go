package httpapi

import (
	"context"
	"fmt"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// create creates a room with its plan (RM1).
func (d Deps) create(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[struct {
		Room string     `json:"room"`
		Plan *wire.Plan `json:"plan"`
	}](c)
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
	origin := room.Origin{Peer: shopUser, Name: shopUser, User: shopUser, Op: 1, At: d.now()}
	if err := d.Table.Create(ctx, c.room, origin, plan); err != nil {
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
	if err := d.Table.Erase(ctx, c.room); err != nil {
		return nil, err
	}
	// The table accepts no more changes of the room, so the time of deletion is taken now: the
	// archive drops all changes up to it (SN8).
	return nil, d.Archive.Erase(ctx, c.room, d.now())
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
