package s3archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"iter"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// A segment is an object with changes that were made within segmentSpan. The name in its key is
//
//	<last ms>-<first ms>-<hash of the content>.json
//
// with the times of its last and first change. So segments are listed by the time of their
// last change, whatever the sequence numbers of different shards are, and a listing from a
// time on finds each segment with a change at or after that time. The hash distinguishes
// segments with the same times: a repeated batch may have a further change between its first
// and last. An object that exists under a key therefore has the content to be written.

// segmentSpan bounds the time between the first and the last change of a segment. It thereby
// bounds the number of segments that History must read before it knows the next change.
const segmentSpan = time.Minute

func segmentKey(id room.ID, changes []archive.Change, body []byte) string {
	first, last := changes[0].By().At, changes[len(changes)-1].By().At
	hash := sha256.Sum256(body)
	return fmt.Sprintf("%s%s-%s-%x.json", historyPrefix(id), millis(last), millis(first), hash[:16])
}

func (a *Archive) Append(ctx context.Context, id room.ID, changes []archive.Change) error {
	for _, s := range segments(changes) {
		body := encodeSegment(id, s)
		if err := a.putIfAbsent(ctx, segmentKey(id, s, body), body, historyTags); err != nil {
			return err
		}
	}
	return nil
}

// segments returns the changes in order, divided into parts of at most segmentSpan each.
func segments(changes []archive.Change) (all [][]archive.Change) {
	changes = slices.SortedFunc(slices.Values(changes), archive.Change.Compare)
	for len(changes) > 0 {
		end := changes[0].By().At.UnixMilli() + segmentSpan.Milliseconds()
		n := slices.IndexFunc(changes, func(c archive.Change) bool { return c.By().At.UnixMilli() > end })
		if n < 0 {
			n = len(changes)
		}
		all = append(all, changes[:n])
		changes = changes[n:]
	}
	return all
}

func (a *Archive) History(ctx context.Context, id room.ID, from time.Time) iter.Seq2[archive.Change, error] {
	return func(yield func(archive.Change, error) bool) {
		m := merge{from: from, yield: yield}
		for key, err := range a.list(ctx, historyPrefix(id), segmentsFrom(id, from)) {
			if err != nil {
				yield(archive.Change{}, fmt.Errorf("list history of %s: %w", id, err))
				return
			}
			changes, err := a.segment(ctx, id, key)
			if d, ok := errors.AsType[*archive.DamagedError](err); ok {
				if !yield(archive.Change{}, d) {
					return
				}
				continue
			}
			if err != nil {
				yield(archive.Change{}, err)
				return
			}
			if !m.add(changes) {
				return
			}
		}
		m.flush(len(m.open))
	}
}

// segmentsFrom returns a key that is before those of all segments with changes at or after from.
func segmentsFrom(id room.ID, from time.Time) string {
	if from.IsZero() {
		return ""
	}
	return historyPrefix(id) + millis(from)
}

// firstSchemaKey is the name in the keys of the first schema, which had no times and no hash.
var firstSchemaKey = regexp.MustCompile(`^[0-9]{40}\.json$`)

var errRenamed = errors.New("the object does not have the content for which its key was made")

func (a *Archive) segment(ctx context.Context, id room.ID, key string) ([]archive.Change, error) {
	body, _, err := a.get(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, err)
	}
	changes, err := decodeSegment(id, id, body)
	first, last := segmentTimes(key)
	if err == nil && len(changes) > 0 && !firstSchemaKey.MatchString(path.Base(key)) && segmentKey(id, changes, body) != key {
		err = errRenamed
	}
	if err != nil {
		return nil, &archive.DamagedError{Key: key, First: first, Last: last, Err: err}
	}
	return changes, nil
}

// segmentTimes returns the times of the first and the last change of a segment from its key, or
// zero times if the key does not have them.
func segmentTimes(key string) (first, last time.Time) {
	parts := strings.Split(path.Base(key), "-")
	if len(parts) != 3 {
		return first, last
	}
	lastMillis, errLast := strconv.ParseInt(parts[0], 10, 64)
	firstMillis, errFirst := strconv.ParseInt(parts[1], 10, 64)
	if errLast != nil || errFirst != nil {
		return first, last
	}
	return time.UnixMilli(firstMillis).UTC(), time.UnixMilli(lastMillis).UTC()
}

// merge sorts the changes of segments that are added by the time of their last change, and
// yields them in order.
type merge struct {
	from  time.Time
	yield func(archive.Change, error) bool
	open  []archive.Change // sorted; a segment to come may have earlier changes
}

// add adds the next segment. Later segments end no earlier, and so begin no earlier than
// segmentSpan before its end: changes before that time are yielded. It returns false if yield
// did.
func (m *merge) add(segment []archive.Change) bool {
	if len(segment) == 0 {
		return true
	}
	for _, c := range segment {
		at, found := slices.BinarySearchFunc(m.open, c, archive.Change.Compare)
		if !found && !c.By().At.Before(m.from) { // a repeated batch has the same changes again
			m.open = slices.Insert(m.open, at, c)
		}
	}
	settled := segment[len(segment)-1].By().At.Add(-segmentSpan)
	n := slices.IndexFunc(m.open, func(c archive.Change) bool { return !c.By().At.Before(settled) })
	if n < 0 {
		n = len(m.open)
	}
	return m.flush(n)
}

// flush yields the first n open changes. It returns false if yield did.
func (m *merge) flush(n int) bool {
	for _, c := range m.open[:n] {
		if !m.yield(c, nil) {
			return false
		}
	}
	m.open = slices.Clone(m.open[n:])
	return true
}
