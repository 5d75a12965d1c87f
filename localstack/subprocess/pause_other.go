//go:build !unix

package subprocess

import "os"

// Pause does nothing: this system has no such signal.
func Pause(*os.Process) {}

// Resume does nothing.
func Resume(*os.Process) {}
