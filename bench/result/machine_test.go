package result

import (
	"errors"
	"strings"
	"testing"
)

func TestAwaitQuiet(t *testing.T) {
	failure := errors.New("no counters")
	for name, test := range map[string]struct {
		used  func(call int) (float64, error)
		calls int
		err   string // part of the error; empty: no error
	}{
		"quiet at once":    {func(int) (float64, error) { return quietPercent, nil }, 1, ""},
		"quiet after work": {func(call int) (float64, error) { return float64(30 - 10*call), nil }, 3, ""},
		"always busy":      {func(int) (float64, error) { return 34, nil }, quietAttempts, "use 34 % of its processors"},
		"unreadable":       {func(int) (float64, error) { return 0, failure }, 1, "no counters"},
	} {
		t.Run(name, func(t *testing.T) {
			calls := 0
			err := awaitQuiet(func() (float64, error) { calls++; return test.used(calls) })
			if calls != test.calls {
				t.Errorf("%d measurements, want %d", calls, test.calls)
			}
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("error %v, want %q", err, test.err)
			}
		})
	}
}

func TestReadMachine(t *testing.T) {
	m := ReadMachine()
	if m.Date == "" || m.CPU == "" || m.Cores < 1 || m.OS == "" || m.Go == "" {
		t.Errorf("%+v lacks a field", m)
	}
}
