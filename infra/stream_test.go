package infra

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
)

// The readers of the stream and their filters: no record must invoke both functions, and changes of rooms that
// are not crowded must invoke only the one. DynamoDB recommends at most two readers.
func TestSN1_BC8_eachReaderOfTheStreamGetsItsOwnRecords(t *testing.T) {
	want := map[string]string{"SnapshotFunction": "change", "CrowdFunction": "event"}
	s := expanded(t).with(t, nil)
	ids := s.idsOfType("AWS::Lambda::EventSourceMapping")
	if len(ids) != len(want) {
		t.Errorf("%d readers, want %d", len(ids), len(want))
	}
	for _, id := range ids {
		p := s.Resources[id].Properties
		var pattern struct {
			Dynamodb struct {
				NewImage struct{ Write struct{ S []string } }
			}
		}
		filter := text(property(t, p, "FilterCriteria", "Filters", "0", "Pattern"))
		if err := json.Unmarshal([]byte(filter), &pattern); err != nil {
			t.Fatal(err)
		}
		if got := pattern.Dynamodb.NewImage.Write.S; !slices.Equal(got, []string{want[text(p["FunctionName"])]}) {
			t.Errorf("%s passes rows whose write is %q to %s", id, got, text(p["FunctionName"]))
		}
	}
}

// A crowd's messages are collected for CrowdFrameSeconds, and are not repeated when they are of no use any more.
func TestBC8_BC9_crowdIsInvokedOnceAFrame(t *testing.T) {
	s := expanded(t)
	p := s.Resources["CrowdFunctionEvents"].Properties
	if got := text(p["MaximumBatchingWindowInSeconds"]); got != "CrowdFrameSeconds" {
		t.Errorf("the window is %s", got)
	}
	if got := fmt.Sprint(s.Parameters["CrowdFrameSeconds"].Default); got != "3" {
		t.Errorf("CrowdFrameSeconds is %s by default", got)
	}
	if age, retries := fmt.Sprint(p["MaximumRecordAgeInSeconds"]), fmt.Sprint(p["MaximumRetryAttempts"]); age != "60" || retries != "2" {
		t.Errorf("records of %s s are delivered again, %s times", age, retries)
	}
}
