package s3archive

import (
	"context"
	"crypto/sha256"
	"fmt"
	"iter"
	"slices"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// A segment is an object of changes that were made within segmentSpan. Its key is
//
//	<last ms>-<first ms>-<hash of the content>.json
//
// of its last and first change by time. So segments are listed by the time of their last
// change, whatever the sequence numbers of two shards are, and a listing from a time on
// finds each segment with a change of then or later. The hash tells segments of the same
// times apart: a batch that comes again may have one change more between its ends. What is
// there under a key is therefore what would be written.

// segmentSpan bounds the time between the first and the last change of a segment, and so
// how many segments History must look at before it knows which change comes next.
const segmentSpan = time.Minute

func segmentKey(id room.ID, changes []archive.Change, body []byte) string {
	first, last := changes[0].By().At, changes[len(changes)-1].By().At
	hash := sha256.Sum256(body)
	return fmt.Sprintf("%s%s-%s-%x.json", historyPrefix(id), millis(last), millis(first), hash[:16])
}

func (a *Archive) Append(ctx context.Context, id room.ID, changes []archive.Change) error {
	for _, s := range segments(changes) {
		body := encodeSegment(id, s)
		if err := a.once(ctx, segmentKey(id, s, body), body, "kind=history"); err != nil {
			return err
		}
	}
	return nil
}

// segments are the changes in order, in parts that span segmentSpan at most.
func segments(changes []archive.Change) (all [][]archive.Change) {
	changes = slices.SortedFunc(slices.Values(changes), archive.Change.Compare)
	for len(changes) > 0 {
		end := changes[0].By().At.UnixMilli() + segmentSpan.Milliseconds()
		n := slices.IndexFunc(changes, func(c archive.Change) bool { return c.By().At.UnixMilli() > end })
		if n < 0 {
			n = len(changes)
		}
		all, changes = append(all, changes[:n]), changes[n:]
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

// segmentsFrom is before the key of each segment that has changes from then on.
func segmentsFrom(id room.ID, from time.Time) string {
	if from.IsZero() {
		return ""
	}
	return historyPrefix(id) + millis(from)
}

func (a *Archive) segment(ctx context.Context, id room.ID, key string) ([]archive.Change, error) {
	body, _, err := a.get(ctx, key)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", key, err)
	}
	changes, err := decodeSegment(id, body)
	if err != nil {
		return nil, broken(key, err)
	}
	return changes, nil
}

// merge puts the changes of segments, which come by their last change's time, in order.
type merge struct {
	from  time.Time
	yield func(archive.Change, error) bool
	open  []archive.Change // in order; an earlier one may still come
}

// add takes the next segment. Those after it end no earlier, and so begin no earlier than
// segmentSpan before its end: what is older is given out. It returns false when nobody
// wants more.
func (m *merge) add(segment []archive.Change) bool {
	if len(segment) == 0 {
		return true
	}
	for _, c := range segment {
		at, there := slices.BinarySearchFunc(m.open, c, archive.Change.Compare)
		if !there && !c.By().At.Before(m.from) { // a repeated batch brings changes again
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

func (m *merge) flush(n int) bool {
	for _, c := range m.open[:n] {
		if !m.yield(c, nil) {
			return false
		}
	}
	m.open = slices.Clone(m.open[n:])
	return true
}
