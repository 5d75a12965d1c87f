// Package subprocess starts processes that do not outlive this one.
package subprocess

import (
	"os/exec"
	"runtime"
)

// Start starts cmd and returns a channel that is closed when the process has ended and its state is
// known. On Linux the kernel kills the process when this process ends for any reason.
//
// The kernel does so when the thread that started the process ends, so that thread waits until the
// process has ended.
func Start(cmd *exec.Cmd) (exited <-chan struct{}, err error) {
	tieToParent(cmd)
	ended, started := make(chan struct{}), make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(ended)
		err := cmd.Start()
		started <- err
		if err == nil {
			_ = cmd.Wait()
		}
	}()
	return ended, <-started
}
