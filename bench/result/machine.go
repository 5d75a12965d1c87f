package result

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"github.com/shirou/gopsutil/v4/cpu"
)

// Machine describes a machine at the time of a measurement. Every result has one.
type Machine struct {
	Date  string `json:"date"` // RFC 3339, UTC
	CPU   string `json:"cpu"`
	Cores int    `json:"cores"` // logical cores of the machine, also those that this process may not use
	OS    string `json:"os"`
	Go    string `json:"go"`
}

// ReadMachine returns the Machine of this machine now. Its CPU is "unknown" if the system does not tell it.
func ReadMachine() Machine {
	m := Machine{
		Date: time.Now().UTC().Format(time.RFC3339), CPU: "unknown", Cores: runtime.NumCPU(),
		OS: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(),
	}
	if cores, err := cpu.Info(); err == nil && len(cores) > 0 {
		m.CPU = cores[0].ModelName
	}
	if cores, err := cpu.Counts(true); err == nil && cores > 0 {
		m.Cores = cores
	}
	return m
}

// A machine is quiet if all processes together use at most quietPercent of its processors for quietSeconds. A
// measurement waits quietAttempts times as long for it.
const (
	quietPercent  = 5
	quietSeconds  = 5
	quietAttempts = 36 // three minutes
)

// AwaitQuiet returns when the machine is quiet. It returns an error if that takes more than three minutes or ctx
// ends. Call it before a measurement, not during one.
func AwaitQuiet(ctx context.Context) error {
	return awaitQuiet(func() (float64, error) {
		used, err := cpu.PercentWithContext(ctx, quietSeconds*time.Second, false)
		if err != nil {
			return 0, fmt.Errorf("read the use of the processors: %w", err)
		}
		return used[0], nil
	})
}

// awaitQuiet calls usedPercent until it returns at most quietPercent.
func awaitQuiet(usedPercent func() (float64, error)) error {
	used := 0.0
	for range quietAttempts {
		var err error
		if used, err = usedPercent(); err != nil || used <= quietPercent {
			return err
		}
	}
	return fmt.Errorf("the machine is busy: other processes use %.0f %% of its processors, at most %d %% may be used; "+
		"stop them and try again", used, quietPercent)
}
