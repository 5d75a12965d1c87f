package wire

import (
	"fmt"

	"homstyle.dev/planner/shared/room"
)

// MaxBundle is the maximum size of a bundle, in bytes (BC8): what API Gateway bills as one
// message. An event that is larger by itself is a bundle of its own.
const MaxBundle = 32 << 10

// memberOverhead is an upper bound of the JSON of a bundledMember without its event, and
// bundleOverhead of a bundle without its members, in bytes.
const (
	memberOverhead = 48
	bundleOverhead = 32
)

func encodeBundle(b room.Bundle) [][]byte {
	var frames [][]byte
	var members []bundledMember
	size := bundleOverhead
	for _, e := range b.Events {
		event := Encode(e.Event)[0]
		if n := len(event) + memberOverhead; size+n > MaxBundle && len(members) > 0 {
			frames = append(frames, frame(bundleMessage{"bundle", members})...)
			members, size = nil, bundleOverhead
		}
		members = append(members, bundledMember{e.At.UnixMilli(), event})
		size += len(event) + memberOverhead
	}
	if len(members) == 0 {
		return frames
	}
	return append(frames, frame(bundleMessage{"bundle", members})...)
}

func decodeBundle(message []byte) (room.Event, error) {
	m, err := read[bundleMessage](message)
	if err != nil {
		return nil, err
	}
	var b room.Bundle
	for n, member := range m.Events {
		event, err := DecodeBundled(member.Event)
		if err != nil {
			return nil, fmt.Errorf("event %d of the bundle: %w", n, err)
		}
		b.Events = append(b.Events, room.BundledEvent{At: millis(member.At), Event: event})
	}
	return b, nil
}

// DecodeBundled decodes an event of a bundle. It returns an error for an event that a bundle
// must not have.
func DecodeBundled(message []byte) (room.Event, error) {
	e, err := new(Decoder).Decode(message)
	if err != nil {
		return nil, err
	}
	switch e.(type) {
	case room.Moved, room.Edited, room.Cursor, room.Joined, room.Left:
		return e, nil
	}
	return nil, fmt.Errorf("a bundle has no event of type %T", e)
}
