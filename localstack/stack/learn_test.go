package stack

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/shared/pairs"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/s3archive"
)

// days is a clock of schedules on which a day passes when the test says so.
type days chan func()

func (d days) after(delay time.Duration, f func()) *time.Timer {
	if delay == 24*time.Hour {
		d <- f
	}
	return time.AfterFunc(delay, f)
}

// pass runs what is due after a day.
func (d days) pass() { (<-d)() }

func TestRC8_RC9_RC10_theStackLearnsByItsSchedule(t *testing.T) {
	for name, o := range map[string]Options{"in process": {Store: Memory}, "processes": {Lambda: Process}} {
		t.Run(name, func(t *testing.T) {
			if o.Lambda == Process && testing.Short() {
				t.Skip("builds every function")
			}
			checkLearning(t, o)
		})
	}
}

func checkLearning(t *testing.T, o Options) {
	t.Helper()
	clock := make(days, 10)
	o.after, o.Web = clock.after, "../../web/public"
	o.Params = map[string]string{"LearnPairs": "daily", "PairsMinRooms": "3", "SnapshotWindowSeconds": "0"}
	s := start(t, o)
	s.awaitProducts(t, demo, 7) // each room counts
	for n := range 3 {
		s.furnish(t, fmt.Sprintf("living-%d", n), "sofa.own", "rug.own")
		s.furnish(t, fmt.Sprintf("sleeping-%d", n), "bed.own", "nightstand.own")
	}
	s.furnish(t, "alone", "desk.own", "chair.own")

	if status, body := s.page(t, s3archive.PairsKey); status != http.StatusNotFound {
		t.Errorf("before the schedule: %d %s", status, body)
	}
	if _, named := s.catalogue(t)["pairs"]; named {
		t.Error("the catalogue names pairs before they are there")
	}
	clock.pass()
	s.awaitPage(t, s3archive.PairsKey)
	s.checkPairs(t, map[string]map[string]float64{
		"bed.own": {"nightstand.own": 1.31}, "rug.own": {"sofa.own": 1.31}, // 3 of 8 rooms
	})
	if got := s.catalogue(t)["pairs"]; got != "pairs.json" {
		t.Errorf("the catalogue names %v, want pairs.json, which is beside it", got)
	}
	var done []string
	for _, call := range s.Guard().Done() {
		if strings.HasPrefix(call, "LearnFunction ") {
			done = append(done, call)
		}
	}
	if want := []string{"LearnFunction s3:GetObject", "LearnFunction s3:ListBucket", "LearnFunction s3:PutObject"}; !slices.Equal(done, want) {
		t.Errorf("allowed calls were %q, want %q", done, want)
	}

	for n := range 2 {
		s.furnish(t, fmt.Sprintf("working-%d", n), "desk.own", "chair.own")
	}
	if status, body := s.learnNow(t); status != http.StatusOK {
		t.Fatalf("invoked at once: %d %s", status, body)
	}
	s.checkPairs(t, map[string]map[string]float64{
		"bed.own": {"nightstand.own": 1.36}, "chair.own": {"desk.own": 1.36}, "rug.own": {"sofa.own": 1.36}, // 3 of 10
	})
	if len(clock) != 1 {
		t.Errorf("%d invocations are due on the next day, want one", len(clock))
	}
}

func TestRC9_withoutTheParameterNothingIsLearned(t *testing.T) {
	clock := make(days, 10)
	s := start(t, Options{Store: Memory, after: clock.after})
	if status, body := s.learnNow(t); status != http.StatusNotFound || len(clock) > 0 {
		t.Errorf("the function answers %d %s, and %d invocations are due in a day", status, body, len(clock))
	}
}

// Pages have the pairs unless the parameter names another bucket.
func TestRC8_bucketOfTheLearnedPairs(t *testing.T) {
	for want, params := range map[string]map[string]string{
		pageBucket:            {"LearnPairs": "daily"},
		"homstyle-roombucket": {"LearnPairs": "daily", "PairsBucket": ""},
		"other":               {"LearnPairs": "daily", "PairsBucket": "other"},
	} {
		s := start(t, Options{Store: Memory, Params: params})
		if got := s.template.Functions["LearnFunction"].Env["PAIRS_BUCKET"]; got != want {
			t.Errorf("with %v the function writes to %s, want %s", params, got, want)
		}
	}
}

// furnish makes a room of somebody who has no other, with the products, and waits until its snapshot has them.
func (s *Stack) furnish(t *testing.T, name string, products ...string) {
	t.Helper()
	id, origin := room.ID(name), room.Origin{Peer: "p", User: "user of " + name, Op: 1, At: time.Now().UTC().Truncate(time.Millisecond)}
	if err := s.Store().Create(t.Context(), id, origin, roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	var adds []room.Mutation
	for i, p := range products {
		adds = append(adds, room.Add{ID: room.ItemID(fmt.Sprintf("i%d", i)), Product: p})
	}
	origin.Op++
	if _, err := s.Store().Commit(t.Context(), id, origin, adds); err != nil {
		t.Fatal(err)
	}
	s.awaitProducts(t, id, len(products))
}

// await calls done until it returns true.
func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !done(); {
		if time.Now().After(deadline) {
			t.Fatalf("after 30 s there is no %s", what)
		}
	}
}

// awaitProducts waits until the room's snapshot has that number of products.
func (s *Stack) awaitProducts(t *testing.T, id room.ID, number int) {
	t.Helper()
	archive := s3archive.New(s.S3(), s.Bucket())
	await(t, "snapshot of "+string(id), func() bool {
		snapshot, _, err := archive.Snapshot(t.Context(), id)
		return err == nil && len(snapshot.Products()) == number
	})
}

// awaitPage waits until the file is served.
func (s *Stack) awaitPage(t *testing.T, file string) {
	t.Helper()
	await(t, file, func() bool {
		status, _ := s.page(t, file)
		return status == http.StatusOK
	})
}

// page returns a file as a browser gets it.
func (s *Stack) page(t *testing.T, file string) (status int, body []byte) {
	t.Helper()
	res, err := http.Get(s.PageURL() + file)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, body
}

// catalogue returns the demo shop's catalogue as pages get it.
func (s *Stack) catalogue(t *testing.T) map[string]any {
	t.Helper()
	var members map[string]any
	status, body := s.page(t, catalogFile)
	if err := json.Unmarshal(body, &members); err != nil || status != http.StatusOK || members["products"] == nil {
		t.Fatalf("the catalogue is %d %.200s, %v", status, body, err)
	}
	return members
}

func (s *Stack) checkPairs(t *testing.T, want map[string]map[string]float64) {
	t.Helper()
	status, body := s.page(t, s3archive.PairsKey)
	table, err := pairs.Decode(body)
	if err != nil || status != http.StatusOK || table.MinRooms != 3 || !reflect.DeepEqual(table.Pairs, want) {
		t.Errorf("published %d %s, %v, want %v", status, body, err, want)
	}
}

// learnNow invokes the function as `aws lambda invoke` does.
func (s *Stack) learnNow(t *testing.T) (status int, body []byte) {
	t.Helper()
	url := s.internalURL() + "/2015-03-31/functions/homstyle-LearnFunction/invocations"
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url, strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	sign(t, r, "lambda", accessKey, "{}", time.Now())
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err = io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if failed := res.Header.Get("X-Amz-Function-Error"); failed != "" {
		t.Errorf("the function failed: %s %s", failed, body)
	}
	return res.StatusCode, body
}

func TestNamingPairs(t *testing.T) {
	for catalog, want := range map[string]string{
		`{"shop":"S"}`:            `{"pairs":"pairs.json","shop":"S"}`,
		`{"pairs":"/other.json"}`: `{"pairs":"/other.json"}`,
		`[]`:                      `[]`,
		`null`:                    `null`,
		`{"shop":`:                `{"shop":`,
	} {
		if got := string(namingPairs([]byte(catalog))); got != want {
			t.Errorf("%s becomes %s, want %s", catalog, got, want)
		}
	}
}
