package simulate

import (
	"math"
	"testing"
)

func TestASingleStepKeepsItsPercentiles(t *testing.T) {
	b := Book{Steps: map[string]Step{"s": {P50: 10, P99: 30}}, Ways: map[string][]string{"w": {"s"}}}
	if p50, p99 := b.Way("w"); math.Abs(p50-10) > 0.2 || math.Abs(p99-30) > 1 {
		t.Errorf("p50 %.2f p99 %.2f, want 10 and 30", p50, p99)
	}
}

func TestEveryLatencyHasItsSource(t *testing.T) {
	b, err := Latencies()
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range b.Steps {
		if s.Source == "" || s.P99 < s.P50 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
