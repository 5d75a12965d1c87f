package simulate

import (
	"math"
	"testing"
)

func TestASingleStepKeepsItsPercentiles(t *testing.T) {
	l := Latencies{Steps: map[string]Step{"s": {P50: 10, P99: 30}}, Paths: map[string][]string{"p": {"s"}}}
	if p50, p99 := l.Percentiles("p"); math.Abs(p50-10) > 0.2 || math.Abs(p99-30) > 1 {
		t.Errorf("p50 %.2f p99 %.2f, want 10 and 30", p50, p99)
	}
}

func TestEveryLatencyHasItsSource(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, s := range l.Steps {
		if s.Source == "" || s.P99 < s.P50 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}
