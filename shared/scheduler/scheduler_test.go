package scheduler_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	awsscheduler "github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/scheduler/types"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/scheduler"
)

// recorder is an API that records the requests and returns err.
type recorder struct {
	calls []*awsscheduler.CreateScheduleInput
	err   error
}

func (r *recorder) CreateSchedule(
	_ context.Context, in *awsscheduler.CreateScheduleInput, _ ...func(*awsscheduler.Options),
) (*awsscheduler.CreateScheduleOutput, error) {
	r.calls = append(r.calls, in)
	return &awsscheduler.CreateScheduleOutput{}, r.err
}

var now = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)

func schedule(t *testing.T, r *recorder, id room.ID, expires time.Time) *awsscheduler.CreateScheduleInput {
	t.Helper()
	s := &scheduler.Scheduler{
		API: r, Group: "g", Target: "arn:f", Role: "arn:r", Now: func() time.Time { return now },
	}
	if err := s.ScheduleExpiry(t.Context(), id, expires); err != nil {
		t.Fatal(err)
	}
	return r.calls[len(r.calls)-1]
}

func TestAC6_expiryIsScheduledAtTheTokensEnd(t *testing.T) {
	for expires, want := range map[time.Time]string{
		now.Add(time.Hour):                            "at(2026-11-24T10:00:00)",
		now.Add(time.Hour + time.Millisecond):         "at(2026-11-24T10:00:01)", // not before its end
		now.Add(time.Hour).In(time.FixedZone("", 60)): "at(2026-11-24T10:00:00)",
		now.Add(time.Second):                          "at(2026-11-24T09:00:03)", // a time in the past is refused
		now.Add(-time.Hour):                           "at(2026-11-24T09:00:03)",
	} {
		in := schedule(t, &recorder{}, "vardagsrum", expires)
		if *in.ScheduleExpression != want || in.ScheduleExpressionTimezone != nil ||
			in.ActionAfterCompletion != types.ActionAfterCompletionDelete {
			t.Errorf("%s: %s %v, want %s", expires, *in.ScheduleExpression, in.ActionAfterCompletion, want)
		}
		var e scheduler.Expiry
		if err := json.Unmarshal([]byte(*in.Target.Input), &e); err != nil ||
			e.Room != "vardagsrum" || !e.Time().Equal(expires) {
			t.Errorf("payload %s, %v", *in.Target.Input, err)
		}
		if *in.GroupName != "g" || *in.Target.Arn != "arn:f" || *in.Target.RoleArn != "arn:r" {
			t.Errorf("request %+v", in)
		}
	}
}

func TestAC6_oneScheduleForARoomAndTime(t *testing.T) {
	r := &recorder{}
	long := room.ID(strings.Repeat("a", 63))
	first := *schedule(t, r, long, now.Add(time.Hour)).Name
	if len(first) > 64 {
		t.Errorf("the name %s is longer than 64 characters", first)
	}
	if again := *schedule(t, r, long, now.Add(time.Hour)).Name; again != first {
		t.Errorf("names %s and %s of one room and time", first, again)
	}
	for _, other := range []string{
		*schedule(t, r, long[1:], now.Add(time.Hour)).Name, *schedule(t, r, long, now.Add(time.Minute)).Name,
	} {
		if other == first {
			t.Errorf("another room or time has the name %s too", other)
		}
	}
	r.err = &types.ConflictException{}
	schedule(t, r, long, now.Add(time.Hour))
	r.err = errors.New("throttled")
	s := &scheduler.Scheduler{API: r, Now: func() time.Time { return now }}
	if err := s.ScheduleExpiry(t.Context(), long, now); !errors.Is(err, r.err) {
		t.Errorf("got %v, want the error of the call", err)
	}
}
