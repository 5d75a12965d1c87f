package wire_test

import (
	"cmp"
	"os"
	"slices"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// The web client's tests run the same cases (SY2, SY4, SY5).
func TestSY2_SY4_SY5_mergeCases(t *testing.T) {
	file, err := os.ReadFile("testdata/merge.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name   string           `json:"name"`
		Rule   string           `json:"rule"`
		Events []jsontext.Value `json:"events"`
		Want   struct {
			Items       jsontext.Value `json:"items"`
			PlanVersion int64          `json:"planVersion"`
			Digest      uint32         `json:"digest"`
		} `json:"want"`
	}
	if err := json.Unmarshal(file, &cases); err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		t.Run(c.Rule+" "+c.Name, func(t *testing.T) {
			r, d := room.NewReplica(), wire.Decoder{}
			for _, frame := range c.Events {
				play(t, r, &d, frame)
			}
			if r.Plan.Version != c.Want.PlanVersion || r.Digest() != c.Want.Digest {
				t.Errorf("plan %d digest %d, want %d %d", r.Plan.Version, r.Digest(), c.Want.PlanVersion, c.Want.Digest)
			}
			live := r.Live()
			slices.SortFunc(live, func(a, b room.Item) int { return cmp.Compare(a.ID, b.ID) })
			same(t, itemsOf(t, live), c.Want.Items)
		})
	}
}

func play(t *testing.T, r *room.Replica, d *wire.Decoder, frame []byte) {
	t.Helper()
	var kind struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(frame, &kind); err == nil && kind.Type == "syncStarted" {
		r.SyncStarted()
		return
	}
	e, err := d.Decode(frame)
	if err != nil {
		t.Fatalf("%v in %s", err, frame)
	}
	if e != nil {
		r.Apply(e)
	}
}

// itemsOf returns the items in the form of an event.
func itemsOf(t *testing.T, live []room.Item) []byte {
	t.Helper()
	var m struct {
		Items jsontext.Value `json:"items"`
	}
	if err := json.Unmarshal(wire.Encode(room.Moved{Items: live})[0], &m); err != nil {
		t.Fatal(err)
	}
	return m.Items
}
