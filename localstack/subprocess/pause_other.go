//go:build !unix

package subprocess

import "os"

// Pause does nothing, since this system does not have the signal for it.
func Pause(*os.Process) {}

// Resume does nothing.
func Resume(*os.Process) {}
