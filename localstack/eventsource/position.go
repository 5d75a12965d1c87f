package eventsource

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
)

// position is the stored position in a stream.
type position struct {
	Stream   string   `json:"stream"` // the stream's ARN; another stream is read from its beginning
	Shard    string   `json:"shard,omitempty"`
	Sequence string   `json:"sequence,omitempty"` // of the last record of Shard that is done
	Finished []string `json:"finished,omitempty"` // shards that were done before Shard
}

// readPosition reads the file, or returns the beginning of the stream if there is none.
func readPosition(path, stream string) (position, error) {
	p := position{Stream: stream}
	kept, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return p, nil
	}
	var old position
	if err == nil {
		err = json.Unmarshal(kept, &old)
	}
	if err != nil {
		return p, fmt.Errorf("stream position in %s: %w", path, err)
	}
	if old.Stream == stream {
		p = old
	}
	return p, nil
}

// write replaces the file atomically.
func (p position) write(path string) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := os.WriteFile(path+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(path+".new", path)
}

// move sets the position to a record of shard.
func (p *position) move(shard, sequence string) {
	if p.Shard != "" && p.Shard != shard && !slices.Contains(p.Finished, p.Shard) {
		p.Finished = append(p.Finished, p.Shard)
	}
	p.Shard, p.Sequence = shard, sequence
}
