package roomplan

import (
	"cmp"
	"math"
	"slices"
)

// side is a wall of the loop around the room, in the loop's direction, and the corner at which it
// begins.
type side struct {
	line   segment
	curved bool
	corner point
}

// loop has the sides of the room, clockwise, and the other walls.
type loop struct {
	sides  []side
	others []surface
}

// reaches are the distances up to which ends of walls are one corner, millimetres: the first that
// gives a loop counts.
var reaches = []float64{60, 150, 300}

// loopOf returns the outer loop of walls, closed by openings where walls are missing.
func loopOf(walls, openings []surface) (loop, bool) {
	for _, all := range [][]surface{walls, slices.Concat(walls, openings)} {
		for _, reach := range reaches {
			if found, ok := outerLoop(all, len(walls), reach); ok {
				return found, true
			}
		}
	}
	return loop{}, false
}

// link is a wall between two corners, by their numbers.
type link struct {
	wall int
	ends [2]int
}

// walk is a link that is walked from its first end, or back.
type walk struct {
	link link
	back bool
}

func (w walk) start() int {
	if w.back {
		return w.link.ends[1]
	}
	return w.link.ends[0]
}

func (w walk) end() int { return walk{w.link, !w.back}.start() }

// outerLoop returns the largest loop. The first count surfaces are walls, the others openings.
func outerLoop(all []surface, count int, reach float64) (loop, bool) {
	links, corners := joined(all, reach)
	var best []walk
	most := 0.0
	for _, cycle := range cycles(pruned(links), corners) {
		if repeatsWall(cycle) {
			continue
		}
		if size := math.Abs(area(ring(cycle, corners))); size > most+1 {
			best, most = cycle, size
		}
	}
	if len(best) < 3 {
		return loop{}, false
	}
	if area(ring(best, corners)) <= 0 {
		best = reversed(best)
	}
	var found loop
	used := map[int]bool{}
	for _, w := range best {
		used[w.link.wall] = true
		s := all[w.link.wall]
		line := s.line()
		if w.back {
			line = segment{s.to, s.from}
		}
		found.sides = append(found.sides, side{line, s.curved, corners[w.start()]})
	}
	for i, s := range all[:count] {
		if !used[i] {
			found.others = append(found.others, s)
		}
	}
	return found, true
}

// repeatsWall reports whether a wall is walked both ways, as one that joins two rings is.
func repeatsWall(cycle []walk) bool {
	seen := map[int]bool{}
	for _, w := range cycle {
		if seen[w.link.wall] {
			return true
		}
		seen[w.link.wall] = true
	}
	return false
}

func ring(cycle []walk, corners []point) []point {
	out := make([]point, len(cycle))
	for i, w := range cycle {
		out[i] = corners[w.start()]
	}
	return out
}

func reversed(cycle []walk) []walk {
	out := make([]walk, len(cycle))
	for i, w := range cycle {
		out[len(cycle)-1-i] = walk{w.link, !w.back}
	}
	return out
}

// joined numbers the corners: ends of walls that are near each other, at their mean.
func joined(walls []surface, reach float64) ([]link, []point) {
	var ends []point
	for _, w := range walls {
		ends = append(ends, w.from, w.to)
	}
	group := make([]int, len(ends))
	for i := range group {
		group[i] = i
	}
	for i, end := range ends {
		for j := i - i%2 + 2; j < len(ends); j++ {
			into, old := group[i], group[j]
			if into == old || distance(end, ends[j]) > reach {
				continue
			}
			for k, g := range group {
				if g == old {
					group[k] = into
				}
			}
		}
	}
	corners := make([]point, len(ends))
	sizes := make([]float64, len(ends))
	for i, g := range group {
		corners[g] = plus(corners[g], ends[i])
		sizes[g]++
	}
	for g := range corners {
		n := max(1, sizes[g])
		corners[g] = point{corners[g][0] / n, corners[g][1] / n}
	}
	var links []link
	for i := range walls {
		if a, b := group[2*i], group[2*i+1]; a != b {
			links = append(links, link{i, [2]int{a, b}})
		}
	}
	return links, corners
}

// pruned returns the links without those that lead nowhere.
func pruned(links []link) []link {
	degree := map[int]int{}
	for _, l := range links {
		degree[l.ends[0]]++
		degree[l.ends[1]]++
	}
	var left []link
	for _, l := range links {
		if degree[l.ends[0]] != 1 && degree[l.ends[1]] != 1 {
			left = append(left, l)
		}
	}
	if len(left) == len(links) {
		return left
	}
	return pruned(left)
}

// cycles returns all rings around the areas that the links enclose, and around everything.
func cycles(links []link, corners []point) [][]walk {
	var walks []walk
	leaving := map[int][]walk{}
	for _, l := range links {
		walks = append(walks, walk{l, false}, walk{l, true})
	}
	for _, w := range walks {
		leaving[w.start()] = append(leaving[w.start()], w)
	}
	angle := func(w walk) float64 {
		a, b := corners[w.start()], corners[w.end()]
		return math.Atan2(b[1]-a[1], b[0]-a[0])
	}
	for _, fan := range leaving {
		slices.SortStableFunc(fan, func(a, b walk) int { return cmp.Compare(angle(a), angle(b)) })
	}
	// next returns the walk that continues another one, turning as sharply as possible.
	next := func(w walk) walk {
		fan := leaving[w.end()]
		return fan[(slices.Index(fan, walk{w.link, !w.back})+1)%len(fan)]
	}
	seen := map[walk]bool{}
	var all [][]walk
	for _, first := range walks {
		var cycle []walk
		for w := first; !seen[w]; w = next(w) {
			seen[w] = true
			cycle = append(cycle, w)
		}
		if cycle != nil {
			all = append(all, cycle)
		}
	}
	return all
}
