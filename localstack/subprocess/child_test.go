package subprocess

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestStart_channelIsClosedAtTheEnd(t *testing.T) {
	cmd := exec.Command(os.Args[0], "-test.run=^$")
	exited, err := Start(cmd)
	if err != nil {
		t.Fatal(err)
	}
	<-exited
	if !cmd.ProcessState.Success() {
		t.Errorf("ended with %v", cmd.ProcessState)
	}
}

func TestStart_noSuchProgram(t *testing.T) {
	if _, err := Start(exec.Command("/no/such/program")); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("got %v", err)
	}
}

func TestStart_killed(t *testing.T) {
	cmd := exec.Command("sleep", "3600")
	exited, err := Start(cmd)
	if err != nil {
		t.Skipf("no sleep here: %v", err)
	}
	_ = cmd.Process.Kill()
	<-exited
	if status := cmd.ProcessState.Sys().(syscall.WaitStatus); status.Signal() != syscall.SIGKILL {
		t.Errorf("ended with %v", status)
	}
}
