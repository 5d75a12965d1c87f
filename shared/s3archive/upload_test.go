package s3archive_test

import (
	"fmt"
	"testing"

	"homstyle.dev/planner/shared/s3archive"
)

func TestPicturesOfARoomAreCountedUpToABound(t *testing.T) {
	_, client := open(t)
	for n := range 4 {
		put(t, client, fmt.Sprintf("uploads/r/%d.png", n), "picture")
	}
	put(t, client, "uploads/r2/0.png", "picture")
	uploads := s3archive.NewUploads(client, "rooms")
	for most, want := range map[int32]int{3: 3, 100: 4} {
		if got, err := uploads.Count(t.Context(), "r", most); err != nil || got != want {
			t.Errorf("of at most %d there are %d, %v; want %d", most, got, err, want)
		}
	}
}
