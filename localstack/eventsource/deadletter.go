package eventsource

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"sync"

	"github.com/aws/aws-lambda-go/events"
)

// DeadLetterFile stores records whose retries are used up in a file, one JSON object a line. It
// takes the place of an on-failure destination.
type DeadLetterFile struct {
	path string
	log  *slog.Logger

	mu    sync.Mutex
	count int
}

// NewDeadLetterFile returns a DeadLetterFile that appends to the file at path.
func NewDeadLetterFile(path string, log *slog.Logger) *DeadLetterFile {
	return &DeadLetterFile{path: path, log: log}
}

// Add appends the records, each with the reason why it was given up.
func (d *DeadLetterFile) Add(records []events.DynamoDBEventRecord, reason error) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	f, err := os.OpenFile(d.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("dead letters in %s: %w", d.path, err)
	}
	defer f.Close()
	out := json.NewEncoder(f)
	for _, r := range records {
		sequence := r.Change.SequenceNumber
		d.log.Error("record sent to the dead-letter file", "sequence", sequence, "file", d.path, "reason", reason)
		if err := out.Encode(map[string]any{"reason": fmt.Sprint(reason), "record": r}); err != nil {
			return fmt.Errorf("dead letters in %s: %w", d.path, err)
		}
		d.count++
	}
	return f.Close()
}

// Count returns the number of records that were added since the start.
func (d *DeadLetterFile) Count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.count
}
