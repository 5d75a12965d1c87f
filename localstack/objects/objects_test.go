package objects

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"
)

const bucket = "rooms"

// open serves the store at path until the end of the test or the call of stop.
func open(t *testing.T, path string) (c *s3.Client, stop func()) {
	t.Helper()
	store, err := Open(path, []string{bucket})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	stop = sync.OnceFunc(func() {
		server.Close()
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(stop)
	return s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &server.URL, UsePathStyle: true, RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	}), stop
}

func put(c *s3.Client, key, body string, change func(*s3.PutObjectInput)) (etag string, err error) {
	in := &s3.PutObjectInput{Bucket: aws.String(bucket), Key: &key, Body: strings.NewReader(body)}
	if change != nil {
		change(in)
	}
	out, err := c.PutObject(context.Background(), in)
	if err != nil {
		return "", err
	}
	return *out.ETag, nil
}

func get(t *testing.T, c *s3.Client, key string) string {
	t.Helper()
	out, err := c.GetObject(context.Background(), &s3.GetObjectInput{Bucket: aws.String(bucket), Key: &key})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Body.Close()
	b, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// ifNew makes a put fail if the object exists.
func ifNew(in *s3.PutObjectInput) { in.IfNoneMatch = aws.String("*") }

// ifMatch makes a put fail if the object has another ETag.
func ifMatch(etag string) func(*s3.PutObjectInput) {
	return func(in *s3.PutObjectInput) { in.IfMatch = &etag }
}

// refused reports whether err is the error of a put whose condition does not hold.
func refused(err error) bool {
	var e smithy.APIError
	return errors.As(err, &e) && e.ErrorCode() == "PreconditionFailed"
}

func TestPut_ifNoneMatchCreatesOnly(t *testing.T) {
	c, _ := open(t, "")
	if _, err := put(c, "rooms/a/history/1.json", "one", ifNew); err != nil {
		t.Fatal(err)
	}
	if _, err := put(c, "rooms/a/history/1.json", "two", ifNew); !refused(err) {
		t.Errorf("got %v", err)
	}
	if got := get(t, c, "rooms/a/history/1.json"); got != "one" {
		t.Errorf("got %q", got)
	}
}

func TestPut_ifMatchReplacesOnlyThatVersion(t *testing.T) {
	c, _ := open(t, "")
	first, err := put(c, "snapshot", "one", nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := put(c, "snapshot", "two", ifMatch(first)); err != nil {
		t.Fatal(err)
	}
	if _, err := put(c, "snapshot", "three", ifMatch(first)); !refused(err) {
		t.Errorf("got %v", err)
	}
	if _, err := put(c, "nothing", "x", ifMatch(first)); err == nil {
		t.Error("a put with If-Match of an object that does not exist succeeded")
	}
	if got := get(t, c, "snapshot"); got != "two" {
		t.Errorf("got %q", got)
	}
}

func TestPut_onlyOneOfManyConcurrentPutsSucceeds(t *testing.T) {
	c, _ := open(t, filepath.Join(t.TempDir(), "objects"))
	etag, err := put(c, "snapshot", "zero", nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, condition := range map[string]func(*s3.PutObjectInput){"created": ifNew, "snapshot": ifMatch(etag)} {
		var succeeded atomic.Int32
		var puts sync.WaitGroup
		for i := range 50 {
			puts.Go(func() {
				if _, err := put(c, name, fmt.Sprint(i), condition); err == nil {
					succeeded.Add(1)
				} else if !refused(err) {
					t.Error(err)
				}
			})
		}
		puts.Wait()
		if succeeded.Load() != 1 {
			t.Errorf("%s: %d puts succeeded, want 1", name, succeeded.Load())
		}
	}
}

func TestOpen_objectsOfAnEarlierRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "objects")
	c, stop := open(t, path)
	ctx := context.Background()
	withMetadata := func(in *s3.PutObjectInput) { in.Metadata = map[string]string{"room": "a"} }
	etag, err := put(c, "snapshot", "one", withMetadata)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = put(c, "deleted", "x", nil)
	deleted := aws.String("deleted")
	_, err = c.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: aws.String(bucket), Key: deleted})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.CopyObject(ctx, &s3.CopyObjectInput{
		Bucket: aws.String(bucket), Key: aws.String("copy"), CopySource: aws.String(bucket + "/snapshot"),
	})
	if err != nil {
		t.Fatal(err)
	}
	stop()

	c, _ = open(t, path)
	if got := get(t, c, "snapshot"); got != "one" {
		t.Errorf("got %q", got)
	}
	if got := get(t, c, "copy"); got != "one" {
		t.Errorf("the copy has %q", got)
	}
	if _, err := put(c, "snapshot", "two", ifMatch(etag)); err != nil {
		t.Errorf("the ETag changed at the restart: %v", err)
	}
	var missing *types.NoSuchKey
	_, err = c.GetObject(ctx, &s3.GetObjectInput{Bucket: aws.String(bucket), Key: deleted})
	if !errors.As(err, &missing) {
		t.Errorf("after the restart, the deleted object: %v", err)
	}
}

func TestList_pages(t *testing.T) {
	c, _ := open(t, "")
	for i := range 5 {
		if _, err := put(c, fmt.Sprintf("rooms/a/history/%d.json", i), "x", nil); err != nil {
			t.Fatal(err)
		}
	}
	_, _ = put(c, "rooms/b/history/0.json", "x", nil)
	pages := s3.NewListObjectsV2Paginator(c, &s3.ListObjectsV2Input{
		Bucket: aws.String(bucket), Prefix: aws.String("rooms/a/"), MaxKeys: aws.Int32(2),
	})
	var keys []string
	for pages.HasMorePages() {
		page, err := pages.NextPage(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range page.Contents {
			keys = append(keys, *o.Key)
		}
	}
	if len(keys) != 5 || keys[0] != "rooms/a/history/0.json" || keys[4] != "rooms/a/history/4.json" {
		t.Errorf("got %v", keys)
	}
}
