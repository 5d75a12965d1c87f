package s3archive

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"homstyle.dev/planner/shared/room"
)

// Uploads signs the URLs of pictures.
type Uploads struct {
	api    API
	copier copier
	client *s3.PresignClient
	bucket string
}

// copier is the call with which Uploads copies pictures.
type copier interface {
	CopyObject(context.Context, *s3.CopyObjectInput, ...func(*s3.Options)) (*s3.CopyObjectOutput, error)
}

// NewUploads returns the Uploads of the named bucket.
func NewUploads(client *s3.Client, bucket string) *Uploads {
	return &Uploads{api: client, copier: client, client: s3.NewPresignClient(client), bucket: bucket}
}

func uploadKey(id room.ID, name string) string { return "uploads/" + string(id) + "/" + name }
func pendingPrefix(id room.ID) string          { return uploadKey(id, "pending/") }

// Put returns a URL for the put of one object, and the headers that must be sent with it. It
// stores an empty object that makes Count count the URL until it expires. The signature covers the
// type, the size and the condition that the object does not exist, so the URL can be used once.
// Without the condition each further put would leave an old version that is stored for days.
func (u *Uploads) Put(
	ctx context.Context, id room.ID, name, kind string, size int64, lasts time.Duration,
) (string, http.Header, error) {
	pending := pendingPrefix(id) + millis(time.Now().Add(lasts)) + "-" + name
	if _, err := u.api.PutObject(ctx, &s3.PutObjectInput{Bucket: &u.bucket, Key: &pending}); err != nil {
		return "", nil, fmt.Errorf("count upload: %w", err)
	}
	key := uploadKey(id, name)
	r, err := u.client.PresignPutObject(ctx, &s3.PutObjectInput{
		Bucket: &u.bucket, Key: &key, ContentType: &kind, ContentLength: &size, IfNoneMatch: aws.String("*"),
	}, s3.WithPresignExpires(lasts))
	if err != nil {
		return "", nil, fmt.Errorf("sign upload: %w", err)
	}
	return r.URL, r.SignedHeader, nil
}

// Copy copies an object of one room to another, under its name. It does nothing if there is none.
func (u *Uploads) Copy(ctx context.Context, from, to room.ID, name string) error {
	key, source := uploadKey(to, name), u.bucket+"/"+uploadKey(from, name)
	_, err := u.copier.CopyObject(ctx, &s3.CopyObjectInput{Bucket: &u.bucket, Key: &key, CopySource: &source})
	if err != nil && !failed(err, "NoSuchKey") {
		return fmt.Errorf("copy picture: %w", err)
	}
	return nil
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

// Count returns the number of a room's pictures and of the URLs from Put that have not expired, a
// picture and its URL being one, but at most most. It deletes the records of expired URLs. It
// makes one call, and another one if there are such records.
func (u *Uploads) Count(ctx context.Context, id room.ID, most int32) (int, error) {
	prefix := uploadKey(id, "")
	out, err := u.api.ListObjectsV2(ctx, &s3.ListObjectsV2Input{Bucket: &u.bucket, Prefix: &prefix})
	if err != nil {
		return 0, fmt.Errorf("count pictures: %w", err)
	}
	names := map[string]bool{}
	var expired []types.ObjectIdentifier
	now := millis(time.Now())
	for _, object := range out.Contents {
		pending, isPending := strings.CutPrefix(*object.Key, pendingPrefix(id))
		expiry, name, _ := strings.Cut(pending, "-")
		switch {
		case !isPending:
			names[path.Base(*object.Key)] = true
		case expiry < now:
			expired = append(expired, types.ObjectIdentifier{Key: object.Key})
		default:
			names[name] = true
		}
	}
	if len(expired) > 0 {
		in := &s3.DeleteObjectsInput{Bucket: &u.bucket, Delete: &types.Delete{Objects: expired, Quiet: aws.Bool(true)}}
		if _, err := u.api.DeleteObjects(ctx, in); err != nil {
			return 0, fmt.Errorf("delete expired uploads: %w", err)
		}
	}
	if aws.ToBool(out.IsTruncated) {
		return int(most), nil // more than a listing has
	}
	return min(len(names), int(most)), nil
}
