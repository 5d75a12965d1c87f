package stack

import (
	"fmt"
	"os"
	"path/filepath"
)

// data is the folder of all that is kept between runs. Only one stack has it at
// a time.
type data struct {
	dir  string
	lock *os.File
	temp bool
}

// What the folder holds. -fresh removes these and nothing else.
const (
	lockFile   = "lock"
	envFile    = "env"           // addresses and names of the running stack, for roomctl -local
	paramsFile = "params.json"   // token keys
	objectFile = "objects.db"    // the bucket
	tableDir   = "table"         // DynamoDB Local's files
	streamDir  = "stream"        // how far each stream was carried out
	parkedFile = "parked.jsonl"  // stream records that were given up
	logFile    = "functions.log" // a line of JSON for each invocation, as CloudWatch would have it
)

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
		return nil, fmt.Errorf("the data folder %s is in use by another run (%w): end that one, or give this one its own by -data", d.dir, err)
	}
	d.lock = lock
	if fresh {
		err = d.wipe()
	}
	return d, err
}

func (d *data) path(name string) string { return filepath.Join(d.dir, name) }

func (d *data) wipe() error {
	for _, name := range []string{envFile, paramsFile, objectFile, tableDir, streamDir, parkedFile, logFile} {
		if err := os.RemoveAll(d.path(name)); err != nil {
			return fmt.Errorf("-fresh: %w", err)
		}
	}
	return os.MkdirAll(d.path(streamDir), 0o700)
}

// close gives the folder back. What is said in the env file is over then.
func (d *data) close() {
	_ = os.Remove(d.path(envFile))
	_ = d.lock.Close()
	if d.temp {
		_ = os.RemoveAll(d.dir)
	}
}
