package scheduler

import (
	"encoding/json"
	"reflect"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"homstyle.dev/planner/localstack/template"
)

var daily = template.Schedule{Rule: "r", Function: "f", Every: 24 * time.Hour}

func TestRule_invokesAfterEachPeriod(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := make(recorder, 10)
		s := New(calls, time.AfterFunc)
		defer s.Close()
		began := time.Now()
		s.Repeat(daily, "us-east-1")
		for day := 1; day <= 3; day++ {
			got := <-calls // the bubble's clock goes on while all wait
			if passed := time.Since(began); passed != time.Duration(day)*daily.Every || got.function != "f" {
				t.Errorf("invocation %d is of %s, after %v", day, got.function, passed)
			}
			var event events.EventBridgeEvent
			if err := json.Unmarshal([]byte(got.payload), &event); err != nil {
				t.Fatal(err)
			}
			want := events.EventBridgeEvent{
				Version: "0", ID: event.ID, DetailType: "Scheduled Event", Source: "aws.events", AccountID: template.Account,
				Time: time.Now().UTC(), Region: "us-east-1", Detail: json.RawMessage("{}"),
				Resources: []string{"arn:aws:events:us-east-1:000000000000:rule/r"},
			}
			if event.ID == "" || !reflect.DeepEqual(event, want) {
				t.Errorf("the event is %+v, want %+v", event, want)
			}
		}
	})
}

func TestRule_endsWithClose(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		calls := make(recorder, 10)
		s := New(calls, time.AfterFunc)
		s.Repeat(daily, "us-east-1")
		<-calls
		s.Close()
		s.Repeat(template.Schedule{Rule: "later", Function: "f", Every: time.Minute}, "us-east-1")
		time.Sleep(100 * 24 * time.Hour) // of the bubble's clock
		if len(calls) > 0 {
			t.Errorf("%d invocations after Close", len(calls))
		}
	})
}
