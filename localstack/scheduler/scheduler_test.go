package scheduler

import (
	"context"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/scheduler/types"
)

type invoked struct{ function, payload string }

type recorder chan invoked

func (r recorder) InvokeLater(function string, payload []byte) bool {
	r <- invoked{function, string(payload)}
	return true
}

// create calls CreateSchedule with the SDK.
func create(t *testing.T, url, name, expression string) error {
	t.Helper()
	client := scheduler.New(scheduler.Options{
		Region: "us-east-1", BaseEndpoint: &url, RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
	_, err := client.CreateSchedule(context.Background(), &scheduler.CreateScheduleInput{
		GroupName: aws.String("g"), Name: &name, ScheduleExpression: &expression,
		FlexibleTimeWindow:    &types.FlexibleTimeWindow{Mode: types.FlexibleTimeWindowModeOff},
		ActionAfterCompletion: types.ActionAfterCompletionDelete,
		Target:                &types.Target{Arn: aws.String("f"), RoleArn: aws.String("r"), Input: &name},
	})
	return err
}

func at(t time.Time) string { return t.UTC().Format("at(2006-01-02T15:04:05)") }

func TestSchedule_invokesOnceAndIsDeleted(t *testing.T) {
	calls := make(recorder, 2)
	s := New(calls, time.AfterFunc)
	server := httptest.NewServer(s.Handler())
	t.Cleanup(func() { server.Close(); s.Close() })
	soon := at(time.Now().Add(2 * time.Second))
	if err := create(t, server.URL, "soon", soon); err != nil {
		t.Fatal(err)
	}
	err := create(t, server.URL, "soon", soon)
	if _, conflict := errors.AsType[*types.ConflictException](err); !conflict {
		t.Errorf("the same name: %v", err)
	}
	for _, bad := range []string{at(time.Now().Add(-time.Hour)), "rate(1 minute)", "at(tomorrow)"} {
		err := create(t, server.URL, "bad", bad)
		if _, invalid := errors.AsType[*types.ValidationException](err); !invalid {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if got := <-calls; got != (invoked{"f", "soon"}) {
		t.Errorf("invoked %+v", got)
	}
	if err := create(t, server.URL, "soon", at(time.Now().Add(time.Hour))); err != nil {
		t.Errorf("the name after the schedule has run: %v", err)
	}
}

func TestSchedule_doesNotRunAfterClose(t *testing.T) {
	calls := make(recorder)
	s := New(calls, time.AfterFunc)
	server := httptest.NewServer(s.Handler())
	defer server.Close()
	if err := create(t, server.URL, "later", at(time.Now().Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := create(t, server.URL, "after", at(time.Now().Add(time.Hour))); err != nil {
		t.Fatal(err)
	}
	for key, timer := range s.timers {
		if timer.Stop() {
			t.Errorf("the timer of %s runs after Close", key)
		}
	}
}
