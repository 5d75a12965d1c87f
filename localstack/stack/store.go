package stack

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	awsdynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/eventsource"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// tableStore is the table, in memory, in DynamoDB Local or at an endpoint.
type tableStore struct {
	url    string              // endpoint; empty for memory
	server *dynamodb.Server    // nil if none was started
	memory *memory.Store       // nil unless Options.Store is Memory
	stream *eventsource.Memory // the changes of memory
	tables *dynamodb.Tables
	arns   map[string]string // stream ARN by table
	rooms  room.Store
}

func (s *Stack) openStore(ctx context.Context) error {
	if s.opts.Store == Memory {
		s.store = memoryStore()
		return nil
	}
	s.store = tableStore{url: s.opts.DynamoURL, arns: map[string]string{}}
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
	store, changes := memory.New(), eventsource.NewMemory()
	store.OnChange(func(c archive.Change) { changes.Add(dynamo.StreamRecord(c)) })
	return tableStore{memory: store, stream: changes, rooms: store}
}

// accessKey is the access key and the secret key. DynamoDB Local accepts any letters and digits.
const accessKey = "local"

func provider() aws.CredentialsProvider {
	return credentials.NewStaticCredentialsProvider(accessKey, accessKey, "")
}
