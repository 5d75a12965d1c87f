//go:build !unix

package child

import "os"

// Pause does nothing: there are no signals here.
func Pause(*os.Process) {}

// Resume does nothing.
func Resume(*os.Process) {}
