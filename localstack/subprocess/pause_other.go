//go:build !unix

package subprocess

import "os"

// Pause does nothing: there are no signals here.
func Pause(*os.Process) {}

// Resume does nothing.
func Resume(*os.Process) {}
