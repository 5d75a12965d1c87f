package wire

import (
	"time"

	"homstyle.dev/planner/shared/room"
)

// item is the row of an item in an event (WR7). A tombstone has no ItemBody and no holder.
type item struct {
	ID string `json:"id"`
	*ItemBody
	Version    int64  `json:"version"`
	Token      int64  `json:"token"`
	Holder     string `json:"holder,omitzero"`
	HolderName string `json:"holderName,omitzero"`
	ExpiresAt  int64  `json:"expiresAt,omitzero"`
	Removed    bool   `json:"removed,omitzero"`
}

// ItemBody has the fields of an item that a tombstone lacks. It is exported because the JSON
// decoder can't set an embedded pointer to an unexported type.
type ItemBody struct {
	Product  string   `json:"product"`
	Variant  string   `json:"variant"`
	Own      room.Own `json:"own,omitzero"`
	Mirrored bool     `json:"mirrored,omitzero"`
	place
}

// place is a place in a message of an event or of a Go client.
type place struct {
	X        int `json:"x"`
	Y        int `json:"y"`
	Z        int `json:"z,omitzero"`
	Rotation int `json:"rotation"`
}

// preview is a placement in a message of an event or of a Go client.
type preview struct {
	ID string `json:"id"`
	place
	Token int64 `json:"token"`
}

type peer struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Role   string `json:"role"`
	Colour int    `json:"colour"`
}

func fromItem(i room.Item) item {
	m := item{ID: string(i.ID), Version: i.Version, Token: int64(i.Token), Removed: i.Removed}
	if i.Removed {
		return m
	}
	m.ItemBody = &ItemBody{i.Product, i.Variant, i.Own, i.Mirrored, place(i.Place)}
	if i.Holder != "" {
		m.Holder, m.HolderName, m.ExpiresAt = string(i.Holder), i.HolderName, i.ExpiresAt.UnixMilli()
	}
	return m
}

func fromItems(items []room.Item) []item {
	list := make([]item, len(items))
	for n, i := range items {
		list[n] = fromItem(i)
	}
	return list
}

func (m item) item() room.Item {
	i := room.Item{ID: room.ItemID(m.ID), Version: m.Version, Removed: m.Removed}
	i.Token = room.Token(m.Token)
	if m.ItemBody != nil {
		i.Product, i.Variant, i.Own, i.Mirrored = m.Product, m.Variant, m.Own, m.Mirrored
		i.Place = room.Place(m.place)
	}
	if m.Holder != "" {
		i.Holder, i.HolderName, i.ExpiresAt = room.PeerID(m.Holder), m.HolderName, time.UnixMilli(m.ExpiresAt).UTC()
	}
	return i
}

func toItems(list []item) []room.Item {
	rows := make([]room.Item, len(list))
	for n, m := range list {
		rows[n] = m.item()
	}
	return rows
}

func fromPeer(p room.Peer) *peer {
	return &peer{ID: string(p.ID), Name: p.Name, Role: string(p.Role), Colour: p.Colour}
}

func fromPeers(peers []room.Peer) []*peer {
	var list []*peer
	for _, p := range peers {
		list = append(list, fromPeer(p))
	}
	return list
}

func toPeers(list []*peer) []room.Peer {
	var peers []room.Peer
	for _, p := range list {
		peers = append(peers, p.peer())
	}
	return peers
}

func (p peer) peer() room.Peer {
	return room.Peer{ID: room.PeerID(p.ID), Name: p.Name, Role: room.Role(p.Role), Colour: p.Colour}
}

func fromPlacements(drag []room.Placement) []preview {
	var list []preview
	for _, d := range drag {
		list = append(list, preview{string(d.ID), place(d.Place), int64(d.Token)})
	}
	return list
}

func toPlacements(list []preview) []room.Placement {
	var drag []room.Placement
	for _, p := range list {
		drag = append(drag, room.Placement{
			ID: room.ItemID(p.ID), Place: room.Place(p.place), Token: room.Token(p.Token),
		})
	}
	return drag
}
