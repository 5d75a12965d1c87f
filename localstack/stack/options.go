package stack

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"homstyle.dev/planner/localstack/gateway"
	"homstyle.dev/planner/localstack/quota"
	"homstyle.dev/planner/localstack/scheduler"
	"homstyle.dev/planner/shared/wire"
)

// Values of Options.Lambda and Options.Store.
const (
	InProcess = "inprocess" // handlers in this process
	Process   = "process"   // real binaries over the Lambda Runtime API

	DynamoDB = "dynamodb" // DynamoDB Local, or the endpoint DynamoURL
	Disk     = "disk"     // a file in the data folder; needs no Java
	Memory   = "memory"   // in this process; the table is lost when the stack stops
	Auto     = "auto"     // the table that the data folder has; without one DynamoDB, or Disk where it can't run
)

// Options configure Start. The zero value is the whole stack on free ports, with DynamoDB Local
// and a temporary data folder.
type Options struct {
	Module   string            // root of the module; default: the nearest folder upwards with a go.mod
	Template string            // default template.yaml in Module
	Params   map[string]string // values of template parameters, in place of their defaults
	Data     string            // folder of the stored data; empty: a temporary folder
	Fresh    bool              // delete the stored data first

	Lambda       string // InProcess (default) or Process
	Environments int    // maximum number of processes of each function, default 10
	Store        string // DynamoDB (default), Disk, Memory or Auto
	DynamoURL    string // endpoint to use in place of DynamoDB Local
	S3URL        string // endpoint to use in place of the bucket in this process

	Addr    string // public listener, default 127.0.0.1:0
	AWSAddr string // internal listener, default 127.0.0.1:0
	Web     string // folder of the built page, default web/dist in Module
	Demo    string // id of a room to create if it does not exist; empty: none
	Faults  bool   // serve /_faults
	IAM     bool   // check the requests of functions against their roles; with Process without those to DynamoDB

	readTimeout time.Duration       // of a request with its body, at both listeners; default 1 min
	after       scheduler.AfterFunc // timers of schedules; default time.AfterFunc

	Limits  gateway.Limits // default: API Gateway's quotas
	Account quota.Limits   // default: AWS's quotas of an account
	Output  io.Writer      // the functions' log; default functions.log in Data
	Log     *slog.Logger   // default: none
}

// withDefaults returns o with defaults for the values that are not set. It returns an error for values
// that are not valid or exclude each other.
func (o Options) withDefaults() (Options, error) {
	set := func(field *string, value string) {
		if *field == "" {
			*field = value
		}
	}
	if o.Module == "" {
		root, err := moduleRoot()
		if err != nil {
			return o, err
		}
		o.Module = root
	}
	set(&o.Template, filepath.Join(o.Module, "template.yaml"))
	set(&o.Web, filepath.Join(o.Module, "web", "dist"))
	set(&o.Lambda, InProcess)
	set(&o.Store, DynamoDB)
	set(&o.Addr, "127.0.0.1:0")
	set(&o.AWSAddr, "127.0.0.1:0")
	if o.readTimeout == 0 {
		o.readTimeout = time.Minute // longer than the timeout of any function that a request waits for
	}
	if o.after == nil {
		o.after = time.AfterFunc
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o, o.check()
}

func (o Options) check() error {
	switch {
	case o.Demo != "" && !isRoom(o.Demo):
		return fmt.Errorf("-demo must be the id of a room (1 to 63 of a-z, 0-9 and -), not %q", o.Demo)
	case !loopback(o.AWSAddr):
		return fmt.Errorf("-aws-addr must be an address of this machine alone, such as 127.0.0.1:0, not %q", o.AWSAddr)
	case o.Lambda != InProcess && o.Lambda != Process:
		return fmt.Errorf("-lambda must be %s or %s, not %q", InProcess, Process, o.Lambda)
	case !slices.Contains([]string{Auto, DynamoDB, Disk, Memory}, o.Store):
		return fmt.Errorf("-store must be %s, %s, %s or %s, not %q", Auto, DynamoDB, Disk, Memory, o.Store)
	case (o.Store == Memory || o.Store == Disk) && o.Lambda == Process:
		return fmt.Errorf("-store %s works with -lambda inprocess only: the table is in this process", o.Store)
	case (o.Store == Memory || o.Store == Disk) && o.DynamoURL != "":
		return fmt.Errorf("-store %s and -dynamodb exclude each other", o.Store)
	case o.Store == Memory && o.S3URL != "":
		return errors.New("-store memory and -s3 exclude each other: the snapshots would outlive the table")
	}
	return nil
}

func isRoom(name string) bool {
	_, err := wire.RoomID(name)
	return err == nil
}

// moduleRoot returns the nearest folder upwards that has a go.mod.
func moduleRoot() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("%s is not in a Go module: run this command in the repository", dir)
		}
	}
}
