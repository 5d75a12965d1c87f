package child

import (
	"os/exec"
	"syscall"
)

// dieWithParent has the kernel kill the process when its parent thread ends: no
// orphans after a kill -9.
func dieWithParent(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
