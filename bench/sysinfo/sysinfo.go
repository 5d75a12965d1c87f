// Package sysinfo describes the machine that runs a measurement.
package sysinfo

import (
	"bufio"
	"os"
	"runtime"
	"strings"
	"time"
)

// Info describes a machine at the time of a measurement. Every result has one.
type Info struct {
	Date  string `json:"date"` // RFC 3339, UTC
	CPU   string `json:"cpu"`
	Cores int    `json:"cores"`
	OS    string `json:"os"`
	Go    string `json:"go"`
	// Load is the load average of the minute before the measurement; a high value makes the
	// results unreliable.
	Load string `json:"load,omitzero"`
}

// Read returns the Info of this machine now.
func Read() Info {
	name, cores := processor()
	return Info{
		Date: time.Now().UTC().Format(time.RFC3339), CPU: name, Cores: cores,
		OS: runtime.GOOS + "/" + runtime.GOARCH, Go: runtime.Version(), Load: loadAverage(),
	}
}

// loadAverage returns the load average of the last minute, or "" on systems without
// /proc/loadavg.
func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return ""
	}
	average, _, _ := strings.Cut(string(text), " ")
	return average
}

// processor returns the processor's name and the number of the machine's cores from
// /proc/cpuinfo, because runtime.NumCPU counts only the cores that this process may use.
// Without that file it returns "unknown" and runtime.NumCPU.
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
