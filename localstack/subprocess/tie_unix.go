//go:build unix && !linux

package subprocess

import (
	"os/exec"
	"syscall"
)

// tie puts the process in its own group, so that Ctrl-C does not reach it and the parent can stop
// it in order. Only Linux can kill it when the parent is killed.
func tie(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
