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

// Uploads signs addresses of pictures.
type Uploads struct {
	api    API
	client *s3.PresignClient
	bucket string
}

// NewUploads signs for the bucket of that name.
func NewUploads(client *s3.Client, bucket string) *Uploads {
	return &Uploads{api: client, client: s3.NewPresignClient(client), bucket: bucket}
}

func uploadKey(id room.ID, name string) string { return "uploads/" + string(id) + "/" + name }

// Put signs the put of one object of exactly that type and size, where there is none
// yet: all three are among the headers that the signature covers. So an address can be
// used once; each further put would be an old version that is kept for days. It returns
// the headers that must come with it.
func (u *Uploads) Put(ctx context.Context, id room.ID, name, kind string, size int64, lasts time.Duration) (string, http.Header, error) {
	key := uploadKey(id, name)
	r, err := u.client.PresignPutObject(ctx, &s3.PutObjectInput{
		Bucket: &u.bucket, Key: &key, ContentType: &kind, ContentLength: &size, IfNoneMatch: aws.String("*"),
	}, s3.WithPresignExpires(lasts))
	if err != nil {
		return "", nil, fmt.Errorf("sign upload: %w", err)
	}
	return r.URL, r.SignedHeader, nil
}

// Get signs the reading of one object.
func (u *Uploads) Get(ctx context.Context, id room.ID, name string, lasts time.Duration) (string, error) {
	key := uploadKey(id, name)
	r, err := u.client.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: &u.bucket, Key: &key}, s3.WithPresignExpires(lasts))
	if err != nil {
		return "", fmt.Errorf("sign picture: %w", err)
	}
	return r.URL, nil
}

// Count is how many objects a room has, most at most. It is one listing.
func (u *Uploads) Count(ctx context.Context, id room.ID, most int32) (int, error) {
	prefix := uploadKey(id, "")
	out, err := u.api.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &u.bucket, Prefix: &prefix, MaxKeys: &most})
	if err != nil {
		return 0, fmt.Errorf("count pictures: %w", err)
	}
	return len(out.Contents), nil
}
