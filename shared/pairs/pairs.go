// Package pairs learns from rooms which products stand together more often than by chance. It knows
// rooms only as sets of product ids: no person, no room and no count is in what it learns.
package pairs

import (
	"cmp"
	"maps"
	"math"
	"slices"
)

// DefaultMinRooms is the number of rooms that a pair must stand in, unless the shop sets another.
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

// pair is two products, of which a is the lesser id.
type pair struct{ a, b string }

// Counter counts the rooms in which products, and pairs of products, stand. The zero value has
// no rooms. Its methods must not be called concurrently.
type Counter struct {
	rooms    int
	products map[string]int
	pairs    map[pair]int
}

// Add counts a room with these products, in any order; repeated ids count once. A room with
// fewer than two products says nothing about pairs, and is not counted.
func (c *Counter) Add(products []string) {
	if c.products == nil {
		c.products, c.pairs = map[string]int{}, map[pair]int{}
	}
	ids := slices.Compact(slices.Sorted(slices.Values(products)))
	if len(ids) < 2 {
		return
	}
	c.rooms++
	for i, a := range ids {
		c.products[a]++
		for _, b := range ids[i+1:] {
			c.pairs[pair{a, b}]++
		}
	}
}

// Rooms returns the number of counted rooms.
func (c *Counter) Rooms() int { return c.rooms }

// Learn returns the pairs that stand together in at least minRooms rooms, and more often than by
// chance, at most maxPartners for each product that are not among the best of their partner.
func (c *Counter) Learn(minRooms int) Table {
	lifts := map[pair]float64{}
	for p, together := range c.pairs {
		if together < minRooms {
			continue
		}
		l := lift(together, c.products[p.a], c.products[p.b], c.rooms)
		if l = math.Round(l*100) / 100; l >= minLift {
			lifts[p] = l
		}
	}
	t := Table{MinRooms: minRooms, Pairs: map[string]map[string]float64{}}
	for p := range best(lifts) {
		if t.Pairs[p.a] == nil {
			t.Pairs[p.a] = map[string]float64{}
		}
		t.Pairs[p.a][p.b] = lifts[p]
	}
	return t
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
	of := map[string][]pair{}
	for p := range lifts {
		of[p.a] = append(of[p.a], p)
		of[p.b] = append(of[p.b], p)
	}
	kept := map[pair]bool{}
	for _, id := range slices.Sorted(maps.Keys(of)) {
		slices.SortFunc(of[id], func(p, q pair) int {
			return cmp.Or(cmp.Compare(lifts[q], lifts[p]), cmp.Compare(p.a, q.a), cmp.Compare(p.b, q.b))
		})
		for _, p := range of[id][:min(maxPartners, len(of[id]))] {
			kept[p] = true
		}
	}
	return kept
}
