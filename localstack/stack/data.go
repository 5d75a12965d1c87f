package stack

import (
	"fmt"
	"os"
	"path/filepath"
)

// data is the folder of everything that is stored between runs. A lock file lets only one stack
// use it.
type data struct {
	dir  string
	lock *os.File
	temp bool
}

// The files in the folder. -fresh deletes all of them except the lock.
const (
	lockFile       = "lock"
	envFile        = "env"                // addresses and names of the running stack, for roomctl -local
	paramsFile     = "params.json"        // the keys that sign tokens
	objectFile     = "objects.db"         // the bucket
	tableDir       = "table"              // DynamoDB Local's files
	tableFile      = "table.db"           // the table of -store disk
	streamDir      = "stream"             // the position of each stream
	deadLetterFile = "dead-letters.jsonl" // stream records whose retries are used up
	logFile        = "functions.log"      // a JSON line for each invocation, as in CloudWatch
)

// openData opens and locks the folder, or a temporary one if dir is empty.
func openData(dir string, fresh bool) (*data, error) {
	d := &data{dir: dir}
	if dir == "" {
		temp, err := os.MkdirTemp("", "homstyle-")
		if err != nil {
			return nil, fmt.Errorf("data folder: %w", err)
		}
		d.dir, d.temp = temp, true
	}
	if err := os.MkdirAll(d.path(streamDir), 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	lock, err := lock(d.path(lockFile))
	if err != nil {
		const format = "the data folder %s is in use by another run (%w): end that run, " +
			"or give another folder with -data"
		return nil, fmt.Errorf(format, d.dir, err)
	}
	d.lock = lock
	if fresh {
		err = d.wipe()
	}
	return d, err
}

func (d *data) path(name string) string { return filepath.Join(d.dir, name) }

// table returns the store of the table that an earlier run has left in the folder, or "".
func (d *data) table() string {
	if _, err := os.Stat(d.path(tableFile)); err == nil {
		return Disk
	}
	if files, err := os.ReadDir(d.path(tableDir)); err == nil && len(files) > 0 {
		return DynamoDB
	}
	return ""
}

// wipe deletes the files of an earlier run.
func (d *data) wipe() error {
	for _, name := range []string{envFile, paramsFile, objectFile, tableDir, tableFile, streamDir, deadLetterFile, logFile} {
		if err := os.RemoveAll(d.path(name)); err != nil {
			return fmt.Errorf("-fresh: %w", err)
		}
	}
	return os.MkdirAll(d.path(streamDir), 0o700)
}

// close removes the env file, whose addresses are no longer valid, and releases the lock.
func (d *data) close() {
	_ = os.Remove(d.path(envFile))
	_ = d.lock.Close()
	if d.temp {
		_ = os.RemoveAll(d.dir)
	}
}
