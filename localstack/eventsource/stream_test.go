package eventsource

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"homstyle.dev/planner/localstack/lambdaruntime"
)

func TestFilter(t *testing.T) {
	const onlyChanges = `{"dynamodb":{"NewImage":{"write":{"S":["change"]}}}}`
	change := `{"dynamodb":{"NewImage":{"write":{"S":"change"},"pk":{"S":"ROOM#a"}}}}`
	lease := `{"dynamodb":{"NewImage":{"write":{"S":"lease"}}}}`
	presence := `{"dynamodb":{"NewImage":{"pk":{"S":"ROOM#a"}}}}`
	removed := `{"eventName":"REMOVE","dynamodb":{}}`
	tests := []struct {
		patterns []string
		record   string
		want     bool
	}{
		{nil, removed, true},
		{[]string{onlyChanges}, change, true},
		{[]string{onlyChanges}, lease, false},
		{[]string{onlyChanges}, presence, false},
		{[]string{onlyChanges}, removed, false},
		{[]string{onlyChanges, `{"eventName":["REMOVE"]}`}, removed, true},
		{[]string{`{"eventName":["INSERT","REMOVE"]}`}, removed, true},
		{[]string{`{"dynamodb":{"NewImage":{"pk":{"S":[{"prefix":"ROOM#"}]}}}}`}, change, true},
		{[]string{`{"dynamodb":{"NewImage":{"pk":{"S":[{"prefix":"CONN#"}]}}}}`}, change, false},
		{[]string{`{"dynamodb":{"NewImage":{"write":{"S":[{"exists":false}]}}}}`}, presence, true},
		{[]string{`{"dynamodb":{"NewImage":{"write":{"S":[{"exists":false}]}}}}`}, change, false},
		{[]string{`{"dynamodb":{"NewImage":{"write":{"S":[{"exists":true}]}}}}`}, change, true},
	}
	for _, tt := range tests {
		f, err := ParseFilter(tt.patterns)
		if err != nil {
			t.Fatal(err)
		}
		var record map[string]any
		if err := json.Unmarshal([]byte(tt.record), &record); err != nil {
			t.Fatal(err)
		}
		if got := f.Match(record); got != tt.want {
			t.Errorf("%v matches %s: %v, want %v", tt.patterns, tt.record, got, tt.want)
		}
	}
}

func TestParseFilter_refusesUnsupportedPatterns(t *testing.T) {
	for pattern, want := range map[string]string{
		`{"a":{"b":[{"numeric":[">",1]}]}}`: `a.b: the local stack supports values, exists and prefix, not "numeric"`,
		`{"a":"b"}`:                         "a: want a list of values or a nested pattern",
		`{"a":[{}]}`:                        "a: want one operator",
		`{"a":[["b"]]}`:                     "a: want values or operators",
		`nonsense`:                          "invalid character",
	} {
		if _, err := ParseFilter([]string{pattern}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v", pattern, err)
		}
	}
}

// record returns a stream record with a sequence number and a kind of write.
func record(sequence int, write string) events.DynamoDBEventRecord {
	return events.DynamoDBEventRecord{Change: events.DynamoDBStreamRecord{
		SequenceNumber: fmt.Sprintf("%03d", sequence),
		NewImage:       map[string]events.DynamoDBAttributeValue{"write": events.NewStringAttribute(write)},
	}}
}

// function is an Invoker. It calls run with the sequence numbers of each batch and answers with the
// failed ones.
type function struct {
	run     func(batch []string) (failed []string, err error)
	batches chan []string // the batches, in the order of invocation
}

func (f *function) Invoke(_ context.Context, _ string, payload []byte) ([]byte, error) {
	var e events.DynamoDBEvent
	if err := json.Unmarshal(payload, &e); err != nil {
		return nil, err
	}
	batch := sequences(e.Records)
	f.batches <- batch
	failed, err := f.run(batch)
	var answer events.DynamoDBEventResponse
	for _, s := range failed {
		answer.BatchItemFailures = append(answer.BatchItemFailures, events.DynamoDBBatchItemFailure{ItemIdentifier: s})
	}
	out, _ := json.Marshal(answer)
	return out, err
}

func sequences(records []events.DynamoDBEventRecord) []string {
	var out []string
	for _, r := range records {
		out = append(out, r.Change.SequenceNumber)
	}
	return out
}

// mapping returns a Mapping that invokes f and appends the sequence numbers of dead letters.
func mapping(f *function, deadLetters *[]string) *Mapping {
	return &Mapping{
		Invoker: f, Function: "snapshot", BatchSize: 100, Retries: 2, ReportItems: true,
		OnFailure: func(records []events.DynamoDBEventRecord, _ error) error {
			*deadLetters = append(*deadLetters, sequences(records)...)
			return nil
		},
		Backoff: func(int) time.Duration { return 0 },
		Log:     slog.New(slog.DiscardHandler),
	}
}

func TestDeliver(t *testing.T) {
	boom := errors.New("boom")
	poison := func(bad string) func([]string) ([]string, error) {
		return func(batch []string) ([]string, error) {
			if slices.Contains(batch, bad) {
				return nil, boom
			}
			return nil, nil
		}
	}
	tests := map[string]struct {
		run         func(batch []string) ([]string, error)
		bisect      bool
		want        string // batches, in the order of invocation
		deadLetters string
	}{
		"accepted at once": {
			run:  func([]string) ([]string, error) { return nil, nil },
			want: "[001 002 003 004]",
		},
		"the whole batch is retried, then a dead letter": {
			run:  func([]string) ([]string, error) { return nil, boom },
			want: "[001 002 003 004] [001 002 003 004] [001 002 003 004]", deadLetters: "[001 002 003 004]",
		},
		"bisected down to the poison record": {
			run: poison("003"), bisect: true,
			want: "[001 002 003 004] [001 002] [003 004] [003] [003] [003] [004]", deadLetters: "[003]",
		},
		"SN4 retried from the first reported record": {
			run: func(batch []string) ([]string, error) {
				if batch[0] == "001" {
					return []string{"004", "003"}, nil
				}
				return nil, nil
			},
			want: "[001 002 003 004] [003 004]",
		},
		"SN4 a reported record that never succeeds becomes a dead letter and blocks no other": {
			run: func(batch []string) ([]string, error) {
				if slices.Contains(batch, "002") {
					return []string{"002"}, nil
				}
				return nil, nil
			},
			bisect: true,
			want:   "[001 002 003 004] [002 003 004] [002] [002] [002] [003 004]", deadLetters: "[002]",
		},
		"an unknown identifier fails the whole batch": {
			run: func() func([]string) ([]string, error) {
				failed := []string{"999"}
				return func([]string) ([]string, error) { f := failed; failed = nil; return f, nil }
			}(),
			want: "[001 002 003 004] [001 002 003 004]",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := &function{run: tt.run, batches: make(chan []string, 100)}
			var deadLetters []string
			m := mapping(f, &deadLetters)
			m.Bisect = tt.bisect
			batch := []events.DynamoDBEventRecord{
				record(1, "change"), record(2, "change"), record(3, "change"), record(4, "change"),
			}
			if err := m.deliver(context.Background(), batch); err != nil {
				t.Fatal(err)
			}
			close(f.batches)
			var got []string
			for b := range f.batches {
				got = append(got, fmt.Sprint(b))
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("batches %v, want %v", got, tt.want)
			}
			if want := tt.deadLetters; fmt.Sprint(deadLetters) != want && (want != "" || deadLetters != nil) {
				t.Errorf("dead letters %v, want %v", deadLetters, want)
			}
		})
	}
}

// A failing record is retried until it is older than MaxAge, and is a dead letter then.
func TestDeliver_retriesUntilTheRecordExpires(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	fails := func(batch []string) ([]string, error) { return batch[:1], nil }
	f := &function{batches: make(chan []string, 100), run: fails}
	var deadLetters []string
	m := mapping(f, &deadLetters)
	m.Retries, m.MaxAge, m.Bisect = -1, 24*time.Hour, true
	m.Now = func() time.Time { return now }
	m.Backoff = func(int) time.Duration { now = now.Add(time.Hour); return 0 }
	first, second := record(1, "change"), record(2, "change")
	first.Change.ApproximateCreationDateTime.Time = now
	second.Change.ApproximateCreationDateTime.Time = now.Add(time.Hour)
	if err := m.deliver(t.Context(), []events.DynamoDBEventRecord{first, second}); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(deadLetters, []string{"001", "002"}) {
		t.Errorf("dead letters %v, want both", deadLetters)
	}
	// Once for both, then for the first until it is a day old, then for the second an hour longer.
	if n := len(f.batches); n != 1+25+2 {
		t.Errorf("the function ran %d times, want 28", n)
	}
}

// A throttled invocation does not count as a retry, and does not bisect the batch. It is tried again until the
// records are too old.
func TestDeliver_throttledUntilTheRecordsExpire(t *testing.T) {
	now := time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)
	batch := []events.DynamoDBEventRecord{record(1, "change"), record(2, "change")}
	for n := range batch {
		batch[n].Change.ApproximateCreationDateTime.Time = now
	}
	for name, tt := range map[string]struct {
		throttled   int // number of invocations
		runs        int
		deadLetters []string
	}{
		"for ten invocations":  {10, 11, nil},
		"longer than a record": {1000, 25, []string{"001", "002"}},
	} {
		t.Run(name, func(t *testing.T) {
			left, now := tt.throttled, now
			f := &function{batches: make(chan []string, 100), run: func(batch []string) ([]string, error) {
				if len(batch) != 2 {
					t.Errorf("the batch was split: %v", batch)
				}
				if left--; left >= 0 {
					return nil, lambdaruntime.ErrThrottled
				}
				return nil, nil
			}}
			var deadLetters []string
			m := mapping(f, &deadLetters)
			m.Retries, m.MaxAge, m.Bisect = 0, 24*time.Hour, true
			m.Now = func() time.Time { return now }
			m.Backoff = func(int) time.Duration { now = now.Add(time.Hour); return 0 }
			if err := m.deliver(t.Context(), batch); err != nil {
				t.Fatal(err)
			}
			if len(f.batches) != tt.runs || !slices.Equal(deadLetters, tt.deadLetters) {
				t.Errorf("%d invocations, dead letters %v; want %d, %v", len(f.batches), deadLetters, tt.runs, tt.deadLetters)
			}
		})
	}
}

// doneRecorder is a Memory source that records the calls of Done.
type doneRecorder struct {
	*Memory
	done chan string
}

func (n *doneRecorder) Done(sequence string) error {
	n.done <- sequence
	return nil
}

func TestRun_filtersAndBatchesAndMarksRecordsAsDone(t *testing.T) {
	source := &doneRecorder{Memory: NewMemory(), done: make(chan string, 10)}
	f := &function{run: func([]string) ([]string, error) { return nil, nil }, batches: make(chan []string, 10)}
	var deadLetters []string
	m := mapping(f, &deadLetters)
	m.Source, m.BatchSize, m.Window = source, 3, time.Hour
	m.Filter, _ = ParseFilter([]string{`{"dynamodb":{"NewImage":{"write":{"S":["change"]}}}}`})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- m.Run(ctx) }()

	source.Add(record(1, "lease"))
	if got := <-source.done; got != "001" { // not delivered, but done
		t.Errorf("done with %s", got)
	}
	for i, write := range []string{"change", "lease", "change", "change"} {
		source.Add(record(i+2, write))
	}
	if got := <-f.batches; fmt.Sprint(got) != "[002 004 005]" {
		t.Errorf("got %v", got)
	}
	if got := <-source.done; got != "005" {
		t.Errorf("done with %s", got)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("ended with %v", err)
	}
}

// changeOfRow returns a record of a change of the row with the sort key sk.
func changeOfRow(sequence int, sk string) events.DynamoDBEventRecord {
	r := record(sequence, "change")
	r.Change.Keys = map[string]events.DynamoDBAttributeValue{
		"pk": events.NewStringAttribute("ROOM#a"), "sk": events.NewStringAttribute(sk),
	}
	return r
}

// While the batch of a row is running, batches of other rows run, and the next record of the same row
// waits. The position does not pass a record that is not done.
func TestRun_batchesOfOneShardRunConcurrently(t *testing.T) {
	source := &doneRecorder{Memory: NewMemory(), done: make(chan string, 10)}
	release := make(chan struct{})
	f := &function{batches: make(chan []string, 10), run: func(batch []string) ([]string, error) {
		if batch[0] == "000" {
			<-release
		}
		return nil, nil
	}}
	var deadLetters []string
	m := mapping(f, &deadLetters)
	m.Source, m.BatchSize, m.Parallel = source, 1, 10
	other := "ITEM#1"
	for n := 1; row(changeOfRow(0, other))%10 == row(changeOfRow(0, "ITEM#0"))%10; n++ {
		other = fmt.Sprint("ITEM#", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- m.Run(ctx) }()
	source.Add(changeOfRow(0, "ITEM#0"))
	if got := <-f.batches; got[0] != "000" {
		t.Fatalf("got %v", got)
	}
	source.Add(changeOfRow(1, "ITEM#0"))
	source.Add(changeOfRow(2, other))
	if got := <-f.batches; got[0] != "002" {
		t.Errorf("while the first batch runs: got %v, want the record of the other row", got)
	}
	close(release)
	if got := <-f.batches; got[0] != "001" {
		t.Errorf("after the first batch: got %v, want the next record of that row", got)
	}
	last := ""
	for last != "002" {
		last = <-source.done
	}
	cancel()
	<-ended
}

func TestCheckpoint_doesNotPassARecordThatIsNotDone(t *testing.T) {
	var done []string
	c := &checkpoint{done: func(sequence string) { done = append(done, sequence) }}
	var all []pending
	for n := range 5 {
		all = append(all, c.begin(record(n, "change")))
	}
	c.finish(all[1], all[3])
	c.finish(all[0])
	c.finish(all[4], all[2])
	if fmt.Sprint(done) != "[001 004]" {
		t.Errorf("the positions were %v, want 001 and 004", done)
	}
}

func TestRun_windowEndsABatch(t *testing.T) {
	source := NewMemory()
	f := &function{run: func([]string) ([]string, error) { return nil, nil }, batches: make(chan []string, 10)}
	var deadLetters []string
	m := mapping(f, &deadLetters)
	m.Source, m.Window = source, time.Millisecond
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- m.Run(ctx) }()
	source.Add(record(1, "change"))
	if got := <-f.batches; fmt.Sprint(got) != "[001]" {
		t.Errorf("got %v", got)
	}
	cancel()
	<-ended
}

func TestDeadLetterFile_storesRecords(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dead-letters.jsonl")
	p := NewDeadLetterFile(path, slog.New(slog.DiscardHandler))
	for i := range 2 {
		if err := p.Add([]events.DynamoDBEventRecord{record(i, "change")}, errors.New("boom")); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(kept)), "\n")
	if len(lines) != 2 || p.Count() != 2 {
		t.Fatalf("%d lines, count %d, want 2: %s", len(lines), p.Count(), kept)
	}
	if !strings.Contains(lines[1], `"reason":"boom"`) || !strings.Contains(lines[1], `"001"`) {
		t.Errorf("the second line is %s", lines[1])
	}
}
