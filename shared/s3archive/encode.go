package s3archive

import (
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
}

// change is one stored change of an item or the plan: its author, and the row after it.
type change struct {
	Sequence string     `json:"sequence"`
	Item     *item      `json:"item,omitzero"`
	Plan     *room.Plan `json:"plan,omitzero"`
	author
}

type author struct {
	User string `json:"user"`
	Name string `json:"name"`
	At   int64  `json:"at"` // Unix milliseconds
}

type item struct {
	ID       string `json:"id"`
	Product  string `json:"product"`
	Variant  string `json:"variant"`
	X        int    `json:"x"` // millimetres
	Y        int    `json:"y"`
	Rotation int    `json:"rotation"` // degrees
	Version  int64  `json:"version"`
	Token    int64  `json:"token"`
	Removed  bool   `json:"removed,omitzero"`
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
		ID: string(i.ID), Product: i.Product, Variant: i.Variant, X: i.X, Y: i.Y, Rotation: i.Rotation,
		Version: i.Version, Token: int64(i.Token), Removed: i.Removed,
	}
}

func (m item) item(by author) room.Item {
	i := room.Item{
		ID: room.ItemID(m.ID), Product: m.Product, Variant: m.Variant,
		Place: room.Place{X: m.X, Y: m.Y, Rotation: m.Rotation}, Version: m.Version, Removed: m.Removed,
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
		}
		s.Changes = append(s.Changes, m)
	}
	return encode(s)
}

func decodeSegment(id room.ID, body []byte) ([]archive.Change, error) {
	if err := checkSchema(body); err != nil {
		return nil, err
	}
	var s segment
	if err := json.Unmarshal(body, &s); err != nil {
		return nil, err
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
			p.Changed = m.author.author()
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
		Plan: planRow{Plan: s.Plan, Changed: fromAuthor(s.Plan.Changed)},
	}
	for _, id := range slices.Sorted(maps.Keys(s.Items)) {
		i := s.Items[id]
		m.Items = append(m.Items, itemRow{item: fromItem(i), Changed: fromAuthor(i.Changed)})
	}
	return encode(m)
}

func decodeSnapshot(body []byte) (archive.Snapshot, error) {
	if err := checkSchema(body); err != nil {
		return archive.Snapshot{}, err
	}
	var m snapshot
	if err := json.Unmarshal(body, &m); err != nil {
		return archive.Snapshot{}, err
	}
	plan, err := m.Plan.Upcast(m.Schema)
	if err != nil {
		return archive.Snapshot{}, err
	}
	plan.Changed = m.Plan.Changed.author()
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
	var header struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(body, &header); err != nil {
		return err
	}
	return room.CheckSchema(header.Schema)
}

// erasure is the object with the time of a room's deletion. It is kept after the deletion.
type erasure struct {
	At int64 `json:"at"` // Unix milliseconds
}

type namedVersions struct {
	Moments []namedVersion `json:"moments"`
}

type namedVersion struct {
	At   int64  `json:"at"` // Unix milliseconds
	Name string `json:"name"`
	By   author `json:"by"`
}

func encodeNamedVersions(all []archive.NamedVersion) []byte {
	m := namedVersions{Moments: []namedVersion{}}
	for _, one := range all {
		m.Moments = append(m.Moments, namedVersion{At: toMillis(one.At), Name: one.Name, By: fromAuthor(one.By)})
	}
	return encode(m)
}

func decodeNamedVersions(body []byte) ([]archive.NamedVersion, error) {
	var m namedVersions
	if err := json.Unmarshal(body, &m); err != nil {
		return nil, err
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
