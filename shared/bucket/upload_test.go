package bucket_test

import (
	"fmt"
	"testing"

	"homstyle.dev/planner/shared/bucket"
)

func TestPicturesOfARoomAreCountedUpToABound(t *testing.T) {
	_, client := open(t)
	for n := range 4 {
		put(t, client, fmt.Sprintf("uploads/r/%d.png", n), "picture")
	}
	put(t, client, "uploads/r2/0.png", "picture")
	uploads := bucket.NewUploads(client, "rooms")
	for most, want := range map[int32]int{3: 3, 100: 4} {
		if got, err := uploads.Count(t.Context(), "r", most); err != nil || got != want {
			t.Errorf("of at most %d there are %d, %v; want %d", most, got, err, want)
		}
	}
}
