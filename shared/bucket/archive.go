// Package bucket keeps rooms' history and snapshots in S3.
//
//	rooms/<room>/history/<sequence>.json   a segment: written once
//	rooms/<room>/snapshot.json             the newest state: replaced by compare-and-swap
package bucket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"homstyle.dev/planner/shared/room"
)

// API is what the archive uses of the S3 client.
type API interface {
	GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
	PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error)
	ListObjectsV2(context.Context, *s3.ListObjectsV2Input, ...func(*s3.Options)) (*s3.ListObjectsV2Output, error)
}

// Archive is a room.Archive in a bucket.
type Archive struct {
	api    API
	bucket string
}

var _ room.Archive = (*Archive)(nil)

// New is an archive in the bucket of that name.
func New(api API, bucket string) *Archive { return &Archive{api: api, bucket: bucket} }

// Stream sequence numbers have up to 40 digits; padded, their order is the order of
// keys.
const sequenceDigits = 40

func historyPrefix(id room.ID) string { return "rooms/" + string(id) + "/history/" }

func segmentKey(id room.ID, sequence string) string {
	return historyPrefix(id) + strings.Repeat("0", max(0, sequenceDigits-len(sequence))) + sequence + ".json"
}

func snapshotKey(id room.ID) string { return "rooms/" + string(id) + "/snapshot.json" }

// Append implements room.Archive.
func (a *Archive) Append(ctx context.Context, id room.ID, changes []room.Change) error {
	err := a.put(ctx, segmentKey(id, changes[0].Sequence), encodeSegment(id, changes), "")
	if errors.Is(err, room.ErrReplaced) {
		return nil // written by an earlier attempt
	}
	return err
}

// Snapshot implements room.Archive.
func (a *Archive) Snapshot(ctx context.Context, id room.ID) (room.Snapshot, room.Revision, error) {
	body, etag, err := a.get(ctx, snapshotKey(id))
	if _, missing := errors.AsType[*types.NoSuchKey](err); missing {
		return room.Snapshot{Room: id}, "", nil
	}
	if err != nil {
		return room.Snapshot{}, "", err
	}
	s, err := decodeSnapshot(body)
	return s, room.Revision(etag), err
}

// Replace implements room.Archive.
func (a *Archive) Replace(ctx context.Context, s room.Snapshot, r room.Revision) error {
	return a.put(ctx, snapshotKey(s.Room), encodeSnapshot(s), r)
}

// History implements room.Archive.
func (a *Archive) History(ctx context.Context, id room.ID) iter.Seq2[room.Change, error] {
	return func(yield func(room.Change, error) bool) {
		pages := s3.NewListObjectsV2Paginator(a.api, &s3.ListObjectsV2Input{Bucket: &a.bucket, Prefix: aws.String(historyPrefix(id))})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				yield(room.Change{}, fmt.Errorf("list history of %s: %w", id, err))
				return
			}
			for _, object := range page.Contents {
				if !a.segment(ctx, id, *object.Key, yield) {
					return
				}
			}
		}
	}
}

func (a *Archive) segment(ctx context.Context, id room.ID, key string, yield func(room.Change, error) bool) bool {
	body, _, err := a.get(ctx, key)
	var changes []room.Change
	if err == nil {
		changes, err = decodeSegment(id, body)
	}
	if err != nil {
		yield(room.Change{}, fmt.Errorf("read %s: %w", key, err))
		return false
	}
	for _, c := range changes {
		if !yield(c, nil) {
			return false
		}
	}
	return true
}

func (a *Archive) get(ctx context.Context, key string) (body []byte, etag string, err error) {
	out, err := a.api.GetObject(ctx, &s3.GetObjectInput{Bucket: &a.bucket, Key: &key})
	if err != nil {
		return nil, "", err
	}
	defer out.Body.Close()
	body, err = io.ReadAll(out.Body)
	return body, aws.ToString(out.ETag), err
}

// put writes an object if the stored one is still that revision, "" for none.
func (a *Archive) put(ctx context.Context, key string, body []byte, r room.Revision) error {
	in := &s3.PutObjectInput{Bucket: &a.bucket, Key: &key, Body: bytes.NewReader(body), ContentType: aws.String("application/json")}
	if r == "" {
		in.IfNoneMatch = aws.String("*")
	} else {
		in.IfMatch = aws.String(string(r))
	}
	_, err := a.api.PutObject(ctx, in)
	if e, ok := errors.AsType[smithy.APIError](err); ok {
		switch e.ErrorCode() {
		case "PreconditionFailed", "ConditionalRequestConflict":
			return room.ErrReplaced
		}
	}
	return err
}
