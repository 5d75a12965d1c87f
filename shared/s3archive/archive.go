// Package s3archive stores rooms' history, snapshots and pictures in S3. The keys are:
//
//	rooms/<room>/history/<last>-<first>-….json a segment (see history.go): written once
//	rooms/<room>/snapshot.json                 the newest snapshot: replaced by compare-and-swap
//	rooms/<room>/erased.json                   the time of the room's last deletion: never deleted
//	rooms/<room>/snapshots/<milliseconds>.json an hourly snapshot: written once
//	rooms/<room>/moments.json                  the named versions: replaced by compare-and-swap
//	rooms/<room>/quarantine/…                  damaged objects that an operator moved there: never read
//	uploads/<room>/<name>                      pictures, put by pages
//	uploads/<room>/pending/<expiry ms>-<name>  a presigned URL to put a picture: empty
//	quarantine/<sequence>.json                 a quarantined stream record
//
// Segments and hourly snapshots have the tag kind, by which the lifecycle rules in
// template.yaml expire them.
package s3archive

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// API has the methods of the S3 client that the archive calls.
type API interface {
	GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
	PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
	DeleteObjects(context.Context, *s3.DeleteObjectsInput, ...func(*s3.Options)) (*s3.DeleteObjectsOutput, error)
	ListObjectsV2(context.Context, *s3.ListObjectsV2Input, ...func(*s3.Options)) (*s3.ListObjectsV2Output, error)
}

// Archive is an archive in an S3 bucket.
type Archive struct {
	api    API
	bucket string
}

var _ archive.Repairer = (*Archive)(nil)

// New returns an archive in the named bucket.
func New(api API, bucket string) *Archive { return &Archive{api: api, bucket: bucket} }

// The widths to which numbers in keys are padded with zeros, so that the order of the keys is
// the order of the numbers. Sequence numbers of the stream have up to 40 digits; milliseconds
// have 15 until the year 33658.
const (
	sequenceDigits = 40
	milliDigits    = 15
)

// The tags of segments and of hourly snapshots.
const (
	historyTags = "kind=history"
	hourlyTags  = "kind=snapshot"
)

func roomPrefix(id room.ID) string       { return "rooms/" + string(id) + "/" }
func historyPrefix(id room.ID) string    { return roomPrefix(id) + "history/" }
func hourlyPrefix(id room.ID) string     { return roomPrefix(id) + "snapshots/" }
func namedVersionsKey(id room.ID) string { return roomPrefix(id) + "moments.json" }
func snapshotKey(id room.ID) string      { return roomPrefix(id) + "snapshot.json" }
func quarantinePrefix(id room.ID) string { return roomPrefix(id) + "quarantine/" }
func erasedKey(id room.ID) string        { return roomPrefix(id) + "erased.json" }
func hourlyKey(id room.ID, at time.Time) string {
	return hourlyPrefix(id) + millis(at) + ".json"
}
func pad(s string, digits int) string { return strings.Repeat("0", max(0, digits-len(s))) + s }
func millis(t time.Time) string       { return pad(strconv.FormatInt(t.UnixMilli(), 10), milliDigits) }

// Snapshot returns the newest snapshot and its revision, "" if there is none. The snapshot
// object also has the time of the room's deletion, so erasedKey is read only if the snapshot
// is missing or unreadable. For an unreadable one the error is archive.ErrUnreadable.
func (a *Archive) Snapshot(ctx context.Context, id room.ID) (archive.Snapshot, archive.Revision, error) {
	body, etag, err := a.get(ctx, snapshotKey(id))
	_, missing := errors.AsType[*types.NoSuchKey](err)
	if err != nil && !missing {
		return archive.Snapshot{}, "", err
	}
	var unreadable error
	if !missing {
		s, err := decodeSnapshot(id, body)
		if err == nil {
			return s, archive.Revision(etag), nil
		}
		if unreadable = decodeError(snapshotKey(id), err); !errors.Is(unreadable, archive.ErrUnreadable) {
			return s, archive.Revision(etag), unreadable
		}
	}
	erased, err := a.erased(ctx, id)
	if err != nil {
		return archive.Snapshot{}, "", err
	}
	return archive.Snapshot{Room: id, Erased: erased}, archive.Revision(etag), unreadable
}

// decodeError adds the key of the object to an error of decoding it, and archive.ErrUnreadable
// unless a newer schema wrote the object: a newer version of this program can read that.
func decodeError(key string, err error) error {
	if _, newer := errors.AsType[*room.NewerSchemaError](err); newer {
		return fmt.Errorf("%s: %w", key, err)
	}
	return fmt.Errorf("%s %w: %w", key, archive.ErrUnreadable, err)
}

func (a *Archive) Replace(ctx context.Context, s archive.Snapshot, r archive.Revision) error {
	return a.put(ctx, snapshotKey(s.Room), encodeSnapshot(s), r, "")
}

func (a *Archive) PutHourly(ctx context.Context, s archive.Snapshot) error {
	return a.putIfAbsent(ctx, hourlyKey(s.Room, s.At), encodeSnapshot(s), hourlyTags)
}

func (a *Archive) SetHourly(ctx context.Context, s archive.Snapshot) error {
	return a.set(ctx, hourlyKey(s.Room, s.At), encodeSnapshot(s), hourlyTags)
}

// list returns the keys with a prefix that are greater than after, in order.
func (a *Archive) list(ctx context.Context, prefix, after string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		in := &s3.ListObjectsV2Input{Bucket: &a.bucket, Prefix: &prefix}
		if after != "" {
			in.StartAfter = &after
		}
		for pages := s3.NewListObjectsV2Paginator(a.api, in); pages.HasMorePages(); {
			page, err := pages.NextPage(ctx)
			if err != nil {
				yield("", err)
				return
			}
			for _, object := range page.Contents {
				// Checked here as well, for servers that ignore StartAfter.
				if key := aws.ToString(object.Key); key > after && !yield(key, nil) {
					return
				}
			}
		}
	}
}
