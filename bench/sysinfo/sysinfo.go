// Package sysinfo says where a figure was measured.
package sysinfo

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
	name, cores := processor()
	return Info{
		Date: time.Now().UTC().Format(time.RFC3339), CPU: name, Cores: cores,
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

// processor is the processor's name and how many cores there are, where the system
// tells it: the runtime counts only those that this process is pinned to.
func processor() (name string, cores int) {
	f, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "unknown", runtime.NumCPU()
	}
	defer f.Close()
	name = "unknown"
	for lines := bufio.NewScanner(f); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), ":")
		switch strings.TrimSpace(key) {
		case "processor":
			cores++
		case "model name":
			name = strings.TrimSpace(value)
		}
	}
	return name, max(cores, 1)
}
