package s3archive

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// exportSegment is the maximum number of changes in one line of an export.
const exportSegment = 200

// Export writes a room as lines of JSON, each in the form of an object in the bucket: first
// the snapshot, then segments of history. It calls each after every change.
func Export(w io.Writer, s archive.Snapshot, history iter.Seq2[archive.Change, error], each func()) error {
	out := bufio.NewWriter(w)
	line := func(object []byte) {
		_, _ = out.Write(append(object, '\n')) // Flush returns its error
	}
	line(encodeSnapshot(s))
	var chunk []archive.Change
	for c, err := range history {
		if err != nil {
			return err
		}
		if chunk = append(chunk, c); len(chunk) == exportSegment {
			line(encodeSegment(s.Room, chunk))
			chunk = chunk[:0]
		}
		each()
	}
	if len(chunk) > 0 {
		line(encodeSegment(s.Room, chunk))
	}
	return out.Flush()
}

// Import reads the output of Export as the room id. It calls segment with the changes of each
// segment and returns the snapshot.
func Import(r io.Reader, id room.ID, segment func([]archive.Change) error) (archive.Snapshot, error) {
	in := bufio.NewReader(r)
	var s archive.Snapshot
	var exported room.ID
	for n := 1; ; n++ {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if n == 1 {
				s, err = decodeSnapshot("", line)
				exported = s.Room
			} else {
				err = importSegment(exported, id, line, segment)
			}
			if err != nil {
				return s, fmt.Errorf("line %d: %w", n, err)
			}
			continue
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return s, err
		}
	}
	if s.Plan.Version == 0 {
		return s, fmt.Errorf("line 1: no room: this is not an export")
	}
	s.Room, s.Erased = id, time.Time{} // another room may have been deleted before
	return s, nil
}

func importSegment(exported, id room.ID, line []byte, segment func([]archive.Change) error) error {
	changes, err := decodeSegment(exported, id, line)
	if err != nil || len(changes) == 0 {
		return err
	}
	return segment(changes)
}
