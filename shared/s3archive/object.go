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

// get returns an object's body and ETag. The error for a missing object is *types.NoSuchKey.
func (a *Archive) get(ctx context.Context, key string) (body []byte, etag string, err error) {
	out, err := a.api.GetObject(ctx, &s3.GetObjectInput{Bucket: &a.bucket, Key: &key})
	if err != nil {
		return nil, "", err
	}
	defer out.Body.Close()
	body, err = io.ReadAll(out.Body)
	return body, aws.ToString(out.ETag), err
}

// put writes an object if the revision of the stored one is still r, where "" means that there
// is none; else it returns archive.ErrReplaced. S3 may answer two concurrent conditional
// writes of a key with a conflict and carry out neither: put retries after a conflict.
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

// conflictAttempts bounds the attempts of a conditional write. After the last one the caller
// gets an error, and Lambda repeats the stream's batch.
const conflictAttempts = 6

// retryReplaced calls f, which reads an object and replaces it, again for as long as it
// returns archive.ErrReplaced, up to replaceAttempts times.
func retryReplaced(ctx context.Context, f func() error) error {
	for attempt := 1; ; attempt++ {
		err := f()
		if !errors.Is(err, archive.ErrReplaced) || attempt == replaceAttempts {
			return err
		}
		if err := pause(ctx, attempt); err != nil {
			return err
		}
	}
}

// replaceAttempts bounds the attempts of retryReplaced; with the pauses it takes up to 3 s.
const replaceAttempts = 7

// pause waits between two attempts: 25 to 50 ms after the first, twice as long after each
// further one. It returns ctx.Err() if ctx ends before.
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
	// With If-Match, S3 answers NoSuchKey if the object was deleted since it was read.
	if failed(err, "PreconditionFailed") || r != "" && failed(err, "NoSuchKey") {
		return archive.ErrReplaced
	}
	return err
}

// set writes an object without a condition.
func (a *Archive) set(ctx context.Context, key string, body []byte, tags string) error {
	in := &s3.PutObjectInput{
		Bucket: &a.bucket, Key: &key, Body: bytes.NewReader(body), ContentType: aws.String("application/json"),
	}
	if tags != "" {
		in.Tagging = &tags
	}
	_, err := a.api.PutObject(ctx, in)
	return err
}

// failed reports whether err is an answer of S3 with that code.
func failed(err error, code string) bool {
	e, ok := errors.AsType[smithy.APIError](err)
	return ok && e.ErrorCode() == code
}

// putIfAbsent writes an object if there is none with its key. It returns nil if there is one:
// an earlier attempt wrote the same content.
func (a *Archive) putIfAbsent(ctx context.Context, key string, body []byte, tags string) error {
	if err := a.put(ctx, key, body, "", tags); !errors.Is(err, archive.ErrReplaced) {
		return err
	}
	return nil
}
