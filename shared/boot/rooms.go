package boot

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/shared/httpapi"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/s3archive"
)

// Rooms builds the function of the HTTP API.
func Rooms(_ context.Context, c Config) (lambda.Handler, error) {
	if err := c.needRoom(); err != nil {
		return nil, err
	}
	if err := need(map[string]string{"BUCKET": c.Bucket, "KEY_PATH": c.KeyPath, "AWS_REGION": c.Region}); err != nil {
		return nil, err
	}
	store := c.store()
	b, err := c.broadcaster(store)
	if err != nil {
		return nil, err
	}
	b.Bundles = store
	objects := c.objects()
	return httpapi.Handler(httpapi.Deps{
		Service: &room.Service{Store: store, Broadcaster: b, Now: time.Now},
		Table:   store,
		Archive: s3archive.New(objects, c.Bucket),
		Keys:    c.keys(),
		Uploads: uploads{s3archive.NewUploads(objects, c.Bucket)},
		Now:     time.Now,
		Log:     c.logger(),
	}), nil
}

func (c Config) objects() *s3.Client {
	return s3.New(s3.Options{
		Region:       c.Region,
		Credentials:  c.provider(),
		BaseEndpoint: endpoint(c.Endpoints.S3),
		HTTPClient:   c.client(bucketTimeout),
		UsePathStyle: c.Endpoints.S3 != "", // only AWS has a host for each bucket
	})
}

// uploads adapts s3archive.Uploads to httpapi.Uploads.
type uploads struct{ bucket *s3archive.Uploads }

func (u uploads) Put(
	ctx context.Context, id room.ID, name, kind string, size int64, lasts time.Duration,
) (httpapi.PresignedURL, error) {
	url, signed, err := u.bucket.Put(ctx, id, name, kind, size, lasts)
	headers := map[string]string{}
	for header, values := range signed {
		// The browser sets these two headers itself, and a page must not set them.
		if name := strings.ToLower(header); name != "host" && name != "content-length" {
			headers[name] = strings.Join(values, ",")
		}
	}
	return httpapi.PresignedURL{URL: url, Headers: headers}, err
}

func (u uploads) Count(ctx context.Context, id room.ID, most int) (int, error) {
	return u.bucket.Count(ctx, id, int32(most))
}

func (u uploads) Copy(ctx context.Context, from, to room.ID, name string) error {
	return u.bucket.Copy(ctx, from, to, name)
}

func (u uploads) Get(ctx context.Context, id room.ID, name string, lasts time.Duration) (httpapi.PresignedURL, error) {
	url, err := u.bucket.Get(ctx, id, name, lasts)
	return httpapi.PresignedURL{URL: url}, err
}
