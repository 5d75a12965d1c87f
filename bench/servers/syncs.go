package servers

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	ps "github.com/shirou/gopsutil/v4/process"
)

// CountSyncs has strace count the server's calls of fsync and fdatasync while during runs. It returns an
// error if strace is not installed or may not trace the server, and the error of during.
func (s *Server) CountSyncs(ctx context.Context, during func() error) (count int, err error) {
	pids, err := s.pids(ctx)
	if err != nil {
		return 0, err
	}
	file := filepath.Join(s.dir, "syncs")
	args := []string{"-f", "-e", "trace=fsync,fdatasync", "-e", "signal=none", "-o", file}
	for _, pid := range pids {
		args = append(args, "-p", strconv.Itoa(int(pid)))
	}
	strace := exec.CommandContext(ctx, "strace", args...)
	messages, err := strace.StderrPipe()
	if err != nil {
		return 0, err
	}
	if err := strace.Start(); err != nil {
		return 0, fmt.Errorf("start strace: %w", err)
	}
	err = awaitAttached(bufio.NewScanner(messages), len(pids))
	if err == nil {
		err = during()
	}
	err = errors.Join(err, strace.Process.Signal(os.Interrupt))
	_ = strace.Wait() // its status is that of the signal
	if err != nil {
		return 0, err
	}
	trace, err := os.ReadFile(file)
	return countSyncs(string(trace)), err
}

// pids returns the ids of the server's processes and of their descendants.
func (s *Server) pids(ctx context.Context) (pids []int32, err error) {
	for _, p := range s.procs {
		pids = append(pids, int32(p.cmd.Process.Pid))
	}
	for n := 0; n < len(pids); n++ {
		p, err := ps.NewProcessWithContext(ctx, pids[n])
		if err != nil {
			return nil, fmt.Errorf("process %d: %w", pids[n], err)
		}
		children, err := p.ChildrenWithContext(ctx)
		if err != nil && !errors.Is(err, ps.ErrorNoChildren) {
			return nil, fmt.Errorf("children of process %d: %w", pids[n], err)
		}
		for _, c := range children {
			pids = append(pids, c.Pid)
		}
	}
	return slices.Compact(pids), nil
}

// awaitAttached reads strace's messages until it has attached itself to count processes, and discards the
// rest in the background. It returns strace's messages as an error if it ends first.
func awaitAttached(messages *bufio.Scanner, count int) error {
	var read []string
	for messages.Scan() {
		read = append(read, messages.Text())
		if strings.Contains(messages.Text(), " attached") {
			if count--; count == 0 {
				go func() {
					for messages.Scan() { // strace blocks if nobody reads
					}
				}()
				return nil
			}
		}
	}
	return fmt.Errorf("strace: %s", strings.Join(read, "; "))
}

// countSyncs returns the number of calls in strace's output. A call that another thread interrupts is two
// lines there, the second of which says "resumed".
func countSyncs(trace string) (count int) {
	for line := range strings.Lines(trace) {
		if strings.Contains(line, "sync(") {
			count++
		}
	}
	return count
}
