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

func TestFullArchive(t *testing.T) {
	roomtest.ArchiveSuite(t, func(testing.TB) roomtest.FullArchive { return memory.NewArchive() })
}

func TestArchive(t *testing.T) {
	roomtest.Archive(t, func(testing.TB) archive.Store { return memory.NewArchive() })
}

func TestUsage(t *testing.T) {
	roomtest.Usage(t, func(testing.TB) usage.Store { return memory.New() })
}

func TestQuestions(t *testing.T) {
	roomtest.Questions(t, func(testing.TB) roomtest.QuestionStore { return memory.New() })
}

func TestRestoreRows(t *testing.T) {
	roomtest.RestoreRows(t, func(testing.TB) roomtest.Table { return memory.New() })
}
