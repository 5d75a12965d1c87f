package stack

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"

	"homstyle.dev/planner/localstack/objects"
)

// openObjects opens the bucket in this process, or at the endpoint S3URL. If the table is in memory,
// the bucket is, too, since snapshots must not outlive their rooms.
func (s *Stack) openObjects(ctx context.Context) error {
	if s.opts.S3URL != "" {
		s.bucket.url = s.opts.S3URL
		return s.makeBuckets(ctx)
	}
	path := s.data.path(objectFile)
	if s.store.kind == Memory {
		path = ""
	}
	store, err := objects.Open(path, s.buckets())
	if err != nil {
		return err
	}
	s.onClose(func() { _ = store.Close() })
	s.bucket = bucketStore{url: s.internalURL(), handler: store.Handler()}
	return nil
}

// bucketStore is the bucket, in this process or at an endpoint.
type bucketStore struct {
	url     string
	handler http.Handler // nil if the bucket is at an endpoint
}

func (s *Stack) makeBuckets(ctx context.Context) error {
	client := s.S3()
	for _, name := range s.buckets() {
		_, err := client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: &name})
		var owned *types.BucketAlreadyOwnedByYou
		var exists *types.BucketAlreadyExists
		if err != nil && !errors.As(err, &owned) && !errors.As(err, &exists) {
			return fmt.Errorf("creating the bucket %s at %s: %w", name, s.bucket.url, err)
		}
	}
	return nil
}

// S3 returns a client of the bucket, for tests.
func (s *Stack) S3() *s3.Client {
	return s3.New(s3.Options{Region: region, BaseEndpoint: &s.bucket.url, UsePathStyle: true, Credentials: provider()})
}

// pageBucket is the bucket of the pages, as the output PageBucket of a deployment. Here it has only what is
// published besides the files of the build, which are in Options.Web.
const pageBucket = "homstyle-pages"

// buckets returns the names of the template's buckets and of that of the pages.
func (s *Stack) buckets() []string { return append(slices.Clone(s.template.Buckets), pageBucket) }

// Bucket returns the name of the template's first bucket, or "".
func (s *Stack) Bucket() string {
	if len(s.template.Buckets) == 0 {
		return ""
	}
	return s.template.Buckets[0]
}
