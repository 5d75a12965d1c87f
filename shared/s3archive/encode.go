package s3archive

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

type segment struct {
	Schema  int      `json:"schema"`
	Room    string   `json:"room"`
	Changes []change `json:"changes"`
	// Purged is the time of the room's deletion, in Unix milliseconds, if Purge emptied the
	// segment. Any other segment without changes is damaged.
	Purged int64 `json:"purged,omitzero"`
}

// change is one stored change of an item or the plan: its author, and the row after it.
type change struct {
	Sequence string     `json:"sequence"`
	Item     *item      `json:"item,omitzero"`
	Plan     *room.Plan `json:"plan,omitzero"`
	Owner    string     `json:"owner,omitzero"` // of the room, with a plan
	author
}

type author struct {
	User string `json:"user"`
	Name string `json:"name"`
	At   int64  `json:"at"` // Unix milliseconds
}

type item struct {
	ID       string   `json:"id"`
	Product  string   `json:"product"`
	Variant  string   `json:"variant"`
	Own      room.Own `json:"own,omitzero"`
	Mirrored bool     `json:"mirrored,omitzero"`
	X        int      `json:"x"` // millimetres
	Y        int      `json:"y"`
	Z        int      `json:"z,omitzero"`
	Rotation int      `json:"rotation"` // degrees
	Version  int64    `json:"version"`
	Token    int64    `json:"token"`
	Removed  bool     `json:"removed,omitzero"`
}

type snapshot struct {
	Schema int       `json:"schema"`
	Room   string    `json:"room"`
	At     int64     `json:"at"`              // Unix milliseconds, of the newest change
	Erased int64     `json:"erased,omitzero"` // Unix milliseconds
	Plan   planRow   `json:"plan"`
	Items  []itemRow `json:"items"`
}

type planRow struct {
	room.Plan
	Owner   string `json:"owner,omitzero"`
	Changed author `json:"changed"`
}

type itemRow struct {
	item
	Changed author `json:"changed"`
}

func fromAuthor(a room.Author) author {
	return author{User: a.User, Name: a.Name, At: toMillis(a.At)}
}

func (a author) author() room.Author {
	return room.Author{User: a.User, Name: a.Name, At: fromMillis(a.At)}
}

func fromItem(i room.Item) item {
	return item{
		ID: string(i.ID), Product: i.Product, Variant: i.Variant, Own: i.Own, Mirrored: i.Mirrored,
		X: i.X, Y: i.Y, Z: i.Z, Rotation: i.Rotation,
		Version: i.Version, Token: int64(i.Token), Removed: i.Removed,
	}
}

func (m item) item(by author) room.Item {
	i := room.Item{
		ID: room.ItemID(m.ID), Product: m.Product, Variant: m.Variant, Own: m.Own, Mirrored: m.Mirrored,
		Place: room.Place{X: m.X, Y: m.Y, Z: m.Z, Rotation: m.Rotation}, Version: m.Version, Removed: m.Removed,
		Changed: by.author(),
	}
	i.Token = room.Token(m.Token)
	return i
}

func encodeSegment(id room.ID, changes []archive.Change) []byte {
	s := segment{Schema: room.Schema, Room: string(id)}
	for _, c := range changes {
		m := change{Sequence: string(c.Sequence), Plan: c.Plan, author: fromAuthor(c.By())}
		if c.Item != nil {
			i := fromItem(*c.Item)
			m.Item = &i
		} else {
			m.Owner = c.Plan.Owner
		}
		s.Changes = append(s.Changes, m)
	}
	return encode(s)
}

func encodePurgedSegment(id room.ID, until time.Time) []byte {
	return encode(segment{Schema: room.Schema, Room: string(id), Changes: []change{}, Purged: toMillis(until)})
}

var errEmpty = errors.New("the object is empty")

// decodeSegment decodes a segment of the room of, and returns its changes as those of the room
// id. A segment of another room, or without changes, is an error, but for a purged one.
func decodeSegment(of, id room.ID, body []byte) ([]archive.Change, error) {
	if err := checkSchema(body); err != nil {
		return nil, err
	}
	var s segment
	if err := json.Unmarshal(body, &s); err != nil {
		return nil, err
	}
	if err := checkRoom(s.Room, of); err != nil {
		return nil, err
	}
	if len(s.Changes) == 0 && s.Purged == 0 {
		return nil, errEmpty
	}
	changes := make([]archive.Change, 0, len(s.Changes))
	for _, m := range s.Changes {
		c := archive.Change{Room: id, Sequence: archive.Sequence(m.Sequence)}
		switch {
		case m.Item != nil:
			i := m.Item.item(m.author)
			c.Item = &i
		case m.Plan != nil:
			p, err := m.Plan.Upcast(s.Schema)
			if err != nil {
				return nil, err
			}
			p.Changed, p.Owner = m.author.author(), m.Owner
			c.Plan = &p
		default:
			return nil, fmt.Errorf("change %s has no item and no plan", m.Sequence)
		}
		changes = append(changes, c)
	}
	return changes, nil
}

func encodeSnapshot(s archive.Snapshot) []byte {
	m := snapshot{
		Schema: room.Schema, Room: string(s.Room), At: toMillis(s.At), Erased: toMillis(s.Erased),
		Plan: planRow{Plan: s.Plan, Owner: s.Plan.Owner, Changed: fromAuthor(s.Plan.Changed)},
	}
	for _, id := range slices.Sorted(maps.Keys(s.Items)) {
		i := s.Items[id]
		m.Items = append(m.Items, itemRow{item: fromItem(i), Changed: fromAuthor(i.Changed)})
	}
	return encode(m)
}

// decodeSnapshot decodes a snapshot. It is an error if the snapshot is not of the room of, unless
// of is "", or if it has neither a row nor a time of deletion.
func decodeSnapshot(of room.ID, body []byte) (archive.Snapshot, error) {
	if err := checkSchema(body); err != nil {
		return archive.Snapshot{}, err
	}
	var m snapshot
	if err := json.Unmarshal(body, &m); err != nil {
		return archive.Snapshot{}, err
	}
	if of != "" {
		if err := checkRoom(m.Room, of); err != nil {
			return archive.Snapshot{}, err
		}
	}
	if m.Plan.Version == 0 && len(m.Items) == 0 && m.Erased == 0 {
		return archive.Snapshot{}, errEmpty
	}
	plan, err := m.Plan.Upcast(m.Schema)
	if err != nil {
		return archive.Snapshot{}, err
	}
	plan.Changed, plan.Owner = m.Plan.Changed.author(), m.Plan.Owner
	s := archive.Snapshot{
		Room: room.ID(m.Room), At: fromMillis(m.At), Erased: fromMillis(m.Erased),
		Plan: plan, Items: map[room.ItemID]room.Item{},
	}
	for _, row := range m.Items {
		s.Items[room.ItemID(row.ID)] = row.item.item(row.Changed)
	}
	return s, nil
}

// checkSchema decodes the schema only and returns a *room.NewerSchemaError for a newer one, in
// which the other members may have other types.
func checkSchema(body []byte) error {
	n, err := schemaOf(body)
	if err != nil {
		return err
	}
	return room.CheckSchema(n)
}

// checkOptionalSchema is checkSchema for an object that has no schema if it is of the first.
func checkOptionalSchema(body []byte) error {
	n, err := schemaOf(body)
	if err != nil || n == 0 {
		return err
	}
	return room.CheckSchema(n)
}

func schemaOf(body []byte) (int, error) {
	var header struct {
		Schema int `json:"schema"`
	}
	err := json.Unmarshal(body, &header)
	return header.Schema, err
}

func checkRoom(got string, want room.ID) error {
	if got != string(want) {
		return fmt.Errorf("the object is of room %q", got)
	}
	return nil
}

// erasure is the object with the time of a room's deletion. It is kept after the deletion.
type erasure struct {
	header
	At int64 `json:"at"` // Unix milliseconds
}

type namedVersions struct {
	header
	Moments []namedVersion `json:"moments"`
}

// header are the members with which an erasure and named versions begin. Objects of the first
// schema have neither.
type header struct {
	Schema int    `json:"schema,omitzero"`
	Room   string `json:"room,omitzero"`
}

func newHeader(id room.ID) header { return header{Schema: room.Schema, Room: string(id)} }

func (h header) check(id room.ID) error {
	if h == (header{}) {
		return nil
	}
	return checkRoom(h.Room, id)
}

type namedVersion struct {
	At   int64  `json:"at"` // Unix milliseconds
	Name string `json:"name"`
	By   author `json:"by"`
}

func encodeErasure(id room.ID, at time.Time) []byte {
	return encode(erasure{header: newHeader(id), At: toMillis(at)})
}

func decodeErasure(id room.ID, body []byte) (time.Time, error) {
	if err := checkOptionalSchema(body); err != nil {
		return time.Time{}, err
	}
	var e erasure
	if err := json.Unmarshal(body, &e); err != nil {
		return time.Time{}, err
	}
	if e.At <= 0 {
		return time.Time{}, errEmpty
	}
	return fromMillis(e.At), e.check(id)
}

func encodeNamedVersions(id room.ID, all []archive.NamedVersion) []byte {
	m := namedVersions{header: newHeader(id), Moments: []namedVersion{}}
	for _, one := range all {
		m.Moments = append(m.Moments, namedVersion{At: toMillis(one.At), Name: one.Name, By: fromAuthor(one.By)})
	}
	return encode(m)
}

func decodeNamedVersions(id room.ID, body []byte) ([]archive.NamedVersion, error) {
	if err := checkOptionalSchema(body); err != nil {
		return nil, err
	}
	var m namedVersions
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, err
	}
	if err := m.check(id); err != nil {
		return nil, err
	}
	if m.Moments == nil {
		return nil, errEmpty // the list is written even if it has no elements
	}
	var all []archive.NamedVersion
	for _, one := range m.Moments {
		all = append(all, archive.NamedVersion{At: fromMillis(one.At), Name: one.Name, By: one.By.author()})
	}
	return all, nil
}

// toMillis returns a time in Unix milliseconds, 0 for the zero time. fromMillis is its inverse.
func toMillis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func fromMillis(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic("s3archive: " + err.Error()) // every v of this package can be encoded
	}
	return b
}
