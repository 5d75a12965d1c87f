package lambdaruntime

import (
	"context"
	"errors"

	"golang.org/x/sync/semaphore"
)

// ErrThrottled is the error of an invocation that was not started, because the account or the function
// has as many concurrent invocations as it may have.
var ErrThrottled = errors.New("TooManyRequestsException: rate exceeded")

// Limited returns a runner whose functions have at most account concurrent invocations together; with a
// negative number they have no limit together. A function with reserved concurrency has that for itself.
// An invocation over a limit does not wait: its error is ErrThrottled.
func Limited(r Runner, functions []Function, account int) Runner {
	l := limited{r, map[string]*semaphore.Weighted{}}
	shared := account
	for _, f := range functions {
		if f.Concurrency > 0 {
			l.slots[f.Name] = semaphore.NewWeighted(int64(f.Concurrency))
			shared -= f.Concurrency
		}
	}
	if account < 0 {
		return l
	}
	unreserved := semaphore.NewWeighted(int64(max(0, shared)))
	for _, f := range functions {
		if f.Concurrency == 0 {
			l.slots[f.Name] = unreserved
		}
	}
	return l
}

type limited struct {
	Runner
	slots map[string]*semaphore.Weighted // by function; none: no limit
}

func (l limited) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	if slots := l.slots[function]; slots != nil {
		if !slots.TryAcquire(1) {
			return nil, ErrThrottled
		}
		defer slots.Release(1)
	}
	return l.Runner.Invoke(ctx, function, payload)
}
