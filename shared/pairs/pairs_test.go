package pairs

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// addRoom counts a room of somebody who has no other.
func addRoom(c *Counter, products []string) {
	c.Add(fmt.Sprint("user ", len(c.rooms)), products)
}

// A history in which some products are put together on purpose, and all others by chance: what is
// learned are the pairs that were put in.
func TestRC8_learnedPairsAreThoseThatWerePutIn(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 1))
		ids := make([]string, 40)
		for i := range ids {
			ids[i] = fmt.Sprintf("product.%02d", i)
		}
		planted := map[[2]string]bool{}
		for i := 0; i < 10; i += 2 {
			planted[[2]string{ids[i], ids[i+1]}] = true
		}
		var c Counter
		for range 2000 {
			var room []string
			for p := range planted {
				if r.IntN(10) == 0 {
					room = append(room, p[:]...)
				}
			}
			for range 1 + r.IntN(6) {
				room = append(room, ids[10+r.IntN(30)])
			}
			addRoom(&c, room)
		}
		for a, partners := range c.Learn(5).Pairs {
			for b, lift := range partners {
				if p := [2]string{a, b}; planted[p] && lift > 4 {
					delete(planted, p)
				} else if planted[p] || lift > 2 {
					t.Errorf("seed %d: %s and %s have the lift %v", seed, a, b, lift)
				}
			}
		}
		if len(planted) > 0 {
			t.Errorf("seed %d: not learned: %v", seed, planted)
		}
	}
}

func TestRC9_pairsOfFewRoomsAreLeftOut(t *testing.T) {
	var c Counter
	for range 100 {
		addRoom(&c, []string{"sofa", "rug"})
	}
	for range 4 {
		addRoom(&c, []string{"bed", "nightstand"})
	}
	for range 5 {
		addRoom(&c, []string{"desk", "chair"})
	}
	got := c.Learn(5).Pairs
	if want := map[string]map[string]float64{"chair": {"desk": 1.91}, "rug": {"sofa": 1.09}}; !reflect.DeepEqual(got, want) {
		t.Errorf("learned %v, want %v", got, want)
	}
	if got := c.Learn(4).Pairs["bed"]["nightstand"]; got < 1.05 {
		t.Errorf("with 4 rooms: %v", got)
	}
}

// One person may have many rooms alike: what is learned must not tell of them.
func TestRC9_pairsOfFewPeopleAreLeftOut(t *testing.T) {
	var c Counter
	for i := range 100 {
		addRoom(&c, []string{"sofa", "rug"})
		c.Add("one person", []string{"bed", "nightstand"})
		c.Add(fmt.Sprint("person ", i%4), []string{"desk", "chair"})
		c.Add(fmt.Sprint("person ", i%5), []string{"table", "lamp"})
	}
	got := c.Learn(5).Pairs
	if want := map[string]map[string]float64{"lamp": {"table": 3.5}, "rug": {"sofa": 3.5}}; !reflect.DeepEqual(got, want) {
		t.Errorf("learned %v, want %v", got, want)
	}
	if got := c.Learn(4).Pairs["chair"]["desk"]; got != 3.5 {
		t.Errorf("with 4 people: %v", got)
	}
	if got := c.Learn(1).Pairs["bed"]["nightstand"]; got != 3.5 {
		t.Errorf("with one person: %v", got)
	}
}

func TestRC8_liftIsShrunkWhereRoomsAreFew(t *testing.T) {
	for _, c := range []struct {
		together, a, b, rooms int
		want                  float64
	}{
		{1, 1, 1, 10_000, 1.2},         // 10,000 times more often than by chance, seen once
		{5, 5, 5, 10_000, 2},           // 2,000 times
		{500, 1000, 1000, 10_000, 4.8}, // 5 times, seen often
		{100, 1000, 1000, 10_000, 1},   // by chance
		{0, 1000, 1000, 10_000, 0.05},
	} {
		if got := lift(c.together, c.a, c.b, c.rooms); got < c.want-0.05 || got > c.want+0.05 {
			t.Errorf("lift(%d, %d, %d, %d) = %v, want %v", c.together, c.a, c.b, c.rooms, got, c.want)
		}
	}
}

// The evaluation of the recommendations learns in TypeScript, and is tested with the same file.
func TestRC8_goldenRoomsGiveTheirPairs(t *testing.T) {
	body, err := os.ReadFile("testdata/learn.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden struct {
		MinRooms int
		Rooms    [][]string
		Pairs    map[string]map[string]float64
	}
	if err := json.Unmarshal(body, &golden, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	var c Counter
	for _, room := range golden.Rooms {
		addRoom(&c, room)
	}
	if got := c.Learn(golden.MinRooms).Pairs; !reflect.DeepEqual(got, golden.Pairs) {
		t.Errorf("learned %v, want %v", got, golden.Pairs)
	}
}

func TestRC8_nothingIsPublishedIfManyRoomsFailed(t *testing.T) {
	for _, c := range []struct {
		read, failed int
		refused      bool
	}{{0, 0, false}, {100, 0, false}, {9, 1, false}, {90, 10, false}, {90, 11, true}, {8, 1, true}, {0, 1, true}} {
		if err := CheckRooms(c.read, c.failed); (err != nil) != c.refused {
			t.Errorf("%d read and %d failed: %v", c.read, c.failed, err)
		}
	}
}

func TestCounterCountsAProductOnceInARoom(t *testing.T) {
	var once, often Counter
	for range 10 {
		addRoom(&once, []string{"sofa", "rug"})
		addRoom(&once, []string{"bed", "lamp"})
		addRoom(&often, []string{"rug", "sofa", "sofa", "rug", "sofa"})
		addRoom(&often, []string{"lamp", "bed", "lamp"})
		addRoom(&often, []string{"bed", "bed"}) // one product
		addRoom(&often, nil)
	}
	if once.Rooms() != 20 || often.Rooms() != 20 {
		t.Errorf("counted %d and %d rooms, want 20", once.Rooms(), often.Rooms())
	}
	if a, b := once.Learn(1), often.Learn(1); !reflect.DeepEqual(a, b) || a.Len() != 2 {
		t.Errorf("learned %v and %v", a, b)
	}
}

// A page would refuse a file with such an id, and with it all pairs.
func TestRC10_idsThatPagesRefuseAreNotLearned(t *testing.T) {
	var c Counter
	for range 20 {
		addRoom(&c, []string{"sofa", "rug", "soffa å", "", strings.Repeat("x", 65)})
		addRoom(&c, []string{"bed", "lamp"})
		addRoom(&c, []string{"one product", "chair"})
	}
	body, err := c.Learn(1).Encode()
	if err != nil {
		t.Fatal(err)
	}
	table, err := Decode(body)
	want := map[string]map[string]float64{"bed": {"lamp": 1.67}, "rug": {"sofa": 1.67}}
	if err != nil || !reflect.DeepEqual(table.Pairs, want) || c.Rooms() != 40 {
		t.Errorf("wrote %s of %d rooms, %v, want %v", body, c.Rooms(), err, want)
	}
}

// The function has 512 MB. Pairs of products that stand in too few rooms must not be counted: these
// are 4.5 million.
func TestRC8_pairsOfRareProductsTakeNoMemory(t *testing.T) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	var c Counter
	for room := range 100 {
		ids := make([]string, 300)
		for i := range ids {
			ids[i] = fmt.Sprintf("product.%d.%d", room, i)
		}
		addRoom(&c, append(ids, "sofa", "rug"))
		addRoom(&c, []string{"bed", "lamp"})
	}
	got := c.Learn(2).Pairs
	runtime.ReadMemStats(&after)
	if want := map[string]map[string]float64{"bed": {"lamp": 1.91}, "rug": {"sofa": 1.91}}; !reflect.DeepEqual(got, want) {
		t.Errorf("learned %v, want %v", got, want)
	}
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 50 {
		t.Errorf("it allocated %d MB", mb)
	}
}

func TestLearnKeepsTheBestPartners(t *testing.T) {
	var c Counter
	for i := range 30 {
		for range 20 + i {
			addRoom(&c, []string{"sofa", fmt.Sprintf("cushion.%02d", i)})
		}
	}
	for range 2000 {
		addRoom(&c, []string{"bed", "lamp"})
	}
	partners := map[string]float64{}
	for a, more := range c.Learn(5).Pairs {
		if lift, ok := more["sofa"]; ok {
			partners[a] = lift
		}
	}
	// Each cushion has no other partner than the sofa, which is among its own best.
	if len(partners) != 30 {
		t.Errorf("kept %d, want the 30 that are among the best of the cushions", len(partners))
	}
	var all Counter
	for i := range 40 {
		for j := range i {
			for range 10 {
				addRoom(&all, []string{fmt.Sprintf("a%02d", i), fmt.Sprintf("a%02d", j)})
			}
		}
	}
	if n := all.Learn(1).Len(); n > 40*maxPartners {
		t.Errorf("kept %d pairs of 40 products, more than %d each", n, maxPartners)
	}
}

func TestRC10_goldenFileIsReadAndWrittenByteForByte(t *testing.T) {
	body, err := os.ReadFile("testdata/pairs.json")
	if err != nil {
		t.Fatal(err)
	}
	table, err := Decode(body)
	if err != nil {
		t.Fatal(err)
	}
	if table.MinRooms != 5 || table.Len() != 3 || table.Pairs["rug.ljung"]["sofa.klinte"] != 1.84 {
		t.Errorf("read %+v", table)
	}
	if again, err := table.Encode(); err != nil || string(again) != string(body) {
		t.Errorf("wrote %s, %v", again, err)
	}
}

func TestRC10_otherFilesAreRefused(t *testing.T) {
	files, err := filepath.Glob("testdata/bad/*.json")
	if err != nil || len(files) < 9 {
		t.Fatalf("found %v, %v", files, err)
	}
	for _, name := range files {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if table, err := Decode(body); err == nil {
			t.Errorf("%s was read as %+v", name, table)
		}
	}
}
