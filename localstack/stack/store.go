package stack

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	awsdynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/localstack/disk"
	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/eventsource"
	"homstyle.dev/planner/localstack/tableapi"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/boot"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// tableStore is the table, in this process, in DynamoDB Local or at an endpoint.
type tableStore struct {
	kind   string           // DynamoDB, Disk or Memory
	reason error            // why Auto did not choose DynamoDB, or nil
	url    string           // endpoint; empty if the table is in this process
	server *dynamodb.Server // nil if none was started
	local  localTable       // nil unless the table is in this process
	disk   *disk.Store      // nil unless kind is Disk
	memory *memoryStream    // the changes, if kind is Memory
	tables *dynamodb.Tables
	arns   map[string]string // stream ARN by table
	rooms  room.Store
}

// localTable is a table in this process.
type localTable interface {
	boot.Store
	tableapi.Table
}

// memoryTable is a table in memory. All its rows are of this program's schema.
type memoryTable struct{ *memory.Store }

func (m memoryTable) Rooms(context.Context) ([]room.ID, error) { return m.Store.Rooms(), nil }

func (m memoryTable) Migrate(context.Context) (scanned, written int, err error) { return 0, 0, nil }

func (s *Stack) openStore(ctx context.Context) error {
	chosen, err := s.chooseStore()
	if err != nil {
		return err
	}
	switch chosen {
	case Memory:
		s.store = memoryStore()
		return nil
	case Disk:
		return s.openDisk()
	}
	err = s.openDynamoDB(ctx)
	switch {
	case !cannotRun(err) || s.opts.Store != Auto || s.opts.Lambda == Process:
		return err
	case s.data.table() == DynamoDB:
		return fmt.Errorf("the rooms in %s are in a table of DynamoDB Local: %w", s.data.dir, err)
	}
	reason := err
	err = s.openDisk()
	s.store.reason = reason
	return err
}

// chooseStore returns Options.Store or, for Auto, the store of the table in the data folder. Rooms would
// seem to be lost, and their history would be that of others, if another table took its place.
func (s *Stack) chooseStore() (string, error) {
	has := s.data.table()
	switch {
	case s.opts.DynamoURL != "" || s.opts.Store == Memory:
		return s.opts.Store, nil
	case s.opts.Store == Auto && has == Disk && s.opts.Lambda == Process:
		return "", s.otherTable(has, "-lambda "+Process)
	case s.opts.Store == Auto && has != "":
		return has, nil
	case has != "" && has != s.opts.Store && s.opts.Store != Auto:
		return "", s.otherTable(has, "-store "+s.opts.Store)
	}
	return s.opts.Store, nil
}

func (s *Stack) otherTable(has, asked string) error {
	const format = "the rooms in %s are in the table of -store %s, which %s can't use: " +
		"give another folder with -data, or delete them with -fresh"
	return fmt.Errorf(format, s.data.dir, has, asked)
}

// cannotRun reports whether DynamoDB Local does not run on this machine.
func cannotRun(err error) bool {
	return errors.Is(err, dynamodb.ErrNoJava) || errors.Is(err, dynamodb.ErrNoModules)
}

func (s *Stack) openDisk() error {
	table, err := disk.Open(s.data.path(tableFile), time.Now)
	if err != nil {
		return err
	}
	s.onClose(func() { _ = table.Close() })
	s.store = tableStore{kind: Disk, local: table, disk: table, rooms: table}
	return nil
}

// openDynamoDB starts DynamoDB Local, unless an endpoint is given, and creates the tables.
func (s *Stack) openDynamoDB(ctx context.Context) error {
	s.store = tableStore{kind: DynamoDB, url: s.opts.DynamoURL, arns: map[string]string{}}
	if s.store.url == "" {
		server, err := dynamodb.Start(ctx, dynamodb.Options{
			Modules: filepath.Join(s.opts.Module, "localstack", "node_modules"), Data: s.tableFiles(),
		})
		if err != nil {
			return err
		}
		s.store.server = server
		go s.watchTable(server)
		s.onClose(server.Close)
		s.store.url = server.URL
	}
	if err := s.makeTables(ctx); err != nil {
		return s.store.cause(err)
	}
	return nil
}

// Table returns which store has the table: DynamoDB, Disk or Memory. If Auto could not choose DynamoDB,
// reason says why.
func (s *Stack) Table() (store string, reason error) { return s.store.kind, s.store.reason }

// cause returns why DynamoDB Local ended, if it has ended, since requests to it fail for that
// reason. Otherwise it returns err.
func (t *tableStore) cause(err error) error {
	if t.server == nil {
		return err
	}
	select {
	case <-t.server.Done():
		return fmt.Errorf("%w (%w)", t.server.Err(), err)
	default:
		return err
	}
}

// watchTable reports on Failed that DynamoDB Local ended by itself. Without it the functions would
// answer every command with an internal error.
func (s *Stack) watchTable(server *dynamodb.Server) {
	<-server.Done()
	select {
	case <-s.closing:
	default:
		s.failed <- server.Err()
	}
}

// tableFiles returns DynamoDB Local's folder, or "" if the data folder is temporary.
func (s *Stack) tableFiles() string {
	if s.data.temp {
		return ""
	}
	return s.data.path(tableDir)
}

// makeTables creates the tables that do not exist.
func (s *Stack) makeTables(ctx context.Context) error {
	s.store.tables = dynamodb.Connect(s.store.url, region)
	for _, table := range s.template.Tables {
		arn, err := s.store.tables.Ensure(ctx, table)
		if err != nil {
			return err
		}
		s.store.arns[table.Name] = arn
	}
	if len(s.template.Tables) != 1 {
		return fmt.Errorf("%s has %d tables, want one", s.opts.Template, len(s.template.Tables))
	}
	client := awsdynamodb.New(awsdynamodb.Options{
		Region: region, BaseEndpoint: &s.store.url,
		Credentials: provider(), Retryer: dynamo.Retryer(),
	})
	s.store.rooms = dynamo.New(client, s.template.Tables[0].Name, time.Now)
	return nil
}

// memoryStore creates a table in memory whose changes go to the stream.
func memoryStore() tableStore {
	store, stream := memory.New(), &memoryStream{}
	store.OnChange(func(c archive.Change) { stream.add(dynamo.StreamRecord(c)) })
	store.OnBundled(func(id room.ID, sequence archive.Sequence, m room.BundledMessage) {
		stream.add(dynamo.BundleRecord(id, sequence, m))
	})
	return tableStore{kind: Memory, local: memoryTable{store}, memory: stream, rooms: store}
}

// memoryStream passes the changes of a table in memory to each source.
type memoryStream struct {
	mu      sync.Mutex
	sources []*eventsource.Memory
}

// source returns a source of the changes from now on.
func (m *memoryStream) source() *eventsource.Memory {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sources = append(m.sources, eventsource.NewMemory())
	return m.sources[len(m.sources)-1]
}

func (m *memoryStream) add(r events.DynamoDBEventRecord) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, s := range m.sources {
		s.Add(r)
	}
}

// accessKey is the access key and the secret key. DynamoDB Local accepts any letters and digits.
const accessKey = "local"

func provider() aws.CredentialsProvider {
	return credentials.NewStaticCredentialsProvider(accessKey, accessKey, "")
}
