//go:build linux

package lambdaruntime

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// state returns the kernel's state of a process, such as T for stopped.
func state(t *testing.T, pid string) string {
	t.Helper()
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%s/stat", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(stat), ") ") // the name before it can contain blanks
	return after[:1]
}

func TestProcess_isFrozenBetweenInvocations(t *testing.T) {
	f := echo()
	p := NewProcess([]Function{f}, ProcessOptions{Dir: binaries, Freeze: func() bool { return true }})
	t.Cleanup(p.Close)
	pid := mustInvoke(t, p, "pid", "")
	for range 3 {
		for deadline := time.Now().Add(10 * time.Second); state(t, pid) != "T"; {
			if time.Now().After(deadline) {
				t.Fatalf("the process is in state %s", state(t, pid))
			}
		}
		if again := mustInvoke(t, p, "pid", ""); again != pid {
			t.Errorf("process %s ran the next invocation, want %s", again, pid)
		}
	}
}
