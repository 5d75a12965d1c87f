//go:build !unix || solaris || illumos

package stack

import "os"

// lock only opens the file, since Go has no advisory lock for this system.
func lock(path string) (*os.File, error) { return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600) }
