package infra

import (
	"maps"
	"slices"
	"testing"
)

// In a bucket with versions an expired object leaves a delete marker, which stays for ever unless a rule
// deletes it with the object's last old version. Such a rule may have no tags.
func TestExpiredObjectsLeaveNoDeleteMarkers(t *testing.T) {
	rules := list(property(t, expanded(t).Resources["RoomBucket"].Properties, "LifecycleConfiguration", "Rules"))
	var clearing []map[string]any
	for _, r := range rules {
		if rule := r.(map[string]any); rule["ExpiredObjectDeleteMarker"] == true {
			clearing = append(clearing, rule)
		}
	}
	if len(clearing) != 1 {
		t.Fatalf("%d rules delete markers, want one", len(clearing))
	}
	want := []string{"ExpiredObjectDeleteMarker", "Id", "NoncurrentVersionExpiration", "Status"}
	if got := slices.Sorted(maps.Keys(clearing[0])); !slices.Equal(got, want) || clearing[0]["Status"] != "Enabled" {
		t.Errorf("the rule has %v, want %v", got, want)
	}
}
