package s3archive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

var (
	_ archive.Source        = (*Archive)(nil)
	_ archive.NamedVersions = (*Archive)(nil)
	_ archive.Catalog       = (*Archive)(nil)
)

func (a *Archive) HourlyTimes(ctx context.Context, id room.ID) ([]time.Time, error) {
	var all []time.Time
	for key, err := range a.list(ctx, hourlyPrefix(id), "") {
		if err != nil {
			return nil, fmt.Errorf("list %s: %w", hourlyPrefix(id), err)
		}
		if at, ok := hourlyTime(id, key); ok {
			all = append(all, at)
		}
	}
	return all, nil
}

// hourlyTime returns the time of the hourly snapshot with that key. ok is false if the key is not
// that of an hourly snapshot.
func hourlyTime(id room.ID, key string) (at time.Time, ok bool) {
	ms, err := strconv.ParseInt(strings.TrimSuffix(path.Base(key), ".json"), 10, 64)
	if err != nil {
		return at, false
	}
	at = time.UnixMilli(ms).UTC()
	return at, hourlyKey(id, at) == key
}

func (a *Archive) Hourly(ctx context.Context, id room.ID, at time.Time) (archive.Snapshot, error) {
	body, _, err := a.get(ctx, hourlyKey(id, at))
	if err != nil {
		return archive.Snapshot{}, fmt.Errorf("snapshot of %s at %d: %w", id, at.UnixMilli(), err)
	}
	s, err := decodeSnapshot(id, body)
	purged := s.At.IsZero() && !s.Erased.Before(at)
	if err == nil && !purged && s.At.UnixMilli() != at.UnixMilli() {
		err = fmt.Errorf("the object is of %s", s.At.Format(time.RFC3339Nano))
	}
	if err != nil {
		return archive.Snapshot{}, decodeError(hourlyKey(id, at), err)
	}
	return s, nil
}

func (a *Archive) Rooms(ctx context.Context) iter.Seq2[room.ID, error] {
	return func(yield func(room.ID, error) bool) {
		in := &s3.ListObjectsV2Input{Bucket: &a.bucket, Prefix: aws.String("rooms/"), Delimiter: aws.String("/")}
		for pages := s3.NewListObjectsV2Paginator(a.api, in); pages.HasMorePages(); {
			page, err := pages.NextPage(ctx)
			if err != nil {
				yield("", fmt.Errorf("list rooms: %w", err))
				return
			}
			for _, p := range page.CommonPrefixes {
				if !yield(room.ID(path.Base(aws.ToString(p.Prefix))), nil) {
					return
				}
			}
		}
	}
}

// Erase deletes a room's archive and pictures, and stores at as the time of its deletion
// (SN8). It first replaces the snapshot by one that has only that time, so that changes which
// the stream still delivers are discarded; then it deletes the other objects. A change that is
// ingested at the same time, or another Erase, may replace the snapshot first: then Erase
// reads it again.
func (a *Archive) Erase(ctx context.Context, id room.ID, at time.Time) error {
	if _, err := a.PutErased(ctx, id, at); err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	err := retryReplaced(ctx, func() error {
		s, revision, err := a.Snapshot(ctx, id)
		if err != nil && !errors.Is(err, archive.ErrUnreadable) {
			return err
		}
		if err == nil && revision != "" && !at.After(s.Erased) {
			return nil // erased at that time or later already
		}
		return a.Replace(ctx, archive.Snapshot{Room: id, Erased: at}, revision)
	})
	if err != nil {
		return fmt.Errorf("erase %s: %w", id, err)
	}
	prefixes := []string{
		historyPrefix(id), hourlyPrefix(id), namedVersionsKey(id), quarantinePrefix(id), uploadKey(id, ""),
	}
	for _, prefix := range prefixes {
		if err := a.empty(ctx, prefix); err != nil {
			return fmt.Errorf("erase %s: %w", prefix, err)
		}
	}
	return nil
}

// Purge overwrites the segments and hourly snapshots that have a change made at or before until
// with empty ones: the role of the function that ingests allows writing and not deleting. Erase
// has deleted them all before, but for those that were written meanwhile.
func (a *Archive) Purge(ctx context.Context, id room.ID, until time.Time) error {
	end := historyPrefix(id) + millis(until.Add(segmentSpan).Add(time.Millisecond))
	for key, err := range a.list(ctx, historyPrefix(id), "") {
		if err != nil {
			return fmt.Errorf("list history of %s: %w", id, err)
		}
		if key >= end {
			break // this and all later segments begin after until
		}
		if first, _ := segmentTimes(key); first.After(until) {
			continue
		}
		if err := a.set(ctx, key, encodePurgedSegment(id, until), historyTags); err != nil {
			return fmt.Errorf("purge %s: %w", key, err)
		}
	}
	times, err := a.HourlyTimes(ctx, id)
	if err != nil {
		return err
	}
	for _, at := range times {
		if at.After(until) {
			break
		}
		body := encodeSnapshot(archive.Snapshot{Room: id, Erased: until})
		if err := a.set(ctx, hourlyKey(id, at), body, hourlyTags); err != nil {
			return fmt.Errorf("purge %s: %w", hourlyKey(id, at), err)
		}
	}
	return nil
}

// PutErased stores the time in erasedKey. It does not replace an object of a newer schema.
func (a *Archive) PutErased(ctx context.Context, id room.ID, at time.Time) (written bool, err error) {
	err = retryReplaced(ctx, func() error {
		stored, revision, err := a.erasure(ctx, id)
		switch {
		case err != nil && !errors.Is(err, archive.ErrUnreadable):
			return err
		case err == nil && revision != "" && toMillis(at) <= toMillis(stored):
			return nil
		}
		err = a.put(ctx, erasedKey(id), encodeErasure(id, at), revision, "")
		written = err == nil
		return err
	})
	return written, err
}

// erased returns the time of the room's last deletion in erasedKey, or the zero time. For an
// object that can't be decoded, the error is a *archive.DamagedError.
func (a *Archive) erased(ctx context.Context, id room.ID) (time.Time, error) {
	at, _, err := a.erasure(ctx, id)
	return at, err
}

func (a *Archive) erasure(ctx context.Context, id room.ID) (time.Time, archive.Revision, error) {
	body, etag, err := a.get(ctx, erasedKey(id))
	if _, missing := errors.AsType[*types.NoSuchKey](err); missing {
		return time.Time{}, "", nil
	}
	if err != nil {
		return time.Time{}, "", fmt.Errorf("read %s: %w", erasedKey(id), err)
	}
	at, err := decodeErasure(id, body)
	if err != nil {
		return time.Time{}, archive.Revision(etag), &archive.DamagedError{Key: erasedKey(id), Err: err}
	}
	return at, archive.Revision(etag), nil
}

// deleteBatch is the maximum number of keys in one DeleteObjects call.
const deleteBatch = 1000

// empty deletes all objects whose keys have the prefix.
func (a *Archive) empty(ctx context.Context, prefix string) error {
	var keys []types.ObjectIdentifier
	for key, err := range a.list(ctx, prefix, "") {
		if err != nil {
			return err
		}
		keys = append(keys, types.ObjectIdentifier{Key: aws.String(key)})
	}
	for len(keys) > 0 {
		n := min(deleteBatch, len(keys))
		if err := a.remove(ctx, keys[:n]); err != nil {
			return err
		}
		keys = keys[n:]
	}
	return nil
}

// remove deletes up to deleteBatch objects. A missing object is not an error.
func (a *Archive) remove(ctx context.Context, keys []types.ObjectIdentifier) error {
	in := &s3.DeleteObjectsInput{Bucket: &a.bucket, Delete: &types.Delete{Objects: keys, Quiet: aws.Bool(true)}}
	out, err := a.api.DeleteObjects(ctx, in)
	if err != nil {
		return err
	}
	if len(out.Errors) > 0 {
		return fmt.Errorf("%s: %s", aws.ToString(out.Errors[0].Key), aws.ToString(out.Errors[0].Message))
	}
	return nil
}

// Quarantine stores a stream record that can't be ingested, and the reason, for inspection
// (SN4).
func (a *Archive) Quarantine(ctx context.Context, sequence string, record []byte, reason error) error {
	body := encode(struct {
		Reason string `json:"reason"`
		Record string `json:"record"`
	}{reason.Error(), string(record)})
	return a.putIfAbsent(ctx, "quarantine/"+pad(sequence, sequenceDigits)+".json", body, "")
}
