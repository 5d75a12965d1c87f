package eventsource

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"sync"

	"github.com/aws/aws-lambda-go/events"
)

// DeadLetterFile stores quarantined records in a file, one JSON object a line. It takes the place
// of an on-failure destination.
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

func (p *DeadLetterFile) Add(records []events.DynamoDBEventRecord, reason error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, err := os.OpenFile(p.path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("quarantining records in %s: %w", p.path, err)
	}
	defer f.Close()
	out := json.NewEncoder(f)
	for _, r := range records {
		p.log.Error("record parked", "sequence", r.Change.SequenceNumber, "file", p.path, "reason", reason)
		if err := out.Encode(map[string]any{"reason": fmt.Sprint(reason), "record": r}); err != nil {
			return fmt.Errorf("quarantining records in %s: %w", p.path, err)
		}
		p.count++
	}
	return f.Close()
}

// Count returns the number of records quarantined since the start.
func (p *DeadLetterFile) Count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.count
}
