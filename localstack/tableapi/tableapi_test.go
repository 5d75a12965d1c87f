package tableapi_test

import (
	"context"
	"net/http/httptest"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials"

	"homstyle.dev/planner/localstack/disk"
	"homstyle.dev/planner/localstack/tableapi"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/usage"
)

// served is a store whose methods of tableapi.Table are called over HTTP.
type served struct {
	tableapi.Table
	others
}

// others has the methods of a store that are not in tableapi.Table.
type others interface {
	Commit(context.Context, room.ID, room.Origin, []room.Mutation) ([]room.Item, error)
	SavePlan(context.Context, room.ID, room.Origin, room.PlanEdit) (room.Plan, error)
	ListHeld(context.Context, room.ID, room.PeerID) ([]room.Item, error)
	EndLeases(context.Context, room.ID, []room.Item) ([]room.Item, error)
	Exists(context.Context, room.ID) (bool, error)
	ListItemIDs(context.Context, room.ID) (map[room.ItemID]bool, error)
	room.Peers
	room.Crowds
	room.Bundles
	room.Connections
	room.Lists
	Close() error
}

func serve(t *testing.T) served {
	t.Helper()
	store, err := disk.Open(filepath.Join(t.TempDir(), "table.db"), func() time.Time { return roomtest.Epoch })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	server := httptest.NewServer(tableapi.Handler(store))
	t.Cleanup(server.Close)
	provider := credentials.NewStaticCredentialsProvider("local", "local", "")
	return served{&tableapi.Client{URL: server.URL, Region: "us-east-1", Credentials: provider}, store}
}

func TestStore(t *testing.T) {
	s := serve(t)
	roomtest.Store(t, func(testing.TB) room.Store { return s })
}

func TestRestoreRows(t *testing.T) {
	s := serve(t)
	roomtest.RestoreRows(t, func(testing.TB) roomtest.Table { return s })
}

func TestUsage(t *testing.T) {
	s := serve(t)
	roomtest.Usage(t, func(testing.TB) usage.Store { return s.Table })
}

func TestRoomsAndMigrate(t *testing.T) {
	s := serve(t)
	f := roomtest.NewFixture(t, s)
	f.Add("sofa")
	if _, err := s.Join(t.Context(), f.Room, room.Peer{ID: "anna", Connection: "c1", Role: room.Editor}); err != nil {
		t.Fatal(err)
	}
	ids, err := s.Table.Rooms(t.Context())
	if err != nil || !slices.Equal(ids, []room.ID{f.Room}) {
		t.Errorf("the rooms are %v, %v", ids, err)
	}
	scanned, written, err := s.Table.Migrate(t.Context())
	if err != nil || scanned != 3 || written != 0 {
		t.Errorf("scanned %d, wrote %d, %v", scanned, written, err)
	}
	over, err := s.Table.Load(t.Context(), f.Room)
	direct, _ := s.others.(*disk.Store).Load(t.Context(), f.Room)
	if err != nil || !reflect.DeepEqual(over, direct) {
		t.Errorf("over HTTP the room is %+v, %v; want %+v", over, err, direct)
	}
}

func TestErrors(t *testing.T) {
	s := serve(t)
	if _, err := s.Load(t.Context(), "none"); room.CodeOf(err) != room.NotFound {
		t.Errorf("got %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Load(t.Context(), "none"); err == nil || !strings.Contains(err.Error(), disk.ErrClosed.Error()) {
		t.Errorf("got %v", err)
	}
}
