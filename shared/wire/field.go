package wire

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"homstyle.dev/planner/shared/room"
)

// Limits of the values in a message (WR2, WR3, WR4).
const (
	MaxItems      = 25
	MaxPoints     = 32
	MaxCoordinate = 1_000_000 // millimetres
	maxHeight     = 10_000    // millimetres above the floor
	maxDt         = 1_000     // milliseconds
	maxOp         = 1<<53 - 1
	maxToken      = 1<<53 - 1
)

var (
	itemID  = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)
	product = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	variant = regexp.MustCompile(`^[A-Za-z0-9._-]{0,64}$`)
	roomID  = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)
	peerID  = regexp.MustCompile(`^[A-Za-z0-9_-]{1,40}$`)
	none    = regexp.MustCompile(`^$`)
	kind    = regexp.MustCompile(`^[a-z-]{1,20}$`)
	colour  = regexp.MustCompile(`^#[0-9a-f]{6}$`)
	finish  = product
	upload  = regexp.MustCompile(`^[a-z0-9]{26}\.(png|jpg|webp)$`)
)

// RoomID returns s as a room id, or bad_field if it is not one (WR4).
func RoomID(s string) (room.ID, error) {
	if !roomID.MatchString(s) {
		const message = "A room's name is 1 to 63 of a-z, 0-9 and -, and begins with a letter or digit."
		return "", fieldError(room.BadField, "room", message)
	}
	return room.ID(s), nil
}

// validator keeps the first error of a message, so that each check is one line. After a
// failed check the returned values must not be used.
type validator struct{ err *room.Error }

func (f *validator) fail(c room.Code, field, message string) {
	if f.err == nil {
		f.err = fieldError(c, field, message)
	}
}

// Err returns the first error, or an untyped nil.
func (f *validator) Err() error {
	if f.err == nil {
		return nil
	}
	return f.err
}

// integer returns *v and checks that v is present and between min and max, inclusive.
func (f *validator) integer(field string, v *int64, min, max int64) int64 {
	switch {
	case v == nil:
		f.fail(room.BadField, field, field+" is missing.")
		return 0
	case *v < min || *v > max:
		f.fail(room.BadField, field, fmt.Sprintf("%s must be between %d and %d.", field, min, max))
	}
	return *v
}

func (f *validator) match(field string, v *string, want *regexp.Regexp) string {
	switch {
	case v == nil:
		f.fail(room.BadField, field, field+" is missing.")
		return ""
	case !want.MatchString(*v):
		f.fail(room.BadField, field, field+" must match "+want.String()+".")
	}
	return *v
}

func (f *validator) oneOf(field, v string, allowed ...string) {
	if slices.Contains(allowed, v) {
		return
	}
	f.fail(room.BadField, field, fmt.Sprintf("%s must be one of %q.", field, allowed))
}

// count checks that a list has min to max entries.
func (f *validator) count(field string, n, min, max int) {
	switch {
	case n < min:
		f.fail(room.BadField, field, fmt.Sprintf("%s needs at least %d.", field, min))
	case n > max:
		f.fail(room.TooMany, field, fmt.Sprintf("%s takes at most %d.", field, max))
	}
}

func (f *validator) op(v *int64) room.Op { return room.Op(f.integer("op", v, 1, maxOp)) }

func (f *validator) token(field string, v *int64) room.Token {
	return room.Token(f.integer(field, v, 1, maxToken))
}

func (f *validator) coordinate(field string, v *int64) int {
	return int(f.integer(field, v, -MaxCoordinate, MaxCoordinate))
}

// coordinates checks the elements of a list, in millimetres.
func (f *validator) coordinates(field string, list []int) {
	for i, c := range list {
		f.coordinate(at(field, i), new(int64(c)))
	}
}

// place checks a place in a message. A height of 0 is left out.
func (f *validator) place(field string, p newPlace) room.Place {
	if p.Z == nil {
		p.Z = new(int64)
	}
	return room.Place{
		X:        f.coordinate(field+".x", p.X),
		Y:        f.coordinate(field+".y", p.Y),
		Z:        int(f.integer(field+".z", p.Z, 0, maxHeight)),
		Rotation: int(f.integer(field+".rotation", p.Rotation, 0, 359)),
	}
}

// member is a member of a message, and whether the message has it.
type member struct {
	field   string
	present bool
}

// without checks that a message has none of the members. Whole names the message in the error.
func (f *validator) without(whole string, members []member) {
	for _, m := range members {
		if m.present {
			f.fail(room.BadField, m.field, whole+" must not have "+m.field+".")
		}
	}
}

// unique checks that no two entries of a list have the same item id.
func unique[T any](f *validator, field string, list []T, id func(T) room.ItemID) {
	seen := make(map[room.ItemID]bool, len(list))
	for i, one := range list {
		if seen[id(one)] {
			f.fail(room.BadField, at(field, i)+".id", fmt.Sprintf("%s occurs twice.", id(one)))
		}
		seen[id(one)] = true
	}
}

// peers converts a list of 1 to 25 peer ids, each once.
func (f *validator) peers(field string, list []string) []room.PeerID {
	f.count(field, len(list), 1, MaxItems)
	if f.err != nil {
		return nil
	}
	peers := make([]room.PeerID, len(list))
	for i, s := range list {
		peers[i] = room.PeerID(f.match(at(field, i), &s, peerID))
		if slices.Contains(peers[:i], peers[i]) {
			f.fail(room.BadField, at(field, i), fmt.Sprintf("%s occurs twice.", peers[i]))
		}
	}
	return peers
}

func at(field string, i int) string { return field + "[" + strconv.Itoa(i) + "]" }
