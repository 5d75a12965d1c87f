//go:build unix && !solaris && !illumos

package stack

import (
	"os"
	"syscall"
)

// lock takes an exclusive lock on the file. The kernel releases it when the process ends for any
// reason.
func lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		_ = f.Close()
		return nil, err
	}
	return f, nil
}
