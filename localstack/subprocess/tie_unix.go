//go:build unix && !linux

package subprocess

import (
	"os/exec"
	"syscall"
)

// tieToParent puts the process in a process group of its own, so that it does not get the SIGINT of a
// Ctrl-C and the parent stops it. Only Linux kills the process when the parent is killed.
func tieToParent(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
