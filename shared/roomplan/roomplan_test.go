package roomplan_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomplan"
)

func english(t testing.TB) roomplan.Names {
	t.Helper()
	names, ok := roomplan.NamesIn("en")
	if !ok {
		t.Fatal("there are no English names")
	}
	return names
}

// wantFile has the form of the files in testdata that say what is expected.
type wantFile struct {
	Fault   roomplan.Fault `json:"fault,omitzero"`
	Outline []room.Point   `json:"outline,omitzero"`
	Walls   []room.Wall    `json:"walls,omitzero"`
	Doors   []room.Door    `json:"doors,omitzero"`
	Windows []room.Window  `json:"windows,omitzero"`
	Ceiling *int           `json:"ceiling,omitzero"`
	Pieces  []wantPiece    `json:"pieces,omitzero"`
}

type wantPiece struct {
	X        int      `json:"x"`
	Y        int      `json:"y"`
	Z        int      `json:"z,omitzero"`
	Rotation int      `json:"rotation"`
	Own      room.Own `json:"own"`
}

func convert(data []byte, names roomplan.Names) wantFile {
	r, err := roomplan.Convert(data, names)
	var fault roomplan.Fault
	if errors.As(err, &fault) {
		return wantFile{Fault: fault}
	}
	p := r.Plan
	w := wantFile{
		Outline: p.Outline, Walls: p.Walls, Doors: p.Doors, Windows: p.Windows, Ceiling: p.Ceiling,
		Pieces: []wantPiece{},
	}
	for _, piece := range r.Pieces {
		w.Pieces = append(w.Pieces, wantPiece{piece.X, piece.Y, piece.Z, piece.Rotation, piece.Own})
	}
	return w
}

func TestGoldenFiles(t *testing.T) {
	scans, err := filepath.Glob("testdata/*.json")
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, scan := range scans {
		if strings.HasSuffix(scan, ".want.json") {
			continue
		}
		compared++
		t.Run(filepath.Base(scan), func(t *testing.T) {
			data := readFile(t, scan)
			got, err := json.Marshal(convert(data, english(t)))
			if err != nil {
				t.Fatal(err)
			}
			var g, w any
			if err := errors.Join(
				json.Unmarshal(got, &g),
				json.Unmarshal(readFile(t, strings.TrimSuffix(scan, ".json")+".want.json"), &w),
			); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(g, w) {
				t.Errorf("got  %s\nwant %v", got, w)
			}
		})
	}
	if compared < 10 {
		t.Errorf("compared only %d files", compared)
	}
}

func readFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestFaults(t *testing.T) {
	wall := `{"dimensions":[5,2.5,0],"transform":[1,0,0,0,0,1,0,0,0,0,1,0,0,1.25,0,1]}`
	for name, c := range map[string]struct {
		data string
		want roomplan.Fault
	}{
		"no JSON":               {"walls: 4", roomplan.NotJSON},
		"an empty file":         {"", roomplan.NotJSON},
		"a USDZ file":           {"PK\x03\x04", roomplan.USDZ},
		"a list":                {"[]", roomplan.NotRoomPlan},
		"null":                  {"null", roomplan.NotRoomPlan},
		"a wall of null":        {`{"walls":[null]}`, roomplan.NotRoomPlan},
		"a wall that is far":    {`{"walls":[` + strings.Replace(wall, "1.25", "1e9", 1) + `]}`, roomplan.NotRoomPlan},
		"an object of no kind":  {`{"walls":[` + wall + `],"objects":[` + wall + `]}`, roomplan.NotRoomPlan},
		"one wall":              {`{"walls":[` + wall + `]}`, roomplan.OpenWalls},
		"the same wall 9 times": {`{"walls":[` + wall + strings.Repeat(","+wall, 8) + `]}`, roomplan.OpenWalls},
		"401 walls":             {`{"walls":[` + wall + strings.Repeat(","+wall, 400) + `]}`, roomplan.TooLarge},
	} {
		_, err := roomplan.Convert([]byte(c.data), english(t))
		if !errors.Is(err, c.want) {
			t.Errorf("%s is %v, want %q", name, err, string(c.want))
		}
		if c.want.Error() == "" {
			t.Errorf("%s has no sentence", c.want)
		}
	}
}

func TestNames(t *testing.T) {
	if _, ok := roomplan.NamesIn("tlh"); ok {
		t.Error("there are names in Klingon")
	}
	names := english(t)
	for _, language := range []string{"de", "sv"} {
		others, ok := roomplan.NamesIn(language)
		if !ok || len(others) != len(names) {
			t.Errorf("%s has %d names, want %d", language, len(others), len(names))
		}
	}
}

// TestAnyPose converts rectangles that are turned and moved, with noise of 5 mm, and walls in any
// order and direction.
func TestAnyPose(t *testing.T) {
	const seed = 20261129
	rng := rand.New(rand.NewPCG(seed, seed))
	for n := range 500 {
		w, d := 1500+rng.Float64()*6500, 1500+rng.Float64()*6500
		data := scanOf(rng, [][2]float64{{0, 0}, {w, 0}, {w, d}, {0, d}})
		r, err := roomplan.Convert(data, english(t))
		if err != nil {
			t.Fatalf("room %d: %v\n%s", n, err, data)
		}
		if len(r.Plan.Outline) != 4 {
			t.Fatalf("room %d has %d corners\n%s", n, len(r.Plan.Outline), data)
		}
		got := r.Plan.Outline[2]
		apart := func(w, d float64) float64 { return max(math.Abs(float64(got[0])-w), math.Abs(float64(got[1])-d)) }
		if min(apart(w, d), apart(d, w)) > 10 {
			t.Errorf("room %d is %v, want %.0f by %.0f\n%s", n, got, w, d, data)
		}
	}
}

func scanOf(rng *rand.Rand, corners [][2]float64) []byte {
	sin, cos := math.Sincos(rng.Float64() * 2 * math.Pi)
	noise := func() float64 { return rng.Float64()*10 - 5 }
	var walls []string
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if rng.IntN(2) == 0 {
			a, b = b, a
		}
		spot := func(p [2]float64) (x, y float64) {
			px, py := p[0]+noise(), p[1]+noise()
			return (px*cos - py*sin + 700) / 1000, (px*sin + py*cos - 300) / 1000
		}
		ax, ay := spot(a)
		bx, by := spot(b)
		length := math.Hypot(bx-ax, by-ay)
		dx, dy := (bx-ax)/length, (by-ay)/length
		walls = append(walls, fmt.Sprintf(
			`{"dimensions":[%f,2.5,0],"transform":[%f,0,%f,0,0,1,0,0,%f,0,%f,0,%f,1.25,%f,1]}`,
			length, dx, dy, -dy, dx, (ax+bx)/2, (ay+by)/2,
		))
	}
	rng.Shuffle(len(walls), func(i, j int) { walls[i], walls[j] = walls[j], walls[i] })
	return fmt.Appendf(nil, `{"walls":[%s]}`, strings.Join(walls, ","))
}

func FuzzConvert(f *testing.F) {
	scans, err := filepath.Glob("testdata/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range scans {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		one := convert(bytes.Clone(data), english(t))
		if another := convert(data, english(t)); !reflect.DeepEqual(one, another) {
			t.Errorf("converted twice: %+v and %+v", one, another)
		}
	})
}
