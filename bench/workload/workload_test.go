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
}

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
