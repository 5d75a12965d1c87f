package roomtest_test

import (
	"testing"

	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
)

func TestLK9_memoryIsLinearizable(t *testing.T) {
	for seed := range uint64(20) {
		roomtest.Linearizable(t, memory.New(), seed, 8, 60)
	}
}
