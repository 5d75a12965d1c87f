//go:build !linux

package child

import "os/exec"

// dieWithParent: only Linux can tie a process to its parent; elsewhere a hard
// kill of the runner may leave processes behind.
func dieWithParent(*exec.Cmd) {}
