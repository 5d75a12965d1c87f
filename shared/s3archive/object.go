package s3archive

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"homstyle.dev/planner/shared/archive"
)

func (a *Archive) get(ctx context.Context, key string) (body []byte, etag string, err error) {
	out, err := a.api.GetObject(ctx, &s3.GetObjectInput{Bucket: &a.bucket, Key: &key})
	if err != nil {
		return nil, "", err
	}
	defer out.Body.Close()
	body, err = io.ReadAll(out.Body)
	return body, aws.ToString(out.ETag), err
}

// put writes an object if the stored one is still that revision, "" for none; else it is
// ErrReplaced. Two conditional writes of a key at the same time may both be told that
// they conflict, with none written: such a write is tried again.
func (a *Archive) put(ctx context.Context, key string, body []byte, r archive.Revision, tags string) error {
	for attempt := 1; ; attempt++ {
		err := a.putOnce(ctx, key, body, r, tags)
		if !failed(err, "ConditionalRequestConflict") {
			return err
		}
		if attempt == conflictAttempts {
			return fmt.Errorf("put %s, %d times: %w", key, attempt, err)
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// conflictAttempts bounds the tries of a conditional write; the stream comes back for
// more.
const conflictAttempts = 6

// pause waits between two tries: 25 to 50 ms at first, twice as long each time.
func pause(ctx context.Context, attempt int) error {
	longest := 50 * time.Millisecond << (attempt - 1)
	t := time.NewTimer(longest/2 + rand.N(longest/2))
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

func (a *Archive) putOnce(ctx context.Context, key string, body []byte, r archive.Revision, tags string) error {
	in := &s3.PutObjectInput{
		Bucket: &a.bucket, Key: &key, Body: bytes.NewReader(body), ContentType: aws.String("application/json"),
	}
	if tags != "" {
		in.Tagging = &tags
	}
	if r == "" {
		in.IfNoneMatch = aws.String("*")
	} else {
		in.IfMatch = aws.String(string(r))
	}
	_, err := a.api.PutObject(ctx, in)
	// With If-Match, an object that was deleted meanwhile is not found.
	if failed(err, "PreconditionFailed") || r != "" && failed(err, "NoSuchKey") {
		return archive.ErrReplaced
	}
	return err
}

// set writes an object, whatever was there.
func (a *Archive) set(ctx context.Context, key string, body []byte) error {
	_, err := a.api.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &a.bucket, Key: &key, Body: bytes.NewReader(body), ContentType: aws.String("application/json"),
	})
	return err
}

// failed reports whether S3 answered with that code.
func failed(err error, code string) bool {
	e, ok := errors.AsType[smithy.APIError](err)
	return ok && e.ErrorCode() == code
}

// once writes an object that is not there yet; one that is, an earlier attempt wrote.
func (a *Archive) once(ctx context.Context, key string, body []byte, tags string) error {
	if err := a.put(ctx, key, body, "", tags); !errors.Is(err, archive.ErrReplaced) {
		return err
	}
	return nil
}
