package workload

import (
	"reflect"
	"testing"
	"time"
)

func TestSameSeedGivesTheSameTrace(t *testing.T) {
	if !reflect.DeepEqual(Person(7, time.Minute), Person(7, time.Minute)) {
		t.Error("two traces of one seed differ")
	}
	if !reflect.DeepEqual(Rough(7, time.Minute), Rough(7, time.Minute)) {
		t.Error("two traces of a rough hand of one seed differ")
	}
}

func TestRoughHandTremblesCorrectsAndKeepsToPixels(t *testing.T) {
	samples := Rough(1, time.Minute)
	drops, resting, turns := 0, 0, 0
	for n, s := range samples[1:] {
		before := samples[n]
		if s.At <= before.At {
			t.Fatalf("sample %d is not later than the one before", n+1)
		}
		if s.X%pixel != 0 || s.Y%pixel != 0 {
			t.Fatalf("sample %d is not on a pixel: %d, %d", n+1, s.X, s.Y)
		}
		if s.Drop {
			drops++
		} else if s.X == before.X && s.Y == before.Y {
			t.Fatalf("sample %d is where the one before is", n+1)
		}
		if s.At-before.At > time.Second/5 && max(abs(s.X-before.X), abs(s.Y-before.Y)) <= 2*pixel {
			resting++
		}
		if n > 0 && (s.X-before.X)*(before.X-samples[n-1].X) < 0 {
			turns++
		}
	}
	if drops < 5 || resting < 5 || turns < 50 {
		t.Errorf("%d drops, %d movements at rest, %d changes of direction in a minute; want at least 5, 5 and 50",
			drops, resting, turns)
	}
}

func abs(n int) int { return max(n, -n) }

func TestTraceHasDragsPausesAndSmoothMovements(t *testing.T) {
	samples := Person(1, time.Minute)
	drops := 0
	for n, s := range samples[1:] {
		before := samples[n]
		if s.At <= before.At {
			t.Fatalf("sample %d is not later than the one before", n+1)
		}
		if dx := s.X - before.X; s.At-before.At < time.Second/30 && (dx > 400 || dx < -400) {
			t.Errorf("the pointer jumped %d mm in one sample", dx)
		}
		if s.Drop {
			drops++
		}
	}
	if drops < 5 || len(samples) > 60*Rate*9/10 {
		t.Errorf("%d drops and %d samples in a minute; want at least 5 drops, and pauses", drops, len(samples))
	}
}
