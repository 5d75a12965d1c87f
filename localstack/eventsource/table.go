package eventsource

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams/types"
)

// streamOption is an option of a call to DynamoDB Streams.
type streamOption = func(*dynamodbstreams.Options)

// API is the part of DynamoDB Streams that Table uses.
type API interface {
	DescribeStream(
		context.Context, *dynamodbstreams.DescribeStreamInput, ...streamOption,
	) (*dynamodbstreams.DescribeStreamOutput, error)
	GetShardIterator(
		context.Context, *dynamodbstreams.GetShardIteratorInput, ...streamOption,
	) (*dynamodbstreams.GetShardIteratorOutput, error)
	GetRecords(
		context.Context, *dynamodbstreams.GetRecordsInput, ...streamOption,
	) (*dynamodbstreams.GetRecordsOutput, error)
}

// Table is a Source that reads the stream of a DynamoDB table. It reads one shard after the other,
// parents before children, since a local table has one open shard at a time. It stores its position
// in a file, so that no record is lost at a restart.
type Table struct {
	api  API
	opts TableOptions

	// Used by Next only.
	iterator string            // of the shard that is read; "" if a shard must be opened
	shard    string            // the shard that is read
	last     map[string]string // sequence number of the last record read, by shard
	ended    map[string]bool   // shards that were read to their end

	mu   sync.Mutex
	done position     // as in the file
	open []readRecord // records that were read and are not done, in order
}

// readRecord identifies a record that was read.
type readRecord struct{ sequence, shard string }

// TableOptions configure a Table.
type TableOptions struct {
	ARN    string        // of the stream
	Path   string        // of the file that stores the position
	Latest bool          // without a stored position, read from the end of the stream, not the beginning
	Poll   time.Duration // pause after an empty answer, default 250 ms
}

// OpenTable opens the stream at its stored position.
func OpenTable(api API, o TableOptions) (*Table, error) {
	if o.Poll == 0 {
		o.Poll = 250 * time.Millisecond
	}
	done, err := readPosition(o.Path, o.ARN)
	if err != nil {
		return nil, err
	}
	t := &Table{api: api, opts: o, done: done, last: map[string]string{}, ended: map[string]bool{}}
	if done.Shard != "" {
		t.last[done.Shard] = done.Sequence
	}
	for _, shard := range done.Finished {
		t.ended[shard] = true
	}
	return t, nil
}

func (t *Table) Next(ctx context.Context) ([]events.DynamoDBEventRecord, error) {
	for {
		records, err := t.step(ctx)
		if err != nil || len(records) > 0 {
			return records, err
		}
		if !wait(ctx, t.opts.Poll) {
			return nil, ctx.Err()
		}
	}
}

func (t *Table) Done(sequence string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, s := range t.open {
		t.done.move(s.shard, s.sequence)
		if s.sequence == sequence {
			t.open = t.open[i+1:]
			return t.done.write(t.opts.Path)
		}
	}
	return errors.New("record " + sequence + " was not read")
}

// step reads once. It returns no records and no error if there are no new records.
func (t *Table) step(ctx context.Context) ([]events.DynamoDBEventRecord, error) {
	if t.iterator == "" {
		if opened, err := t.openShard(ctx); err != nil || !opened {
			return nil, err
		}
	}
	out, err := t.api.GetRecords(ctx, &dynamodbstreams.GetRecordsInput{ShardIterator: &t.iterator})
	if err != nil {
		t.iterator = "" // it may have expired: open the shard again after the last record read
		return nil, err
	}
	records := make([]events.DynamoDBEventRecord, len(out.Records))
	for i, r := range out.Records {
		if records[i], err = toEvent(r, t.opts.ARN); err != nil {
			return nil, err
		}
	}
	t.remember(records)
	if t.iterator = aws.ToString(out.NextShardIterator); t.iterator == "" {
		t.ended[t.shard] = true
	}
	return records, nil
}

// remember adds records that were read.
func (t *Table) remember(records []events.DynamoDBEventRecord) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, r := range records {
		t.open = append(t.open, readRecord{r.Change.SequenceNumber, t.shard})
		t.last[t.shard] = r.Change.SequenceNumber
	}
}

// openShard opens the first shard that was not read to its end and whose parent either was read to
// its end or no longer exists. It returns false if there is none.
func (t *Table) openShard(ctx context.Context) (bool, error) {
	shards, err := t.shards(ctx)
	if err != nil {
		return false, err
	}
	exists := map[string]bool{}
	for _, s := range shards {
		exists[aws.ToString(s.ShardId)] = true
	}
	for _, s := range shards {
		id, parent := aws.ToString(s.ShardId), aws.ToString(s.ParentShardId)
		if !t.ended[id] && (!exists[parent] || t.ended[parent]) {
			return true, t.begin(ctx, id)
		}
	}
	return false, nil
}

// shards returns all shards of the stream.
func (t *Table) shards(ctx context.Context) ([]types.Shard, error) {
	var shards []types.Shard
	in := &dynamodbstreams.DescribeStreamInput{StreamArn: &t.opts.ARN}
	for {
		out, err := t.api.DescribeStream(ctx, in)
		if err != nil {
			return nil, err
		}
		shards = append(shards, out.StreamDescription.Shards...)
		in.ExclusiveStartShardId = out.StreamDescription.LastEvaluatedShardId
		if in.ExclusiveStartShardId == nil {
			return shards, nil
		}
	}
}

// begin opens a shard after the last record that was read. If the stream has removed that record,
// which it may do after a day, begin opens the shard at the oldest record.
func (t *Table) begin(ctx context.Context, shard string) error {
	in := &dynamodbstreams.GetShardIteratorInput{
		StreamArn: &t.opts.ARN, ShardId: &shard, ShardIteratorType: types.ShardIteratorTypeTrimHorizon,
	}
	if last := t.last[shard]; last != "" {
		in.ShardIteratorType, in.SequenceNumber = types.ShardIteratorTypeAfterSequenceNumber, &last
	} else if t.opts.Latest && len(t.last) == 0 {
		in.ShardIteratorType = types.ShardIteratorTypeLatest
	}
	out, err := t.api.GetShardIterator(ctx, in)
	if trimmed := (*types.TrimmedDataAccessException)(nil); errors.As(err, &trimmed) {
		in.ShardIteratorType, in.SequenceNumber = types.ShardIteratorTypeTrimHorizon, nil
		out, err = t.api.GetShardIterator(ctx, in)
	}
	if err != nil {
		return err
	}
	t.shard, t.iterator = shard, aws.ToString(out.ShardIterator)
	return nil
}
