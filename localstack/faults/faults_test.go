package faults

import (
	"context"
	"errors"
	"math"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/gateway"
)

// postOutcomes returns the outcomes of n posts with the settings s.
func postOutcomes(t *testing.T, s Settings, n int) []gateway.Outcome {
	t.Helper()
	var f Faults
	if err := f.Set(s); err != nil {
		t.Fatal(err)
	}
	out := make([]gateway.Outcome, n)
	for i := range out {
		out[i], _ = f.Post()
	}
	return out
}

func TestPost_sameSeedSameOutcomes(t *testing.T) {
	s := Settings{Seed: 7, DropPosts: 0.2, Gone: 0.2, Throttle: 0.2}
	first := postOutcomes(t, s, 200)
	if !slices.Equal(first, postOutcomes(t, s, 200)) {
		t.Error("the same seed gave other outcomes")
	}
	s.Seed = 8
	if slices.Equal(first, postOutcomes(t, s, 200)) {
		t.Error("another seed gave the same outcomes")
	}
}

func TestPost_doesNotDependOnInvocations(t *testing.T) {
	s := Settings{Seed: 7, DropPosts: 0.5, KillFunction: "*", KillProbability: 0.5}
	want := postOutcomes(t, s, 100)
	var f Faults
	_ = f.Set(s)
	for i := range want {
		_, cancel := f.Kill(context.Background(), "st-Move", "move")
		cancel()
		if got, _ := f.Post(); got != want[i] {
			t.Fatalf("post %d: %d, want %d", i, got, want[i])
		}
	}
}

func TestPost_shares(t *testing.T) {
	const n = 10000
	counts := map[gateway.Outcome]float64{}
	settings := Settings{
		Seed: 1, DropPosts: 0.1, Gone: 0.2, Throttle: 0.2, GoneDelivered: 0.1,
		ServerError: 0.05, Reset: 0.1, Hang: 0.05,
	}
	for _, outcome := range postOutcomes(t, settings, n) {
		counts[outcome]++
	}
	for outcome, want := range map[gateway.Outcome]float64{
		gateway.Drop: 0.1, gateway.Gone: 0.2, gateway.Throttle: 0.2,
		gateway.GoneDelivered: 0.1, gateway.ServerError: 0.05,
		gateway.Reset: 0.05, gateway.ResetDelivered: 0.05, gateway.Hang: 0.05, gateway.Deliver: 0.2,
	} {
		if got := counts[outcome] / n; math.Abs(got-want) > 0.02 {
			t.Errorf("outcome %d has a share of %v, want %v", outcome, got, want)
		}
	}
}

func TestDelete_hasFaultsButIsNeverDropped(t *testing.T) {
	var f Faults
	if err := f.Set(Settings{Seed: 1, DropPosts: 0.5, Reset: 0.5}); err != nil {
		t.Fatal(err)
	}
	counts := map[gateway.Outcome]int{}
	for range 100 {
		outcome, _ := f.Delete()
		counts[outcome]++
	}
	resets := counts[gateway.Reset] + counts[gateway.ResetDelivered]
	if counts[gateway.Drop] > 0 || counts[gateway.Deliver] == 0 || resets == 0 {
		t.Errorf("outcomes of DELETE: %v", counts)
	}
}

func TestPost_doesNotDependOnDeletes(t *testing.T) {
	s := Settings{Seed: 7, Gone: 0.5}
	want := postOutcomes(t, s, 100)
	var f Faults
	if err := f.Set(s); err != nil {
		t.Fatal(err)
	}
	for i := range want {
		f.Delete()
		if got, _ := f.Post(); got != want[i] {
			t.Fatalf("post %d: outcome %d, want %d", i, got, want[i])
		}
	}
}

func TestFreeze_share(t *testing.T) {
	var f Faults
	if f.Freezes() || f.Freeze("st-Move") {
		t.Error("frozen by default")
	}
	if err := f.Set(Settings{Seed: 1, Freeze: 0.5}); err != nil {
		t.Fatal(err)
	}
	const n = 10000
	frozen := 0.0
	for range n {
		if f.Freeze("st-Move") {
			frozen++
		}
	}
	if !f.Freezes() || math.Abs(frozen/n-0.5) > 0.02 {
		t.Errorf("a share of %v was frozen, want 0.5", frozen/n)
	}
}

func TestFaults_offByDefault(t *testing.T) {
	var f Faults
	if outcome, latency := f.Post(); outcome != gateway.Deliver || latency != 0 {
		t.Errorf("got outcome %d after %v", outcome, latency)
	}
	ctx, cancel := f.Kill(context.Background(), "st-Move", "move")
	defer cancel()
	if ctx.Err() != nil {
		t.Error("killed")
	}
}

func TestKill(t *testing.T) {
	var f Faults
	if err := f.Set(Settings{KillFunction: "move", KillProbability: 1}); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := f.Kill(context.Background(), "st-Move", "move")
	defer cancel()
	<-ctx.Done()
	if !errors.Is(context.Cause(ctx), ErrKilled) {
		t.Errorf("killed by %v", context.Cause(ctx))
	}
	other, cancel := f.Kill(context.Background(), "st-Lock", "lock")
	defer cancel()
	if other.Err() != nil {
		t.Error("another function was killed")
	}
}

func TestSet_whilePostsGoOn(t *testing.T) {
	var f Faults
	var posts sync.WaitGroup
	posts.Go(func() {
		for range 1000 {
			f.Post()
		}
	})
	for range 100 {
		_ = f.Set(Settings{LatencyMs: 5})
	}
	posts.Wait()
	if _, latency := f.Post(); latency != 5*time.Millisecond {
		t.Errorf("latency %v", latency)
	}
}

func TestHandler(t *testing.T) {
	var f Faults
	put := func(body string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		f.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPut, "/_faults", strings.NewReader(body)))
		return w
	}
	if w := put(`{"gone":1,"seed":3}`); w.Code != 200 || !strings.Contains(w.Body.String(), `"gone":1`) {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
	if outcome, _ := f.Post(); outcome != gateway.Gone {
		t.Errorf("outcome %d", outcome)
	}
	for body, want := range map[string]string{
		`{"gone":2}`:                   "gone must be 0 to 1",
		`{"gone":0.6,"dropPosts":0.6}`: "the sum of",
		`{"latency":1}`:                "unknown field",
		`{"latencyMs":-1}`:             "must not be negative",
		`{"killProbability":"always"}`: "cannot unmarshal",
	} {
		if w := put(body); w.Code != 400 || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: got %d %s", body, w.Code, w.Body)
		}
	}
}
