// Package s3archive keeps rooms' history and snapshots in S3.
//
//	rooms/<room>/history/<last>-<first>-….json a segment (see history.go): written once
//	rooms/<room>/snapshot.json                 the newest state: replaced by compare-and-swap
//	rooms/<room>/erased.json                   when the room was deleted last: outlives the rest
//	rooms/<room>/snapshots/<milliseconds>.json a dated state: written once
//	rooms/<room>/moments.json                  the moments that somebody named: replaced by compare-and-swap
//	uploads/<room>/<name>                      pictures, put there by pages
//	parked/<sequence>.json                     a stream record that is no change
//
// History and dated states carry the tag kind, by which template.yaml lets them end.
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

// API is what the archive uses of the S3 client.
type API interface {
	GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
	PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
	DeleteObjects(context.Context, *s3.DeleteObjectsInput, ...func(*s3.Options)) (*s3.DeleteObjectsOutput, error)
	ListObjectsV2(context.Context, *s3.ListObjectsV2Input, ...func(*s3.Options)) (*s3.ListObjectsV2Output, error)
}

// Archive is a archive.Archive in a bucket.
type Archive struct {
	api    API
	bucket string
}

var _ archive.Store = (*Archive)(nil)

// New is an archive in the bucket of that name.
func New(api API, bucket string) *Archive { return &Archive{api: api, bucket: bucket} }

// Stream sequence numbers have up to 40 digits; padded, their order is the order of
// keys. So is that of milliseconds until the year 33658.
const (
	sequenceDigits = 40
	milliDigits    = 15
)

func roomPrefix(id room.ID) string    { return "rooms/" + string(id) + "/" }
func historyPrefix(id room.ID) string { return roomPrefix(id) + "history/" }
func datedPrefix(id room.ID) string   { return roomPrefix(id) + "snapshots/" }
func momentsKey(id room.ID) string    { return roomPrefix(id) + "moments.json" }
func snapshotKey(id room.ID) string   { return roomPrefix(id) + "snapshot.json" }
func erasedKey(id room.ID) string     { return roomPrefix(id) + "erased.json" }
func pad(s string, digits int) string { return strings.Repeat("0", max(0, digits-len(s))) + s }
func millis(t time.Time) string       { return pad(strconv.FormatInt(t.UnixMilli(), 10), milliDigits) }

// Snapshot implements archive.ArchiveReader. The time of a deletion is in the snapshot, too,
// so that erasedKey is read for a new or a broken room alone.
func (a *Archive) Snapshot(ctx context.Context, id room.ID) (archive.Snapshot, archive.Revision, error) {
	body, etag, err := a.get(ctx, snapshotKey(id))
	_, missing := errors.AsType[*types.NoSuchKey](err)
	if err != nil && !missing {
		return archive.Snapshot{}, "", err
	}
	var unreadable error
	if !missing {
		s, err := decodeSnapshot(body)
		if err == nil {
			return s, archive.Revision(etag), nil
		}
		if unreadable = broken(snapshotKey(id), err); !errors.Is(unreadable, archive.ErrUnreadable) {
			return s, archive.Revision(etag), unreadable
		}
	}
	erased, err := a.erased(ctx, id)
	if err != nil {
		return archive.Snapshot{}, "", err
	}
	return archive.Snapshot{Room: id, Erased: erased}, archive.Revision(etag), unreadable
}

// broken says of what object an error is. What a newer schema wrote is not unreadable:
// somebody else can read it.
func broken(key string, err error) error {
	if _, newer := errors.AsType[*room.NewerSchemaError](err); newer {
		return fmt.Errorf("%s: %w", key, err)
	}
	return fmt.Errorf("%s %w: %w", key, archive.ErrUnreadable, err)
}

func (a *Archive) Replace(ctx context.Context, s archive.Snapshot, r archive.Revision) error {
	return a.put(ctx, snapshotKey(s.Room), encodeSnapshot(s), r, "")
}

func (a *Archive) PutHourly(ctx context.Context, s archive.Snapshot) error {
	return a.once(ctx, datedPrefix(s.Room)+millis(s.At)+".json", encodeSnapshot(s), "kind=snapshot")
}

// list walks the keys with a prefix, in order, from after on.
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
				// Also where a server ignores StartAfter.
				if key := aws.ToString(object.Key); key > after && !yield(key, nil) {
					return
				}
			}
		}
	}
}
