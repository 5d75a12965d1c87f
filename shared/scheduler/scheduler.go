// Package scheduler invokes a function when room tokens expire, with EventBridge Scheduler.
package scheduler

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/scheduler/types"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
)

// API has the methods of the SDK's client that this package calls.
type API interface {
	CreateSchedule(
		context.Context, *scheduler.CreateScheduleInput, ...func(*scheduler.Options),
	) (*scheduler.CreateScheduleOutput, error)
}

// Scheduler creates one-time schedules in a group. They are deleted after they ran.
type Scheduler struct {
	API    API
	Group  string // name of the schedule group
	Target string // ARN of the function that is invoked with an Expiry
	Role   string // ARN of the role with which EventBridge Scheduler invokes it
	Now    func() time.Time
}

// Expiry is the payload of the function: the tokens of the room that expire at that time or earlier
// have expired.
type Expiry struct {
	Room      room.ID `json:"room"`
	ExpiresAt int64   `json:"expiresAt"` // Unix milliseconds
}

// Time returns the time of the expiry.
func (e Expiry) Time() time.Time { return time.UnixMilli(e.ExpiresAt).UTC() }

// lead is the least time between the call and the scheduled time: a time in the past is refused.
const lead = 3 * time.Second

// ScheduleExpiry schedules an Expiry of the room at that time. EventBridge Scheduler runs it within the
// minute after. The tokens of a room that expire in the same second, such as one token that is used for
// several connections, have one schedule.
func (s *Scheduler) ScheduleExpiry(ctx context.Context, id room.ID, expires time.Time) error {
	input, err := json.Marshal(Expiry{Room: id, ExpiresAt: expires.UnixMilli()})
	if err != nil {
		return err
	}
	at := expires
	if soonest := s.Now().Add(lead); at.Before(soonest) {
		at = soonest
	}
	_, err = s.API.CreateSchedule(ctx, &scheduler.CreateScheduleInput{
		GroupName:             &s.Group,
		Name:                  aws.String(name(id, expires)),
		ScheduleExpression:    aws.String(expression(at)),
		FlexibleTimeWindow:    &types.FlexibleTimeWindow{Mode: types.FlexibleTimeWindowModeOff},
		ActionAfterCompletion: types.ActionAfterCompletionDelete,
		Target: &types.Target{
			Arn: &s.Target, RoleArn: &s.Role, Input: aws.String(string(input)),
		},
	})
	if _, exists := errors.AsType[*types.ConflictException](err); exists {
		return nil
	}
	if err != nil {
		return fmt.Errorf("schedule the expiry in %s: %w", id, err)
	}
	return nil
}

// name returns the name of a schedule. A room's id may be longer than the 64 characters of a name allow.
func name(id room.ID, expires time.Time) string {
	sum := sha256.Sum256([]byte(id))
	return fmt.Sprintf("%x-%d", sum[:16], expires.UnixMilli())
}

// expression returns the schedule expression of a time, in UTC and rounded up to a second.
func expression(at time.Time) string {
	return at.Add(time.Second - time.Nanosecond).UTC().Format("at(2006-01-02T15:04:05)")
}
