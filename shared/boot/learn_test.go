package boot_test

import (
	"fmt"
	"io"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/localstack/objects"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/boot"
	"homstyle.dev/planner/shared/pairs"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/s3archive"
)

// A bucket with 20 rooms, of which one can't be read: the function publishes what goes together in the others.
func TestRC8_theFunctionPublishesWhatItLearns(t *testing.T) {
	store, err := objects.Open("", []string{"rooms", "pages"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	client := s3.New(s3.Options{
		Region: "eu-north-1", BaseEndpoint: &server.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
	rooms := s3archive.New(client, "rooms")
	for n := range 20 {
		s := archive.Snapshot{Room: room.ID(fmt.Sprintf("room-%d", n)), At: time.UnixMilli(1), Plan: roomtest.Plan()}
		s.Items = map[room.ItemID]room.Item{"a": {ID: "a", Product: "sofa.klinte"}, "b": {ID: "b", Product: "rug.ljung"}}
		if n%2 == 1 {
			s.Items = map[room.ItemID]room.Item{"a": {ID: "a", Product: "bed.dvala"}, "b": {ID: "b", Product: "lamp.manljus"}}
		}
		if err := rooms.Replace(t.Context(), s, ""); err != nil {
			t.Fatal(err)
		}
	}
	_, err = client.PutObject(t.Context(), &s3.PutObjectInput{
		Bucket: aws.String("rooms"), Key: aws.String("rooms/room-7/snapshot.json"), Body: strings.NewReader("no JSON"),
	})
	if err != nil {
		t.Fatal(err)
	}

	var log strings.Builder
	h, err := boot.Learn(t.Context(), boot.Config{
		Region: "eu-north-1", Bucket: "rooms", PairsBucket: "pages", PairsMinRooms: 5, Output: &log,
		Credentials: boot.Credentials{AccessKeyID: "local", SecretAccessKey: "local"},
		Endpoints:   boot.Endpoints{S3: server.URL},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Invoke(t.Context(), []byte("{}")); err != nil {
		t.Fatal(err)
	}
	out, err := client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String("pages"), Key: aws.String(s3archive.PairsKey)})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	table, err := pairs.Decode(body)
	want := map[string]map[string]float64{"bed.dvala": {"lamp.manljus": 1.51}, "rug.ljung": {"sofa.klinte": 1.46}}
	if err != nil || !reflect.DeepEqual(table.Pairs, want) {
		t.Errorf("published %s, %v, want %v", body, err, want)
	}
	if !strings.Contains(log.String(), "room-7") || !strings.Contains(log.String(), `"failed":1`) {
		t.Errorf("logged %s", log.String())
	}
}
