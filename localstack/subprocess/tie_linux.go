package subprocess

import (
	"os/exec"
	"syscall"
)

// tie puts the process in its own group, so that Ctrl-C does not reach it and the parent can stop
// it in order, and has the kernel kill it when the thread that started it ends, even after a kill
// -9.
func tie(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
