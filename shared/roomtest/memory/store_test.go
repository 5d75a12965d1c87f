package memory_test

import (
	"testing"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/usage"
)

func TestStore(t *testing.T) {
	roomtest.Store(t, func(testing.TB) room.Store { return memory.New() })
}

func TestPast(t *testing.T) {
	roomtest.ArchivePast(t, func(testing.TB) roomtest.Past { return memory.NewArchive() })
}

func TestArchive(t *testing.T) {
	roomtest.Archive(t, func(testing.TB) archive.Archive { return memory.NewArchive() })
}

func TestLedger(t *testing.T) {
	roomtest.Ledger(t, func(testing.TB) usage.Store { return memory.New() })
}

func TestRefill(t *testing.T) {
	roomtest.Refill(t, func(testing.TB) roomtest.Table { return memory.New() })
}
