package boot_test

import (
	"fmt"
	"io"
	"net/http"
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

// learning is the function with a bucket of rooms and one of pages.
type learning struct {
	*testing.T
	client *s3.Client
	log    strings.Builder
	denied func(path string) bool // of the bucket's requests; they are answered with 403
	invoke func() error
}

func newLearning(t *testing.T) *learning {
	t.Helper()
	store, err := objects.Open("", []string{"rooms", "pages"})
	if err != nil {
		t.Fatal(err)
	}
	l := &learning{T: t, denied: func(string) bool { return false }}
	bucket := store.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if l.denied(r.URL.Path) {
			w.WriteHeader(http.StatusForbidden)
			return
		}
		bucket.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	l.client = s3.New(s3.Options{
		Region: "eu-north-1", BaseEndpoint: &server.URL, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
	h, err := boot.Learn(t.Context(), boot.Config{
		Region: "eu-north-1", Bucket: "rooms", PairsBucket: "pages", PairsMinRooms: 5, Output: &l.log,
		Credentials: boot.Credentials{AccessKeyID: "local", SecretAccessKey: "local"},
		Endpoints:   boot.Endpoints{S3: server.URL},
	})
	if err != nil {
		t.Fatal(err)
	}
	l.invoke = func() error {
		_, err := h.Invoke(t.Context(), []byte("{}"))
		return err
	}
	return l
}

// furnish makes 20 rooms, each with one of two pairs of products.
func (l *learning) furnish() {
	l.Helper()
	rooms := s3archive.New(l.client, "rooms")
	for n := range 20 {
		s := archive.Snapshot{Room: room.ID(fmt.Sprintf("room-%d", n)), At: time.UnixMilli(1), Plan: roomtest.Plan()}
		s.Plan.Version, s.Plan.Changed = 1, room.Author{User: fmt.Sprint("user ", n), At: s.At}
		s.Items = map[room.ItemID]room.Item{"a": {ID: "a", Product: "sofa.klinte"}, "b": {ID: "b", Product: "rug.ljung"}}
		if n%2 == 1 {
			s.Items = map[room.ItemID]room.Item{"a": {ID: "a", Product: "bed.dvala"}, "b": {ID: "b", Product: "lamp.manljus"}}
		}
		if err := rooms.Replace(l.Context(), s, ""); err != nil {
			l.Fatal(err)
		}
	}
}

func (l *learning) put(key, body string) {
	l.Helper()
	in := &s3.PutObjectInput{Bucket: aws.String("rooms"), Key: &key, Body: strings.NewReader(body)}
	if _, err := l.client.PutObject(l.Context(), in); err != nil {
		l.Fatal(err)
	}
}

func (l *learning) checkPublished(want map[string]map[string]float64) {
	l.Helper()
	out, err := l.client.GetObject(l.Context(), &s3.GetObjectInput{Bucket: aws.String("pages"), Key: aws.String(s3archive.PairsKey)})
	if err != nil {
		l.Fatal(err)
	}
	defer out.Body.Close()
	body, err := io.ReadAll(out.Body)
	if err != nil {
		l.Fatal(err)
	}
	table, err := pairs.Decode(body)
	if err != nil || !reflect.DeepEqual(table.Pairs, want) {
		l.Errorf("published %s, %v, want %v", body, err, want)
	}
}

// Of 20 rooms one can't be read, and two others were deleted: one before the function listed the rooms, one
// after that. It publishes what goes together in the others.
func TestRC8_theFunctionPublishesWhatItLearns(t *testing.T) {
	l := newLearning(t)
	l.furnish()
	l.put("rooms/room-7/snapshot.json", "no JSON")
	if _, err := s3archive.New(l.client, "rooms").PutErased(t.Context(), "deleted", time.UnixMilli(1)); err != nil {
		t.Fatal(err)
	}
	l.put("rooms/being-deleted/moments.json", "{}")
	if err := l.invoke(); err != nil {
		t.Fatal(err)
	}
	l.checkPublished(map[string]map[string]float64{"bed.dvala": {"lamp.manljus": 1.51}, "rug.ljung": {"sofa.klinte": 1.46}})
	if log := l.log.String(); !strings.Contains(log, "room-7") || !strings.Contains(log, `"failed":1`) {
		t.Errorf("logged %s", log)
	}
}

func TestRC8_anEmptyBucketGivesNoPairs(t *testing.T) {
	l := newLearning(t)
	if err := l.invoke(); err != nil {
		t.Fatal(err)
	}
	l.checkPublished(map[string]map[string]float64{})
}

// If the function may no longer read most rooms, what it published before stays, and the invocation fails, which is an alarm.
func TestRC8_aRunThatCantReadTheRoomsPublishesNothing(t *testing.T) {
	l := newLearning(t)
	l.furnish()
	if err := l.invoke(); err != nil {
		t.Fatal(err)
	}
	before := map[string]map[string]float64{"bed.dvala": {"lamp.manljus": 1.5}, "rug.ljung": {"sofa.klinte": 1.5}}
	l.checkPublished(before)
	l.denied = func(path string) bool { return strings.HasPrefix(path, "/rooms/rooms/room-1") } // 11 of the 20
	if err := l.invoke(); err == nil || !strings.Contains(err.Error(), "11 of 20 rooms") {
		t.Errorf("the invocation returned %v", err)
	}
	l.checkPublished(before)
}
