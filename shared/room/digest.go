package room

import (
	"hash/fnv"
	"strconv"
)

// Digest is a fingerprint of what a copy of the room holds (SY4): equal rooms have
// equal digests, whatever the order of their rows.
func Digest(p Plan, items []Item) uint32 {
	sum := fingerprint("", p.Version)
	for _, i := range items {
		if !i.Removed {
			sum += fingerprint(string(i.ID), i.Version)
		}
	}
	return sum
}

func fingerprint(id string, version int64) uint32 {
	h := fnv.New32a()
	h.Write(strconv.AppendInt(append([]byte(id), ':'), version, 10))
	return h.Sum32()
}
