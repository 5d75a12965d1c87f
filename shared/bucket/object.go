package bucket

import (
	"bytes"
	"context"
	"errors"
	"io"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"homstyle.dev/planner/shared/room"
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

// put writes an object if the stored one is still that revision, "" for none.
func (a *Archive) put(ctx context.Context, key string, body []byte, r room.Revision, tags string) error {
	in := &s3.PutObjectInput{Bucket: &a.bucket, Key: &key, Body: bytes.NewReader(body), ContentType: aws.String("application/json")}
	if tags != "" {
		in.Tagging = &tags
	}
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

// once writes an object that is not there yet; one that is, an earlier attempt wrote.
func (a *Archive) once(ctx context.Context, key string, body []byte, tags string) error {
	if err := a.put(ctx, key, body, "", tags); !errors.Is(err, room.ErrReplaced) {
		return err
	}
	return nil
}
