package main

import "bytes"

// heard is what the load needs of an event. It is looked for and not decoded: at tens
// of thousands of deliveries a second the load's own work would be what is measured.
type heard struct {
	kind     string // moved, cursor, ack, error, …
	mover, n int    // of moved and cursor; of an ack, n is where the item stands
	op       int    // of ack, error and state
}

func scan(event []byte) heard {
	h := heard{kind: word(event), op: -1, mover: -1, n: -1}
	switch h.kind {
	case "moved":
		h.mover, h.n = number(event, `"id":"s`), number(event, `"x":`)
	case "cursor":
		h.n = number(event, `"points":[[`)
		if at := bytes.Index(event, []byte(`"points":[[`)); at >= 0 {
			h.mover = number(event[at+len(`"points":[[`):], `,`)
		}
	case "ack":
		h.op, h.n = number(event, `"op":`), number(event, `"x":`)
	case "error", "state":
		h.op = number(event, `"op":`)
	}
	return h
}

// word is the event's type.
func word(event []byte) string {
	_, rest, found := bytes.Cut(event, []byte(`"type":"`))
	at := bytes.IndexByte(rest, '"')
	if !found || at < 0 {
		return ""
	}
	return string(rest[:at])
}

// number reads the integer after the first such key; -1 where there is none.
func number(event []byte, key string) int {
	_, rest, found := bytes.Cut(event, []byte(key))
	n, digits := 0, 0
	for _, c := range rest {
		if c < '0' || c > '9' {
			break
		}
		n, digits = n*10+int(c-'0'), digits+1
	}
	if !found || digits == 0 {
		return -1
	}
	return n
}
