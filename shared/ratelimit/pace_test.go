package ratelimit

import (
	"testing"
	"time"
)

var epoch = time.Unix(1795500000, 0)

// at returns the time that many seconds after epoch.
func at(seconds float64) time.Time { return epoch.Add(time.Duration(seconds * float64(time.Second))) }

func TestAllow(t *testing.T) {
	type ask struct {
		at   float64
		n    int
		want bool
	}
	for name, asks := range map[string][]ask{
		"a burst, then the rate": {
			{0, 5, true}, {0, 5, true}, {0, 1, false}, {0.125, 1, true}, {0.125, 1, false},
		},
		"no more than a burst is saved": {{0, 10, true}, {100, 10, true}, {100, 1, false}},
		"a refusal takes no tokens":     {{0, 8, true}, {0, 3, false}, {0, 2, true}},
		"a clock that goes back":        {{5, 10, true}, {1, 1, false}, {5, 1, false}, {5.125, 1, true}},
		"more than a burst":             {{0, 50, true}, {1, 1, false}, {4, 1, false}, {4.25, 1, true}},
		"more than a burst, bucket used": {
			{0, 1, true}, {0, 50, false}, {0.25, 50, true}, {5, 10, false}, {5.25, 10, true},
		},
	} {
		p := &Limiter[string]{Rate: 10, Burst: 10}
		for n, a := range asks {
			if got := p.Allow("key", at(a.at), a.n); got != a.want {
				t.Errorf("%s: ask %d, %+v, gave %t", name, n+1, a, got)
			}
		}
	}
}

func TestAllow_keysAreIndependent(t *testing.T) {
	p := &Limiter[int]{Rate: 1, Burst: 1}
	if !p.Allow(1, epoch, 1) || !p.Allow(2, epoch, 1) || p.Allow(1, epoch, 1) {
		t.Error("the events of one key counted for another")
	}
}

func TestAllow_noLimit(t *testing.T) {
	var none *Limiter[string]
	for range 100 {
		if !none.Allow("key", epoch, 1000) || !(&Limiter[string]{}).Allow("key", epoch, 1000) {
			t.Fatal("refused")
		}
	}
}

// If no bucket is full, the one that was not used for the longest time is deleted.
func TestAllow_numberOfKeysIsBounded(t *testing.T) {
	p := &Limiter[int]{Rate: 0.001, Burst: 2}
	for key := range maxKeys {
		p.Allow(key, at(float64(key)/1e6), 2)
	}
	p.Allow(0, at(0.5), 1) // used, although it is refused
	for key := maxKeys; key < maxKeys+10; key++ {
		p.Allow(key, at(1), 2)
	}
	if len(p.known) != maxKeys {
		t.Errorf("%d keys have buckets, want %d", len(p.known), maxKeys)
	}
	for key, want := range map[int]bool{0: true, 1: false, 10: false, 11: true, maxKeys + 9: true} {
		if _, known := p.known[key]; known != want {
			t.Errorf("key %d has a bucket: %t", key, known)
		}
	}
}

func TestAllow_deletesFullBucketsFirst(t *testing.T) {
	p := &Limiter[int]{Rate: 1, Burst: 1}
	for key := range maxKeys {
		p.Allow(key, epoch, 1+key%2*1000) // every other one has no tokens
	}
	p.Allow(-1, at(2), 1)
	if len(p.known) != maxKeys/2+1 || p.Allow(1, at(2), 1) || !p.Allow(0, at(2), 1) {
		t.Errorf("%d keys have buckets, want those without tokens and the new one", len(p.known))
	}
}
