package wire_test

import (
	"fmt"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestBC7_aCrowdsListNamesEditorsFirst(t *testing.T) {
	var peers []room.Peer
	for n := range wire.MaxPeers + 50 {
		peers = append(peers, room.Peer{ID: room.PeerID(fmt.Sprintf("p%d", n)), Name: "x", Role: room.Viewer})
	}
	last := &peers[len(peers)-1]
	last.Role = room.Editor
	var d wire.Decoder
	e, err := d.Decode(wire.Encode(room.Ack{Op: 1, Peers: peers})[0])
	if err != nil {
		t.Fatal(err)
	}
	if got := e.(room.Ack).Peers; len(got) != wire.MaxPeers || got[0].ID != last.ID || got[1].ID != "p0" {
		t.Errorf("%d peers are listed, %s and %s first", len(got), got[0].ID, got[1].ID)
	}
	if peers[0].ID != "p0" {
		t.Error("the caller's own list was put in order")
	}
}
