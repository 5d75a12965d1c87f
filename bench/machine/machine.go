// Package machine says where a figure was measured.
package machine

import (
	"bufio"
	"os"
	"runtime"
	"strings"
	"time"
)

// Info goes with every result.
type Info struct {
	Date  string `json:"date"` // RFC 3339, UTC
	CPU   string `json:"cpu"`
	Cores int    `json:"cores"`
	OS    string `json:"os"`
	Go    string `json:"go"`
	Load  string `json:"load,omitzero"` // average of the last minute at the start: a busy machine's figures are no figures
}

// Here is this machine, now.
func Here() Info {
	return Info{
		Date: time.Now().UTC().Format(time.RFC3339), CPU: cpu(), Cores: runtime.NumCPU(),
		OS: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Load: load(),
	}
}

// load is the load average where the system tells it.
func load() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	average, _, _ := strings.Cut(string(text), " ")
	return average
}

// cpu is the processor's name where the system tells it.
func cpu() string {
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if name, value, ok := strings.Cut(lines.Text(), ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}
