package eventsource

import (
	"sync"

	"github.com/aws/aws-lambda-go/events"
)

// checkpoint tracks the records that were read and are not done yet. Batches can end in any order.
// The position is the last record that is done together with all records before it.
type checkpoint struct {
	done func(sequence string) // stores the position

	mu   sync.Mutex
	open []*progress // in the order of reading
}

// progress is the state of one record.
type progress struct {
	sequence string
	finished bool
}

// pending is a record that was read.
type pending struct {
	record   events.DynamoDBEventRecord
	progress *progress
}

// begin adds a record that was read.
func (c *checkpoint) begin(r events.DynamoDBEventRecord) pending {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := &progress{sequence: r.Change.SequenceNumber}
	c.open = append(c.open, p)
	return pending{r, p}
}

// finish marks records as done and advances the position.
func (c *checkpoint) finish(records ...pending) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, p := range records {
		p.progress.finished = true
	}
	n := 0
	for n < len(c.open) && c.open[n].finished {
		n++
	}
	if n > 0 {
		c.done(c.open[n-1].sequence)
		c.open = c.open[n:]
	}
}
