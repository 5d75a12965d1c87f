//go:build unix && !linux

package subprocess

import (
	"os/exec"
	"syscall"
)

// tie gives the process a group of its own, so that Ctrl-C reaches us alone and
// we end it in our order. Only Linux can end it with a parent that is killed.
func tie(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
