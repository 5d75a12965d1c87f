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

// API is the part of DynamoDB Streams that Table uses.
type API interface {
	DescribeStream(context.Context, *dynamodbstreams.DescribeStreamInput, ...func(*dynamodbstreams.Options)) (*dynamodbstreams.DescribeStreamOutput, error)
	GetShardIterator(context.Context, *dynamodbstreams.GetShardIteratorInput, ...func(*dynamodbstreams.Options)) (*dynamodbstreams.GetShardIteratorOutput, error)
	GetRecords(context.Context, *dynamodbstreams.GetRecordsInput, ...func(*dynamodbstreams.Options)) (*dynamodbstreams.GetRecordsOutput, error)
}

// Table is the stream of a DynamoDB table as a Source. Shards are read one after
// the other, parents before children: a local table has one at a time. How far it
// was carried out is kept in a file, so that a restart loses nothing.
type Table struct {
	api  API
	opts TableOptions

	// Owned by Next.
	iterator string            // of the shard being read; "" to open one
	shard    string            // being read
	last     map[string]string // shard → last sequence number read
	ended    map[string]bool   // shards read to their end

	mu   sync.Mutex
	done position // as on disk
	open []seen   // read and not done, in order
}

type seen struct{ sequence, shard string }

// TableOptions say where a Table begins.
type TableOptions struct {
	ARN    string        // of the stream
	Path   string        // of the file that keeps the position
	Latest bool          // without a position begin at the end, not the beginning
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
	return errors.New("record " + sequence + " was never read")
}

// step makes one read. It returns no records and no error if there is nothing new.
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

func (t *Table) remember(records []events.DynamoDBEventRecord) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, r := range records {
		t.open = append(t.open, seen{r.Change.SequenceNumber, t.shard})
		t.last[t.shard] = r.Change.SequenceNumber
	}
}

// openShard opens the first shard that was not read to its end and whose parent was, or no longer
// exists. It returns false if there is none.
func (t *Table) openShard(ctx context.Context) (bool, error) {
	shards, err := t.shards(ctx)
	if err != nil {
		return false, err
	}
	there := map[string]bool{}
	for _, s := range shards {
		there[aws.ToString(s.ShardId)] = true
	}
	for _, s := range shards {
		id, parent := aws.ToString(s.ShardId), aws.ToString(s.ParentShardId)
		if !t.ended[id] && (!there[parent] || t.ended[parent]) {
			return true, t.begin(ctx, id)
		}
	}
	return false, nil
}

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

// begin opens a shard after the last record read. Records older than a day may be gone; then it
// starts with the oldest one.
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
