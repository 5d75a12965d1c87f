//go:build unix

package subprocess

import (
	"os"
	"syscall"
)

// Pause stops a process until [Resume].
func Pause(p *os.Process) { _ = p.Signal(syscall.SIGSTOP) }

// Resume continues a paused process. It has no effect on one that runs.
func Resume(p *os.Process) { _ = p.Signal(syscall.SIGCONT) }
