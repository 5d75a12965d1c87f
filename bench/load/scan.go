package main

import (
	"bytes"
	"encoding/json"
)

// eventsIn returns the events of a bundle, or the event itself if it is none.
func eventsIn(event []byte) [][]byte {
	if !bytes.HasPrefix(event, []byte(`{"type":"bundle"`)) {
		return [][]byte{event}
	}
	var bundle struct {
		Events []struct{ Event json.RawMessage }
	}
	_ = json.Unmarshal(event, &bundle) // of an invalid bundle all deliveries are missing
	var events [][]byte
	for _, e := range bundle.Events {
		events = append(events, e.Event)
	}
	return events
}

// eventSummary is the part of an event that the load generator needs.
type eventSummary struct {
	kind   string // the event's type: moved, cursor, ack, error and others
	sender int    // of moved and cursor: the number of the client that sent the command
	seq    int    // of moved and cursor: the command's sequence number; of ack: that of the item's place
	op     int    // of ack, error and state
}

// summarize searches an event for the fields of an eventSummary; a missing number is -1. It
// does not decode the JSON: at tens of thousands of deliveries a second the load generator's
// own decoding would dominate the measurement.
func summarize(event []byte) eventSummary {
	s := eventSummary{kind: typeOf(event), op: -1, sender: -1, seq: -1}
	switch s.kind {
	case "moved":
		s.sender = intAfter(event, `"id":"s`)
		s.seq = intAfter(event, `"x":`)
	case "cursor":
		const firstPoint = `"points":[[`
		s.seq = intAfter(event, firstPoint)
		if at := bytes.Index(event, []byte(firstPoint)); at >= 0 {
			s.sender = intAfter(event[at+len(firstPoint):], `,`)
		}
	case "ack":
		s.op = intAfter(event, `"op":`)
		s.seq = intAfter(event, `"x":`)
	case "error", "state":
		s.op = intAfter(event, `"op":`)
	}
	return s
}

// typeOf returns the event's type, or "" if it has none.
func typeOf(event []byte) string {
	_, rest, found := bytes.Cut(event, []byte(`"type":"`))
	at := bytes.IndexByte(rest, '"')
	if !found || at < 0 {
		return ""
	}
	return string(rest[:at])
}

// intAfter returns the non-negative integer that follows the first occurrence of prefix, or
// -1 if there is none.
func intAfter(event []byte, prefix string) int {
	_, rest, found := bytes.Cut(event, []byte(prefix))
	n, digits := 0, 0
	for _, c := range rest {
		if c < '0' || c > '9' {
			break
		}
		n = n*10 + int(c-'0')
		digits++
	}
	if !found || digits == 0 {
		return -1
	}
	return n
}
