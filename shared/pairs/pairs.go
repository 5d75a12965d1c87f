// Package pairs learns from rooms which products stand together more often than by chance. It knows
// rooms only as sets of product ids of a user: no person, no room and no count is in what it learns.
package pairs

import (
	"cmp"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
)

// DefaultMinRooms is the number of rooms, of as many people, that a pair must stand in, unless the shop
// sets another.
const DefaultMinRooms = 5

const (
	// prior is the strength of the assumption that two products have nothing to do with each
	// other, in rooms. See lift.
	prior = 5
	// maxPartners bounds the pairs of a product, so that the table stays small in a large catalogue.
	maxPartners = 12
	// minLift is the least lift of a pair that is kept.
	minLift = 1.05
)

// Counter counts the rooms in which products, and pairs of products, stand. The zero value has
// no rooms. Its methods must not be called concurrently. It keeps the products of each room, and not
// the pairs: most pairs are of rare products and stand in too few rooms to be learned, and those
// of 100,000 rooms and a large catalogue would take most of a gigabyte.
type Counter struct {
	ids   []string          // of all products that were counted
	index map[string]uint32 // of each id in ids
	in    []int             // rooms in which each product stands, by index
	rooms []countedRoom
	users map[string]uint32 // a number for each user
}

type countedRoom struct {
	user     uint32   // whose room it is
	products []uint32 // their indices, each once
}

// Add counts a room of a user with these products, in any order; repeated ids count once. Ids that a
// Table can't have (WR4) don't count. A room with fewer than two products says nothing about pairs, and
// is not counted.
func (c *Counter) Add(user string, products []string) {
	ids := slices.Compact(slices.Sorted(slices.Values(products)))
	ids = slices.DeleteFunc(ids, func(id string) bool { return !productGrammar.MatchString(id) })
	if len(ids) < 2 {
		return
	}
	room := countedRoom{c.numberOf(user), make([]uint32, len(ids))}
	for i, id := range ids {
		room.products[i] = c.indexOf(id)
		c.in[room.products[i]]++
	}
	c.rooms = append(c.rooms, room)
}

func (c *Counter) numberOf(user string) uint32 {
	n, known := c.users[user]
	if !known {
		if c.users == nil {
			c.users = map[string]uint32{}
		}
		n = uint32(len(c.users))
		c.users[user] = n
	}
	return n
}

func (c *Counter) indexOf(id string) uint32 {
	i, known := c.index[id]
	if !known {
		if c.index == nil {
			c.index = map[string]uint32{}
		}
		i = uint32(len(c.ids))
		c.index[id] = i
		c.ids, c.in = append(c.ids, id), append(c.in, 0)
	}
	return i
}

// Rooms returns the number of counted rooms.
func (c *Counter) Rooms() int { return len(c.rooms) }

// Learn returns the pairs that stand together in rooms of at least minRooms users, and more often than by
// chance, at most maxPartners for each product that are not among the best of their partner.
func (c *Counter) Learn(minRooms int) Table {
	frequent := c.frequent(minRooms)
	lifts := map[pair]float64{}
	together := c.together(frequent)
	maps.DeleteFunc(together, func(_ pair, rooms int) bool { return rooms < minRooms })
	users := c.usersOf(together, frequent, minRooms)
	for p, together := range together {
		if len(users[p]) < minRooms {
			continue
		}
		l := lift(together, c.in[frequent[p.a]], c.in[frequent[p.b]], len(c.rooms))
		if l = math.Round(l*100) / 100; l >= minLift {
			lifts[p] = l
		}
	}
	t := Table{MinRooms: minRooms, Pairs: map[string]map[string]float64{}}
	for p := range best(lifts) {
		a, b := c.ids[frequent[p.a]], c.ids[frequent[p.b]]
		if t.Pairs[a] == nil {
			t.Pairs[a] = map[string]float64{}
		}
		t.Pairs[a][b] = lifts[p]
	}
	return t
}

// maxFailed is the share of rooms that may be unreadable.
const maxFailed = 0.1

// CheckRooms returns an error if more than a tenth of the rooms could not be read. What was learned from the
// others must then not replace what was published: something is wrong with the bucket or its permissions, and
// not with single rooms.
func CheckRooms(read, failed int) error {
	if float64(failed) > maxFailed*float64(read+failed) {
		return fmt.Errorf("%d of %d rooms can't be read: nothing is written", failed, read+failed)
	}
	return nil
}

// pair is two products by their places in the list of frequent ones, the lesser first.
type pair struct{ a, b uint32 }

// frequent returns the indices of the products that stand in at least minRooms rooms, in the order of
// their ids. A pair can't stand in more rooms than either of its products.
func (c *Counter) frequent(minRooms int) []uint32 {
	var found []uint32
	for i, rooms := range c.in {
		if rooms >= minRooms {
			found = append(found, uint32(i))
		}
	}
	slices.SortFunc(found, func(i, j uint32) int { return cmp.Compare(c.ids[i], c.ids[j]) })
	return found
}

// together returns the number of rooms of each pair of frequent products.
func (c *Counter) together(frequent []uint32) map[pair]int {
	count := map[pair]int{}
	for p := range c.pairs(frequent) {
		count[p]++
	}
	return count
}

// usersOf returns the users in whose rooms each of these pairs stands, at most limit of each.
func (c *Counter) usersOf(of map[pair]int, frequent []uint32, limit int) map[pair]map[uint32]bool {
	users := map[pair]map[uint32]bool{}
	for p, user := range c.pairs(frequent) {
		if _, ok := of[p]; !ok || len(users[p]) == limit {
			continue
		}
		if users[p] == nil {
			users[p] = map[uint32]bool{}
		}
		users[p][user] = true
	}
	return users
}

// pairs iterates over the pairs of frequent products of each room, with the room's user.
func (c *Counter) pairs(frequent []uint32) iter.Seq2[pair, uint32] {
	place := map[uint32]uint32{}
	for p, i := range frequent {
		place[i] = uint32(p)
	}
	return func(yield func(pair, uint32) bool) {
		var places []uint32
		for _, room := range c.rooms {
			places = places[:0]
			for _, i := range room.products {
				if p, ok := place[i]; ok {
					places = append(places, p)
				}
			}
			slices.Sort(places)
			for n, a := range places {
				for _, b := range places[n+1:] {
					if !yield(pair{a, b}, room.user) {
						return
					}
				}
			}
		}
	}
}

// lift returns how many times more often two products stand together than if they had nothing to
// do with each other, shrunk towards 1: (n + k) / (e + k), where n is the number of rooms with
// both, e = a·b/rooms the number that chance would give, and k the prior. This is the mean of the
// posterior if n is a Poisson count of mean λ·e, and λ has the gamma distribution of shape and
// rate k, whose mean is 1 (W. DuMouchel, "Bayesian Data Mining in Large Frequency Tables", The
// American Statistician 53(3), 1999, with one component in place of two). So one room in which
// two rare products meet gives a lift near 1, not of thousands.
func lift(together, a, b, rooms int) float64 {
	expected := float64(a) * float64(b) / float64(rooms)
	return (float64(together) + prior) / (expected + prior)
}

// best returns the pairs that are among the maxPartners of highest lift of at least one of their
// products. Equal lifts are ordered by id.
func best(lifts map[pair]float64) map[pair]bool {
	of := map[uint32][]pair{}
	for p := range lifts {
		of[p.a] = append(of[p.a], p)
		of[p.b] = append(of[p.b], p)
	}
	kept := map[pair]bool{}
	for _, partners := range of {
		slices.SortFunc(partners, func(p, q pair) int {
			return cmp.Or(cmp.Compare(lifts[q], lifts[p]), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
		})
		for _, p := range partners[:min(maxPartners, len(partners))] {
			kept[p] = true
		}
	}
	return kept
}
