package subprocess

import (
	"os/exec"
	"syscall"
)

// tieToParent puts the process in a process group of its own, so that it does not get the SIGINT of a
// Ctrl-C and the parent stops it. The kernel kills the process when the thread that started it ends,
// for example by a SIGKILL.
func tieToParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
