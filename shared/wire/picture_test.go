package wire_test

import (
	"strings"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

func TestWR11_pictureUnderThePlan(t *testing.T) {
	upload := strings.Repeat("a", 26) + ".png"
	for name, c := range map[string]struct {
		picture room.Picture
		field   string
	}{
		"smallest":          {room.Picture{Upload: upload, Width: 1, Height: 1}, ""},
		"largest":           {room.Picture{Upload: upload, X: -1e6, Y: 1e6, Width: 1e6, Height: 1e6}, ""},
		"of another path":   {room.Picture{Upload: "../other/" + upload, Width: 1, Height: 1}, "plan.picture.upload"},
		"of an address":     {room.Picture{Upload: "https://a.example/a.png", Width: 1, Height: 1}, "plan.picture.upload"},
		"without width":     {room.Picture{Upload: upload, Height: 1}, "plan.picture.width"},
		"without height":    {room.Picture{Upload: upload, Width: 1}, "plan.picture.height"},
		"too far":           {room.Picture{Upload: upload, X: 1e6 + 1, Width: 1, Height: 1}, "plan.picture[0]"},
		"wider than a town": {room.Picture{Upload: upload, Width: 1e6 + 1, Height: 1}, "plan.picture.width"},
	} {
		p := room.Plan{
			Name: "Flat", Units: "cm", Outline: []room.Point{{0, 0}, {4000, 0}, {4000, 3000}},
			Walls: []room.Wall{}, Doors: []room.Door{}, Windows: []room.Window{}, Picture: &c.picture,
		}
		err := wire.CheckPlan(p)
		switch refused, ok := err.(*room.Error); {
		case c.field == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.field != "" && (!ok || refused.Field != c.field):
			t.Errorf("%s: %v, want an error of %s", name, err, c.field)
		}
	}
}
