package subprocess

import (
	"os/exec"
	"syscall"
)

// tie gives the process a group of its own, so that Ctrl-C reaches us alone and
// we end it in our order, and has the kernel kill it when the thread that
// started it ends: no orphans after a kill -9.
func tie(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
