// Package subprocess starts processes that do not outlive this one.
package subprocess

import (
	"os/exec"
	"runtime"
)

// Start starts cmd and returns a channel that closes when it has ended and been
// waited for. On Linux the kernel kills it when this process ends, however that
// comes about.
//
// The kernel takes the thread that started a process for its parent, so one
// thread stays with it until its end.
func Start(cmd *exec.Cmd) (exited <-chan struct{}, err error) {
	tie(cmd)
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
