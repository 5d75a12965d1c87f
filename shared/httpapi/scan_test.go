package httpapi_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/httpapi"
	"homstyle.dev/planner/shared/room"
)

func scanned(t *testing.T, name, more string) string {
	t.Helper()
	data, err := os.ReadFile("../roomplan/testdata/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`{"room":"flat-12"%s,"roomplan":%s}`, more, data)
}

func TestRM1_shopMakesARoomOfAScan(t *testing.T) {
	h := newFixture(t)
	body := scanned(t, "l-room", `,"name":"Flat 12","units":"m","language":"de"`)
	h.want(201, "", "POST /rooms", "/rooms", body, byShop)
	r, err := h.store.Load(t.Context(), "flat-12")
	if err != nil {
		t.Fatal(err)
	}
	p := r.Plan
	if p.Name != "Flat 12" || p.Units != "m" || len(p.Outline) != 6 || len(p.Doors) != 1 || len(p.Windows) != 2 || *p.Ceiling != 2480 {
		t.Errorf("the plan is %+v", p)
	}
	var names []string
	for _, i := range r.Items {
		names = append(names, i.Own.Name)
		if i.Product != "" || i.Own.Width == 0 {
			t.Errorf("an item is %+v", i)
		}
	}
	if slices.Sort(names); !slices.Equal(names, []string{"Sofa", "Tisch"}) {
		t.Errorf("the items are %v", names)
	}
	h.want(409, "exists", "POST /rooms", "/rooms", body, byShop)
}

func TestRM1_roomOfAScanHasAllItsPieces(t *testing.T) {
	h := newFixture(t)
	// Larger than a command, and with more pieces than one command adds.
	body := scanned(t, "every-category", strings.Repeat(" ", 40_000))
	h.want(201, "", "POST /rooms", "/rooms", body, byShop)
	r, err := h.store.Load(t.Context(), "flat-12")
	if err != nil || len(r.Items) != 26 || r.Plan.Name != "flat-12" || r.Plan.Units != "cm" {
		t.Errorf("the room has %d items, its plan is %+v, %v", len(r.Items), r.Plan, err)
	}
}

func TestWR2_scanThatIsNoneIsRefused(t *testing.T) {
	h := newFixture(t)
	for name, c := range map[string]struct {
		status int
		code   string
		body   string
	}{
		"without walls":      {400, "bad_field", scanned(t, "bad-no-walls", "")},
		"open":               {400, "bad_field", scanned(t, "bad-open-walls", "")},
		"of another format":  {400, "bad_field", scanned(t, "bad-other-json", "")},
		"too large":          {413, "too_large", scanned(t, "bad-101-doors", "")},
		"more than 4 MB":     {413, "too_large", scanned(t, "l-room", strings.Repeat(" ", 4<<20))},
		"of null":            {400, "bad_field", `{"room":"flat-12","roomplan":null}`},
		"of a text":          {400, "bad_field", `{"room":"flat-12","roomplan":"walls"}`},
		"in Klingon":         {400, "bad_field", scanned(t, "l-room", `,"language":"tlh"`)},
		"in miles":           {400, "bad_field", scanned(t, "l-room", `,"units":"mi"`)},
		"with a plan":        {400, "bad_field", scanned(t, "l-room", `,"plan":`+plan)},
		"with an odd member": {400, "bad_field", scanned(t, "l-room", `,"surprise":1`)},
		"without a room":     {400, "bad_field", strings.Replace(scanned(t, "l-room", ""), `"flat-12"`, `""`, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			h.T = t
			h.want(c.status, c.code, "POST /rooms", "/rooms", c.body, byShop)
		})
	}
	if _, err := h.store.Load(t.Context(), "flat-12"); !errors.Is(err, room.ErrNoRoom) {
		t.Errorf("a refused scan made a room: %v", err)
	}
}

func TestWR1_tooLargeBodyIsToldItsLimit(t *testing.T) {
	h := newFixture(t)
	for body, want := range map[string]string{
		scanned(t, "l-room", strings.Repeat(" ", 4<<20)): "The message is larger than 4096 KB.",
		strings.Repeat(" ", 40_000) + `{}`:               "The message is larger than 31 KB.",
	} {
		if got := h.want(413, "too_large", "POST /rooms", "/rooms", body, byShop).body["detail"]; got != want {
			t.Errorf("the answer says %q, want %q", got, want)
		}
	}
}

// failing is a table whose second commit fails.
type failing struct {
	httpapi.Table
	commits *int
}

func (f failing) Commit(ctx context.Context, id room.ID, o room.Origin, m []room.Mutation) ([]room.Item, error) {
	if *f.commits++; *f.commits == 2 {
		return nil, errors.New("the table is out of order")
	}
	return f.Table.Commit(ctx, id, o, m)
}

func TestRM1_scanThatCantBeStoredLeavesNoRoom(t *testing.T) {
	h := newFixture(t)
	body := scanned(t, "every-category", "")
	h.deps.Table = failing{h.store, new(int)}
	h.want(500, "internal", "POST /rooms", "/rooms", body, byShop)
	if _, err := h.store.Load(t.Context(), "flat-12"); !errors.Is(err, room.ErrNoRoom) {
		t.Errorf("the room remains: %v", err)
	}
	h.want(201, "", "POST /rooms", "/rooms", body, byShop)
}
