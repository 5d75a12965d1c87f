// Package scheduler invokes functions at set times. It serves the part of EventBridge Scheduler that the functions
// use, one-time schedules, and runs rules of EventBridge that have a rate. Both are in memory: the connections
// that schedules close end with the stack, too. Unlike AWS, which invokes within the minute after the
// scheduled time, it invokes at that time.
package scheduler

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// Invoker invokes a function asynchronously. It returns false if there is no function with that name or
// ARN.
type Invoker interface {
	InvokeLater(function string, payload []byte) bool
}

// AfterFunc calls f in a goroutine of its own after a time, as [time.AfterFunc] does.
type AfterFunc func(after time.Duration, f func()) *time.Timer

// Scheduler is a set of schedules and rules.
type Scheduler struct {
	invoker Invoker
	after   AfterFunc

	mu     sync.Mutex
	timers map[string]*time.Timer // by group and name of a schedule, or by "rule:" and name of a rule
	closed bool
}

// New returns a Scheduler without schedules and rules.
func New(i Invoker, after AfterFunc) *Scheduler {
	return &Scheduler{invoker: i, after: after, timers: map[string]*time.Timer{}}
}

// Close ends all schedules and rules. After it no function is invoked.
func (s *Scheduler) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	for _, t := range s.timers {
		t.Stop()
	}
}

// Handler serves POST /schedules/{name}, which is CreateSchedule.
func (s *Scheduler) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /schedules/{name}", s.create)
	return mux
}

// schedule has the fields of CreateSchedule that are supported.
type schedule struct {
	GroupName             string
	ScheduleExpression    string
	ActionAfterCompletion string
	FlexibleTimeWindow    struct{ Mode string }
	Target                struct{ Arn, RoleArn, Input string }
}

func (s *Scheduler) create(w http.ResponseWriter, r *http.Request) {
	var in schedule
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 64<<10)).Decode(&in); err != nil {
		refuse(w, http.StatusBadRequest, "ValidationException", "the body is not JSON: "+err.Error())
		return
	}
	at, err := time.Parse("at(2006-01-02T15:04:05)", in.ScheduleExpression)
	delay := time.Until(at)
	switch {
	case err != nil:
		refuse(w, http.StatusBadRequest, "ValidationException", "Invalid Schedule Expression "+in.ScheduleExpression)
	case delay < 0:
		refuse(w, http.StatusBadRequest, "ValidationException", "the time of a one-time schedule must not be in the past")
	case in.Target.Arn == "" || in.Target.RoleArn == "" || in.FlexibleTimeWindow.Mode != "OFF" ||
		in.ActionAfterCompletion != "DELETE":
		const message = "the local stack supports only schedules with a target, without a window, that are deleted"
		refuse(w, http.StatusBadRequest, "ValidationException", message)
	case !s.add(in.GroupName+"/"+r.PathValue("name"), delay, in.Target.Arn, []byte(in.Target.Input)):
		refuse(w, http.StatusConflict, "ConflictException", "Schedule "+r.PathValue("name")+" already exists.")
	default:
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{
			"ScheduleArn": "arn:aws:scheduler:::schedule/" + in.GroupName + "/" + r.PathValue("name"),
		})
	}
}

// add adds a schedule. It returns false if there is one with that key.
func (s *Scheduler) add(key string, delay time.Duration, function string, payload []byte) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.timers[key] != nil {
		return false
	}
	s.start(key, delay, func() { s.invoker.InvokeLater(function, payload) })
	return true
}

// start calls f after the delay, with s.mu locked and the timer deleted, unless s is closed by then. s.mu must
// be locked.
func (s *Scheduler) start(key string, delay time.Duration, f func()) {
	if s.closed {
		return
	}
	s.timers[key] = s.after(delay, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.timers, key)
		if !s.closed {
			f()
		}
	})
}

// refuse writes an error response with the type name.
func refuse(w http.ResponseWriter, status int, name, message string) {
	w.Header().Set("X-Amzn-Errortype", name)
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]string{"Message": message})
}
