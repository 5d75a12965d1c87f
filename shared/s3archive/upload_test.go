package s3archive_test

import (
	"bytes"
	"fmt"
	"net/http"
	"testing"
	"time"

	"homstyle.dev/planner/shared/s3archive"
)

func wantPictures(t *testing.T, u *s3archive.Uploads, most int32, want int) {
	t.Helper()
	if got, err := u.Count(t.Context(), "r", most); err != nil || got != want {
		t.Errorf("of at most %d pictures there are %d, %v; want %d", most, got, err, want)
	}
}

func TestQU4_picturesOfARoomAreCountedUpToABound(t *testing.T) {
	_, client := open(t)
	for n := range 4 {
		put(t, client, fmt.Sprintf("uploads/r/%d.png", n), "picture")
	}
	put(t, client, "uploads/r2/0.png", "picture")
	uploads := s3archive.NewUploads(client, "rooms")
	wantPictures(t, uploads, 3, 3)
	wantPictures(t, uploads, 100, 4)
}

// upload puts a picture to an address.
func upload(t *testing.T, url string, header http.Header, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url, bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = header
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		t.Fatalf("put: %s", res.Status)
	}
}

func TestQU4_addressCountsUntilItEndsAndOnceWithItsPicture(t *testing.T) {
	a, client := open(t)
	uploads := s3archive.NewUploads(client, "rooms")
	for n := range 3 {
		url, header, err := uploads.Put(t.Context(), "r", fmt.Sprintf("%d.png", n), "image/png", 7, time.Minute)
		if err != nil {
			t.Fatal(err)
		}
		wantPictures(t, uploads, 100, n+1)
		if n == 0 {
			upload(t, url, header, "picture")
			wantPictures(t, uploads, 100, 1)
		}
	}
	// The address of 0.png, which was put, and that of 9.png, which was not, have ended.
	put(t, client, "uploads/r/pending/000001000000000-0.png", "")
	put(t, client, "uploads/r/pending/000001000000000-9.png", "")
	wantPictures(t, uploads, 100, 3)
	if left := keys(t, client, "uploads/r/pending/"); len(left) != 3 {
		t.Errorf("the records of addresses are %v, want none that ended", left)
	}
	if err := a.Erase(t.Context(), "r", time.Now()); err != nil {
		t.Fatal(err)
	}
	if left := keys(t, client, "uploads/"); len(left) > 0 {
		t.Errorf("the deleted room has %v", left)
	}
}

func TestRM6_pictureIsCopiedIfThereIsOne(t *testing.T) {
	_, client := open(t)
	put(t, client, "uploads/r/a.png", "picture")
	uploads := s3archive.NewUploads(client, "rooms")
	for _, name := range []string{"a.png", "none.png"} {
		if err := uploads.Copy(t.Context(), "r", "copy", name); err != nil {
			t.Fatal(err)
		}
	}
	wantPictures(t, uploads, 100, 1)
	if got, err := uploads.Count(t.Context(), "copy", 100); err != nil || got != 1 {
		t.Errorf("the copy has %d pictures, %v", got, err)
	}
}
