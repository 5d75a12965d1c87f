//go:build unix

package subprocess

import (
	"os"
	"syscall"
)

// Pause stops a process where it is, until [Resume].
func Pause(p *os.Process) { _ = p.Signal(syscall.SIGSTOP) }

// Resume lets a paused process go on; one that is not paused does so anyway.
func Resume(p *os.Process) { _ = p.Signal(syscall.SIGCONT) }
