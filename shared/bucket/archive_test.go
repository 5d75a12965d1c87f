package bucket_test

import (
	"net/http/httptest"
	"testing"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/localstack/objects"
	"homstyle.dev/planner/shared/bucket"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

func TestArchive(t *testing.T) {
	roomtest.Archive(t, func(t testing.TB) room.Archive {
		store, err := objects.Open("", []string{"rooms"})
		if err != nil {
			t.Fatal(err)
		}
		server := httptest.NewServer(store.Handler())
		t.Cleanup(server.Close)
		client := s3.New(s3.Options{
			Region: "eu-north-1", BaseEndpoint: &server.URL, UsePathStyle: true,
			Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
		})
		return bucket.New(client, "rooms")
	})
}
