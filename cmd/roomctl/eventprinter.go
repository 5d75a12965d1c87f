package main

import (
	"fmt"
	"io"
	"strings"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// eventPrinter writes a room's events, as JSON or as text. It keeps the peers' names,
// because most events have only ids.
type eventPrinter struct {
	w             io.Writer
	json, cursors bool
	decoder       wire.Decoder
	names         map[room.PeerID]string
}

func newEventPrinter(w io.Writer, json, cursors bool) *eventPrinter {
	return &eventPrinter{w: w, json: json, cursors: cursors, names: map[room.PeerID]string{}}
}

// frame prints one message, and the events of a bundle as messages of their own. It returns an
// error if the message can't be decoded or if terminalError returns one for its event.
func (p *eventPrinter) frame(frame []byte) error {
	e, err := p.decoder.Decode(frame)
	if err != nil {
		return fmt.Errorf("decode message: %w", err)
	}
	bundle, bundled := e.(room.Bundle)
	if !bundled {
		return p.event(e, frame)
	}
	for _, member := range bundle.Events {
		if err := p.event(member.Event, wire.Encode(member.Event)[0]); err != nil {
			return err
		}
	}
	return nil
}

// event prints one event, whose message is frame.
func (p *eventPrinter) event(e room.Event, frame []byte) (err error) {
	_, cursor := e.(room.Cursor)
	end := terminalError(e)
	switch {
	case cursor && !p.cursors:
	case p.json:
		_, err = fmt.Fprintf(p.w, "%s\n", frame)
	case e != nil && end == nil:
		_, err = fmt.Fprintln(p.w, sanitize(p.describe(e)))
	}
	if err != nil {
		return err
	}
	return end
}

// terminalError returns the error with which an event ends the connection: a finalError if
// the peer was superseded or its sync was rejected for good, another error if the token
// expired or the sync may be retried, and nil for every other event.
func terminalError(e room.Event) error {
	r, rejected := e.(room.Rejected)
	if !rejected {
		return nil
	}
	code := room.CodeOf(r.Err)
	switch {
	case code == room.Superseded, r.Op == syncOp && !code.Retry():
		return finalError{r.Err}
	case code == room.TokenExpired, r.Op == syncOp:
		return r.Err
	}
	return nil
}

// describe returns an event as one line of text.
func (p *eventPrinter) describe(e room.Event) string {
	switch e := e.(type) {
	case room.State:
		p.names = map[room.PeerID]string{}
		for _, peer := range e.Room.Peers {
			p.names[peer.ID] = peer.Name
		}
		return fmt.Sprintf("%s: plan version %d, %d items, %d peers",
			e.Room.ID, e.Room.Plan.Version, countItems(e.Room.Items), len(e.Room.Peers))
	case room.Ack:
		return fmt.Sprintf("command %d done", e.Op)
	case room.Rejected:
		return fmt.Sprintf("%s: %v", room.CodeOf(e.Err), e.Err)
	case room.Moved:
		return p.each(e.Peer, e.Items, func(i room.Item) string {
			return fmt.Sprintf("moved %s to %s (version %d)", i.ID, placeText(i.Place), i.Version)
		})
	case room.Locked:
		return p.each(e.Peer, e.Items, func(i room.Item) string {
			return fmt.Sprintf("holds %s until %s (token %d)", i.ID, i.ExpiresAt.Format("15:04:05"), i.Token)
		})
	case room.Unlocked:
		return p.each(e.Peer, e.Items, func(i room.Item) string { return fmt.Sprintf("released %s", i.ID) })
	case room.Edited:
		if e.Plan != nil {
			return fmt.Sprintf("%s changed the plan (version %d)", p.name(e.Peer), e.Plan.Version)
		}
		return p.each(e.Peer, e.Items, edited)
	case room.Cursor:
		return p.describeCursor(e)
	case room.Signal:
		return fmt.Sprintf("%s sends the signal %s", p.name(e.Peer), e.Kind)
	case room.Joined:
		p.names[e.Peer.ID] = e.Peer.Name
		return fmt.Sprintf("%s joined as %s", e.Peer.Name, e.Peer.Role)
	case room.Left:
		return fmt.Sprintf("%s left", p.name(e.Peer))
	}
	return fmt.Sprintf("%T", e)
}

func (p *eventPrinter) describeCursor(e room.Cursor) string {
	text := fmt.Sprintf("%s points, %d points, %d previews", p.name(e.Peer), len(e.Points), len(e.Drag))
	if e.Follows != "" {
		text += ", follows " + p.name(e.Follows)
	}
	if e.View != nil {
		text += fmt.Sprintf(", view %s", e.View.Mode)
	}
	return text
}

func edited(i room.Item) string {
	if i.Removed {
		return fmt.Sprintf("removed %s", i.ID)
	}
	piece := strings.TrimSpace(pieceName(i.Product, i.Own, i.Mirrored) + " " + i.Variant)
	return fmt.Sprintf("set %s to %s (version %d)", i.ID, piece, i.Version)
}

func (p *eventPrinter) each(by room.PeerID, items []room.Item, text func(room.Item) string) string {
	texts := make([]string, len(items))
	for n, i := range items {
		texts[n] = text(i)
	}
	return p.name(by) + " " + strings.Join(texts, ", ")
}

func (p *eventPrinter) name(id room.PeerID) string {
	if name := p.names[id]; name != "" {
		return name
	}
	return string(id)
}

// countItems returns how many items are no tombstones.
func countItems(items []room.Item) (n int) {
	for _, i := range items {
		if !i.Removed {
			n++
		}
	}
	return n
}
