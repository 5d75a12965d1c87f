package eventsource

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
)

// shards is a stream. The parent of a shard is the one before it; all shards except the last are
// closed.
type shards struct {
	ids     []string
	records map[string][]int // sequence numbers by shard
	expire  bool             // the next call of GetRecords returns ExpiredIteratorException
}

func (s *shards) DescribeStream(
	context.Context, *dynamodbstreams.DescribeStreamInput, ...streamOption,
) (*dynamodbstreams.DescribeStreamOutput, error) {
	d := &types.StreamDescription{}
	for i, id := range s.ids {
		shard := types.Shard{ShardId: aws.String(id)}
		if i > 0 {
			shard.ParentShardId = aws.String(s.ids[i-1])
		}
		d.Shards = append([]types.Shard{shard}, d.Shards...) // children first, since the order must not matter
	}
	return &dynamodbstreams.DescribeStreamOutput{StreamDescription: d}, nil
}

// GetShardIterator returns the shard's id and an index, separated by a blank.
func (s *shards) GetShardIterator(
	_ context.Context, in *dynamodbstreams.GetShardIteratorInput, _ ...streamOption,
) (*dynamodbstreams.GetShardIteratorOutput, error) {
	at := 0
	switch in.ShardIteratorType {
	case types.ShardIteratorTypeLatest:
		at = len(s.records[*in.ShardId])
	case types.ShardIteratorTypeAfterSequenceNumber:
		after, _ := strconv.Atoi(*in.SequenceNumber)
		if after < 0 {
			return nil, &types.TrimmedDataAccessException{}
		}
		for at < len(s.records[*in.ShardId]) && s.records[*in.ShardId][at] <= after {
			at++
		}
	}
	return &dynamodbstreams.GetShardIteratorOutput{ShardIterator: aws.String(fmt.Sprint(*in.ShardId, " ", at))}, nil
}

// GetRecords returns one record at a time.
func (s *shards) GetRecords(
	_ context.Context, in *dynamodbstreams.GetRecordsInput, _ ...streamOption,
) (*dynamodbstreams.GetRecordsOutput, error) {
	if s.expire {
		s.expire = false
		return nil, &types.ExpiredIteratorException{}
	}
	var shard string
	var at int
	if _, err := fmt.Sscan(*in.ShardIterator, &shard, &at); err != nil {
		return nil, err
	}
	out := &dynamodbstreams.GetRecordsOutput{NextShardIterator: aws.String(fmt.Sprint(shard, " ", at+1))}
	if records := s.records[shard]; at < len(records) {
		sequence := strconv.Itoa(records[at])
		out.Records = []types.Record{{Dynamodb: &types.StreamRecord{SequenceNumber: &sequence}}}
	} else if shard != s.ids[len(s.ids)-1] {
		out.NextShardIterator = nil // the shard is closed and was read to its end
	} else {
		out.NextShardIterator = in.ShardIterator
	}
	return out, nil
}

func openTable(t *testing.T, s *shards, path string, latest bool) *Table {
	t.Helper()
	table, err := OpenTable(s, TableOptions{ARN: "arn:1", Path: path, Latest: latest, Poll: time.Microsecond})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// next reads n records and returns their sequence numbers.
func next(t *testing.T, table *Table, n int) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	var got []string
	for len(got) < n {
		records, err := table.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, sequences(records)...)
	}
	return fmt.Sprint(got)
}

func TestTable_readsShardsParentsFirst(t *testing.T) {
	s := &shards{ids: []string{"a", "b", "c"}, records: map[string][]int{"a": {1, 2}, "b": {}, "c": {3}}}
	table := openTable(t, s, filepath.Join(t.TempDir(), "position"), false)
	if got := next(t, table, 3); got != "[1 2 3]" {
		t.Errorf("got %s", got)
	}
	s.ids, s.records["d"] = append(s.ids, "d"), []int{4} // c closes, d opens
	if got := next(t, table, 1); got != "[4]" {
		t.Errorf("got %s", got)
	}
}

func TestTable_restartLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "position")
	s := &shards{ids: []string{"a", "b"}, records: map[string][]int{"a": {1, 2}, "b": {3, 4}}}
	table := openTable(t, s, path, false)
	next(t, table, 4)
	if err := table.Done("1"); err != nil {
		t.Fatal(err)
	}
	if got := next(t, openTable(t, s, path, false), 3); got != "[2 3 4]" {
		t.Errorf("after 1 was done: %s", got)
	}
	if err := table.Done("3"); err != nil {
		t.Fatal(err)
	}
	if got := next(t, openTable(t, s, path, false), 1); got != "[4]" {
		t.Errorf("after 3 was done: %s", got)
	}
	if err := table.Done("99"); err == nil {
		t.Error("Done accepted a record that was not read")
	}
}

func TestTable_errorOfABrokenPositionNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "position")
	if err := os.WriteFile(path, []byte("{half"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := OpenTable(&shards{}, TableOptions{ARN: "arn:1", Path: path})
	if err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want an error that names the file", err)
	}
}

func TestTable_anotherStreamIsReadFromItsBeginning(t *testing.T) {
	path := filepath.Join(t.TempDir(), "position")
	s := &shards{ids: []string{"a"}, records: map[string][]int{"a": {1, 2}}}
	if err := (position{Stream: "arn:0", Shard: "a", Sequence: "1"}).write(path); err != nil {
		t.Fatal(err)
	}
	if got := next(t, openTable(t, s, path, false), 2); got != "[1 2]" {
		t.Errorf("got %s", got)
	}
}

func TestTable_continuesAfterAnExpiredIterator(t *testing.T) {
	s := &shards{ids: []string{"a"}, records: map[string][]int{"a": {1, 2}}}
	table := openTable(t, s, filepath.Join(t.TempDir(), "position"), false)
	next(t, table, 1)
	s.expire = true
	if _, err := table.Next(context.Background()); err == nil {
		t.Error("Next did not return the expiry")
	}
	if got := next(t, table, 1); got != "[2]" {
		t.Errorf("got %s", got)
	}
}

func TestTable_readsFromTheOldestRecordWhenThePositionWasTrimmed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "position")
	if err := (position{Stream: "arn:1", Shard: "a", Sequence: "-1"}).write(path); err != nil {
		t.Fatal(err)
	}
	s := &shards{ids: []string{"a"}, records: map[string][]int{"a": {7}}}
	if got := next(t, openTable(t, s, path, false), 1); got != "[7]" {
		t.Errorf("got %s", got)
	}
}

func TestTable_latest(t *testing.T) {
	s := &shards{ids: []string{"a"}, records: map[string][]int{"a": {1}}}
	table := openTable(t, s, filepath.Join(t.TempDir(), "position"), true)
	if records, err := table.step(context.Background()); err != nil || len(records) > 0 {
		t.Errorf("got %v, %v", records, err)
	}
	s.records["a"] = append(s.records["a"], 2)
	if got := next(t, table, 1); got != "[2]" {
		t.Errorf("got %s", got)
	}
}
