package dynamodb

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/localstack/eventsource"
	"homstyle.dev/planner/localstack/template"
)

const modules = "../node_modules"

// start starts DynamoDB Local, or skips the test if it can't run on this machine.
func start(t *testing.T, data string) *Server {
	t.Helper()
	s, err := Start(context.Background(), Options{Modules: modules, Data: data})
	if errors.Is(err, ErrNoJava) || errors.Is(err, ErrNoModules) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func rooms() template.Table {
	return template.Table{
		Name: "rooms", HashKey: "pk", RangeKey: "sk", TTL: "ttl", StreamView: "NEW_IMAGE",
		Attributes: map[string]string{"pk": "S", "sk": "S", "unsplit": "S"},
		Indexes:    []template.Index{{Name: "unsplit", RangeKey: "unsplit", Projection: "KEYS_ONLY"}},
	}
}

func put(t *testing.T, tables *Tables, key string) {
	t.Helper()
	item := map[string]types.AttributeValue{
		"pk": &types.AttributeValueMemberS{Value: key},
		"sk": &types.AttributeValueMemberS{Value: "x"},
	}
	in := &dynamodb.PutItemInput{TableName: new("rooms"), Item: item}
	_, err := tables.client.PutItem(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
}

// next reads n records of the stream, marks them as done and returns their partition keys.
func next(t *testing.T, source *eventsource.Table, n int) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	var keys []string
	for len(keys) < n {
		records, err := source.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range records {
			keys = append(keys, r.Change.NewImage["pk"].String())
			if err := source.Done(r.Change.SequenceNumber); err != nil {
				t.Fatal(err)
			}
		}
	}
	return keys
}

func TestServer_tableAndStreamOfAnEarlierRun(t *testing.T) {
	data, position := t.TempDir(), filepath.Join(t.TempDir(), "position")
	ctx := context.Background()
	open := func(s *Server) (*Tables, *eventsource.Table) {
		tables := Connect(s.URL, "us-east-1")
		arn, err := tables.Ensure(ctx, rooms())
		if err != nil || arn == "" {
			t.Fatalf("stream %q, %v", arn, err)
		}
		o := eventsource.TableOptions{ARN: arn, Path: position, Poll: 10 * time.Millisecond}
		source, err := eventsource.OpenTable(tables.Streams, o)
		if err != nil {
			t.Fatal(err)
		}
		return tables, source
	}
	first := start(t, data)
	tables, source := open(first)
	put(t, tables, "one")
	if got := next(t, source, 1); got[0] != "one" {
		t.Errorf("got %v", got)
	}
	ttl, err := tables.client.DescribeTimeToLive(ctx, &dynamodb.DescribeTimeToLiveInput{TableName: new("rooms")})
	if err != nil || *ttl.TimeToLiveDescription.AttributeName != "ttl" {
		t.Errorf("time to live %+v, %v", ttl, err)
	}
	made, err := tables.client.DescribeTable(ctx, &dynamodb.DescribeTableInput{TableName: new("rooms")})
	if err != nil {
		t.Fatal(err)
	}
	if i := made.Table.LocalSecondaryIndexes; len(i) != 1 || *i[0].IndexName != "unsplit" {
		t.Errorf("indexes %+v", i)
	}
	put(t, tables, "two") // stored, but not done when the server stops
	first.Close()

	tables, source = open(start(t, data))
	put(t, tables, "three")
	if got := next(t, source, 2); !slices.Equal(got, []string{"two", "three"}) {
		t.Errorf("after the restart: %v", got)
	}
}

func TestStart_errorNamesWhatIsMissing(t *testing.T) {
	_, err := Start(context.Background(), Options{Modules: t.TempDir()})
	if !errors.Is(err, ErrNoModules) {
		t.Errorf("got %v", err)
	}
	if _, err := find(modules); err != nil {
		t.Skip(err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Start(context.Background(), Options{Modules: modules}); !errors.Is(err, ErrNoJava) {
		t.Errorf("got %v", err)
	}
}

// The java command is too old, or macOS's, which only says that there is none.
func TestStart_javaThatDoesNotRun(t *testing.T) {
	if _, err := find(modules); err != nil {
		t.Skip(err)
	}
	for name, output := range map[string]string{
		"too old": `Exception in thread "main" java.lang.UnsupportedClassVersionError: DynamoDBLocal`,
		"none": `The operation couldn't be completed. Unable to locate a Java Runtime.
Please visit http://www.java.com for information on installing Java.`,
	} {
		t.Run(name, func(t *testing.T) {
			bin := t.TempDir()
			script := "#!/bin/sh\ncat <<'end'\n" + output + "\nend\nexit 1\n"
			if err := os.WriteFile(filepath.Join(bin, "java"), []byte(script), 0o755); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", bin+string(os.PathListSeparator)+os.Getenv("PATH"))
			if _, err := exec.LookPath("java"); err != nil {
				t.Skip(err)
			}
			if _, err := Start(context.Background(), Options{Modules: modules}); !errors.Is(err, ErrNoJava) {
				t.Errorf("got %v", err)
			}
		})
	}
}
