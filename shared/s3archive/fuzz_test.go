package s3archive

import (
	"testing"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Decoding any object returns a value or an error; it never panics.
func FuzzObjects(f *testing.F) {
	own := room.Own{Kind: "bed", Name: "n", Width: 1}
	item := room.Item{
		ID: "sofa", Own: own, Mirrored: true, Place: room.Place{Z: 450}, Version: 2, Changed: room.Author{Name: "Anna"},
	}
	f.Add(encodeSegment("r", []archive.Change{{Room: "r", Item: &item}, {Room: "r", Plan: &room.Plan{Version: 1}}}))
	f.Add(encodeSnapshot(archive.Snapshot{Room: "r", Items: map[room.ItemID]room.Item{"sofa": item}}))
	f.Add(encodeNamedVersions("r", []archive.NamedVersion{{Name: "first"}}))
	f.Fuzz(func(t *testing.T, object []byte) {
		if s, err := decodeSnapshot("r", object); err == nil {
			encodeSnapshot(s)
		}
		if changes, err := decodeSegment("r", "r", object); err == nil && len(changes) > 0 {
			encodeSegment("r", changes)
		}
		if all, err := decodeNamedVersions("r", object); err == nil {
			encodeNamedVersions("r", all)
		}
	})
}
