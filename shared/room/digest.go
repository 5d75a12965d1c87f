package room

import (
	"hash/fnv"
	"strconv"
)

// Digest returns a hash of the versions of the plan and the items (SY4). It does not
// depend on the order of items, and leaves tombstones out.
func Digest(p Plan, items []Item) uint32 {
	sum := hashVersion("", p.Version)
	for _, i := range items {
		if !i.Removed {
			sum += hashVersion(string(i.ID), i.Version)
		}
	}
	return sum
}

func hashVersion(id string, version int64) uint32 {
	h := fnv.New32a()
	h.Write(strconv.AppendInt(append([]byte(id), ':'), version, 10))
	return mix(h.Sum32())
}

// mix is the finalizer of MurmurHash3. FNV is almost linear in the last byte. Without
// mix, a version that is one higher and another that is one lower cancel out in the sum:
// the simulation found different rooms with equal digests.
func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
