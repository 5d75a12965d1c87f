package s3archive_test

import (
	"io"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/shared/s3archive"
)

func TestPutPairsReplacesThem(t *testing.T) {
	a, client := open(t)
	for _, body := range []string{"{}", `{"schema":1}`} {
		if err := a.PutPairs(t.Context(), []byte(body)); err != nil {
			t.Fatal(err)
		}
		in := &s3.GetObjectInput{Bucket: aws.String("rooms"), Key: aws.String(s3archive.PairsKey)}
		out, err := client.GetObject(t.Context(), in)
		if err != nil {
			t.Fatal(err)
		}
		defer out.Body.Close()
		if got, err := io.ReadAll(out.Body); err != nil || string(got) != body {
			t.Errorf("stored %q, %v, want %q", got, err, body)
		}
		if got := aws.ToString(out.ContentType); got != "application/json; charset=utf-8" {
			t.Errorf("its type is %q", got)
		}
	}
	for id, err := range a.Rooms(t.Context()) {
		t.Errorf("the pairs are listed as room %q, %v", id, err)
	}
}
