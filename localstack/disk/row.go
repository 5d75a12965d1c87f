package disk

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"go.etcd.io/bbolt"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// Keys are those of the table in package dynamo: the partition key, a zero byte and the sort key.
const (
	roomPrefix    = "ROOM#"
	itemPrefix    = "ITEM#"
	peerPrefix    = "PEER#"
	metaSortKey   = "META"
	livePrefix    = "LIVE#"
	usePrefix     = "USE#"
	revokedPrefix = "REVOKED#"
	revokedAllKey = "ALL"
)

func key(pk, sk string) []byte { return []byte(pk + "\x00" + sk) }

func roomKey(id room.ID, sk string) []byte           { return key(roomPrefix+string(id), sk) }
func metaKey(id room.ID) []byte                      { return roomKey(id, metaSortKey) }
func crowdKey(id room.ID) []byte                     { return roomKey(id, "CROWD") }
func itemKey(id room.ID, item room.ItemID) []byte    { return roomKey(id, itemPrefix+string(item)) }
func connKey(c room.ConnectionID) []byte             { return key("CONN#"+string(c), "CONN") }
func liveKey(id room.ID, c room.ConnectionID) []byte { return key(livePrefix+string(id), string(c)) }

func useKey(id room.ID, day usage.Day) []byte { return key(usePrefix+string(id), string(day)) }

// peerKey sorts peers in the order of room.ComparePeers.
func peerKey(id room.ID, p room.PeerID, mayEdit bool) []byte {
	rank := "1#"
	if mayEdit {
		rank = "0#"
	}
	return roomKey(id, peerPrefix+rank+string(p))
}

// sortKey returns the part of a key after the zero byte.
func sortKey(key []byte) string {
	_, sk, _ := bytes.Cut(key, []byte{0})
	return string(sk)
}

// printable returns a key for an error message.
func printable(key []byte) string { return strings.ReplaceAll(string(key), "\x00", "/") }

// number returns a sequence number as a key that sorts by it.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

type (
	itemRow struct {
		Schema int
		room.Item
	}
	planRow struct {
		Schema  int
		Plan    room.Plan
		LastOp  room.OpID
		Changed room.Author
		Owner   string `json:",omitzero"`
	}
	peerRow struct {
		room.Peer
		Admitted bool
	}
	// streamRow is a record of the stream: an item, a plan or a message of a bundle.
	streamRow struct {
		Room    room.ID
		At      time.Time
		Item    *itemRow             `json:",omitzero"`
		Plan    *planRow             `json:",omitzero"`
		Bundled *room.BundledMessage `json:",omitzero"`
	}
)

func asPlanRow(p room.Plan) planRow {
	return planRow{Schema: room.Schema, Plan: p, LastOp: p.LastOp, Changed: p.Changed, Owner: p.Owner}
}

// item returns the row's item, or an error if a newer program wrote it (MG2).
func (r itemRow) item() (room.Item, error) { return r.Item, room.CheckSchema(r.Schema) }

// plan returns the row's plan, converted if its schema is older (MG1).
func (r planRow) plan() (room.Plan, error) {
	p := r.Plan
	p.LastOp, p.Changed, p.Owner = r.LastOp, r.Changed, r.Owner
	return p.Upcast(r.Schema)
}

func (r streamRow) change() (archive.Change, error) {
	c := archive.Change{Room: r.Room}
	if r.Item != nil {
		i, err := r.Item.item()
		c.Item = &i
		return c, err
	}
	if r.Plan == nil {
		return c, fmt.Errorf("a change of %s has neither an item nor a plan", r.Room)
	}
	p, err := r.Plan.plan()
	c.Plan = &p
	return c, err
}

// ttlSize is the size of the TTL before a row's JSON: Unix seconds, 0 for none. It can be read
// without decoding the row.
const ttlSize = 8

func encode(row any, ttl time.Time) ([]byte, error) {
	seconds := uint64(0)
	if !ttl.IsZero() {
		seconds = uint64(ttl.Unix())
	}
	text, err := json.Marshal(row)
	return append(number(seconds), text...), err
}

func decode(value []byte, row any) error {
	if len(value) < ttlSize {
		return fmt.Errorf("%d bytes are no row", len(value))
	}
	return json.Unmarshal(value[ttlSize:], row)
}

func expired(value []byte, now time.Time) bool {
	if len(value) < ttlSize {
		return false
	}
	ttl := binary.BigEndian.Uint64(value)
	return ttl != 0 && int64(ttl) <= now.Unix()
}

// rows reads rows in a transaction. Its methods skip those that are past their TTL, except for items:
// a tombstone counts until it is deleted, as in the table.
type rows struct {
	bucket *bbolt.Bucket
	now    time.Time
}

func (r rows) has(key []byte) bool { return r.bucket.Get(key) != nil }

// get decodes a row into row, and reports whether there is one.
func (r rows) get(key []byte, row any) (bool, error) {
	value := r.bucket.Get(key)
	if value == nil || expired(value, r.now) {
		return false, nil
	}
	return true, at(key, decode(value, row))
}

// at adds the key of a row to an error.
func at(key []byte, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("row %s: %w", printable(key), err)
}

// item returns a stored item, or nil.
func (r rows) item(id room.ID, item room.ItemID) (*room.Item, error) {
	key := itemKey(id, item)
	value := r.bucket.Get(key)
	if value == nil {
		return nil, nil
	}
	i, err := decodeItem(key, value)
	return &i, err
}

func decodeItem(key, value []byte) (room.Item, error) {
	var row itemRow
	if err := decode(value, &row); err != nil {
		return room.Item{}, at(key, err)
	}
	i, err := row.item()
	return i, at(key, err)
}

// plan returns a room's plan, and whether the room exists.
func (r rows) plan(id room.ID) (p room.Plan, exists bool, err error) {
	key := metaKey(id)
	var row planRow
	exists, err = r.get(key, &row)
	if err != nil || !exists {
		return p, exists, err
	}
	p, err = row.plan()
	return p, true, at(key, err)
}

// items iterates over the room's items and their keys, tombstones included.
func (r rows) items(id room.ID) iter.Seq2[room.Item, error] {
	return func(yield func(room.Item, error) bool) {
		for key, value := range r.prefix(roomKey(id, itemPrefix)) {
			if !yield(decodeItem(key, value)) {
				return
			}
		}
	}
}

// peers iterates over the values of the room's peers, in the order of room.ComparePeers.
func (r rows) peers(id room.ID) iter.Seq2[[]byte, []byte] {
	return r.live(roomKey(id, peerPrefix))
}

// live iterates over the rows whose keys begin with prefix and that are not past their TTL.
func (r rows) live(prefix []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		for key, value := range r.prefix(prefix) {
			if !expired(value, r.now) && !yield(key, value) {
				return
			}
		}
	}
}

// prefix iterates over the rows whose keys begin with prefix.
func (r rows) prefix(prefix []byte) iter.Seq2[[]byte, []byte] {
	return func(yield func(key, value []byte) bool) {
		c := r.bucket.Cursor()
		for key, value := c.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, value = c.Next() {
			if !yield(key, value) {
				return
			}
		}
	}
}
