package room_test

import (
	"reflect"
	"testing"

	"homstyle.dev/planner/shared/room"
)

func path(points, dt int) (all []room.CursorPoint) {
	for n := range points {
		p := room.CursorPoint{n * 10, n, dt}
		if n == 0 {
			p[2] = 0
		}
		all = append(all, p)
	}
	return all
}

func TestBC8_pathOfACrowdKeepsItsEndsAndItsTimes(t *testing.T) {
	for _, c := range []struct {
		name               string
		points, dt, atMost int
	}{
		{"short", 16, 60, 16}, {"long", 32, 60, 17}, {"slow", 20, 600, 20}, {"in no time", 32, 0, 17}, {"none", 0, 0, 0},
	} {
		before := path(c.points, c.dt)
		original := append([]room.CursorPoint(nil), before...)
		e, _ := room.ForCrowd(room.Cursor{Peer: "p", Points: before}).(room.Cursor)
		if !reflect.DeepEqual(before, original) {
			t.Errorf("%s: the sender's points were changed", c.name)
		}
		if len(e.Points) > c.atMost {
			t.Errorf("%s: %d points, want at most %d", c.name, len(e.Points), c.atMost)
		}
		want := map[room.CursorPoint]int{} // the time of each point, by its place
		at := 0
		for _, p := range original {
			at += p[2]
			want[room.CursorPoint{p[0], p[1]}] = at
		}
		at = 0
		for _, p := range e.Points {
			at += p[2]
			if got := want[room.CursorPoint{p[0], p[1]}]; p[2] > 1000 || c.dt > 0 && got != at {
				t.Errorf("%s: point %v is reached at %d ms, want %d", c.name, p, at, got)
			}
		}
		if n := len(original); n > 0 && (e.Points[0] != original[0] || e.Points[len(e.Points)-1][0] != original[n-1][0]) {
			t.Errorf("%s: the ends are %v and %v", c.name, e.Points[0], e.Points[len(e.Points)-1])
		}
	}
}
