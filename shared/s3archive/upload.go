package s3archive

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/shared/room"
)

// Uploads signs the URLs of pictures.
type Uploads struct {
	api    API
	client *s3.PresignClient
	bucket string
}

// NewUploads returns the Uploads of the named bucket.
func NewUploads(client *s3.Client, bucket string) *Uploads {
	return &Uploads{api: client, client: s3.NewPresignClient(client), bucket: bucket}
}

func uploadKey(id room.ID, name string) string { return "uploads/" + string(id) + "/" + name }

// Put returns a URL for the put of one object, and the headers that must be sent with it. The
// signature covers the type, the size and the condition that the object does not exist, so
// the URL can be used once. Without the condition each further put would leave an old version
// that is stored for days.
func (u *Uploads) Put(
	ctx context.Context, id room.ID, name, kind string, size int64, lasts time.Duration,
) (string, http.Header, error) {
	key := uploadKey(id, name)
	r, err := u.client.PresignPutObject(ctx, &s3.PutObjectInput{
		Bucket: &u.bucket, Key: &key, ContentType: &kind, ContentLength: &size, IfNoneMatch: aws.String("*"),
	}, s3.WithPresignExpires(lasts))
	if err != nil {
		return "", nil, fmt.Errorf("sign upload: %w", err)
	}
	return r.URL, r.SignedHeader, nil
}

// Get returns a URL from which the object can be read.
func (u *Uploads) Get(ctx context.Context, id room.ID, name string, lasts time.Duration) (string, error) {
	key := uploadKey(id, name)
	in := &s3.GetObjectInput{Bucket: &u.bucket, Key: &key}
	r, err := u.client.PresignGetObject(ctx, in, s3.WithPresignExpires(lasts))
	if err != nil {
		return "", fmt.Errorf("sign picture: %w", err)
	}
	return r.URL, nil
}

// Count returns the number of pictures of a room, but at most most. It makes one call.
func (u *Uploads) Count(ctx context.Context, id room.ID, most int32) (int, error) {
	prefix := uploadKey(id, "")
	out, err := u.api.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &u.bucket, Prefix: &prefix, MaxKeys: &most})
	if err != nil {
		return 0, fmt.Errorf("count pictures: %w", err)
	}
	return len(out.Contents), nil
}
