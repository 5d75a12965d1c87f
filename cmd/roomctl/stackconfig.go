package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// localEnv is where the local runner writes down what it started.
const localEnv = ".local/data/env"

// stackConfig says where the rooms are. An empty field is unknown; each command asks
// for what it needs by need.
type stackConfig struct {
	local   bool
	envFile string
	url     string // of the WebSocket API, with its stage
	table   string
	keyPath string // without a slash at its end
	bucket  string
	apiURL  string // of the HTTP API, without a slash at its end
}

func (t *stackConfig) flags(fs *flag.FlagSet) {
	fs.BoolVar(&t.local, "local", t.local, "the room that make up started in this directory")
	fs.StringVar(&t.envFile, "env", t.envFile, "`file` of KEY=value lines that says where the rooms are")
	fs.StringVar(&t.url, "url", t.url, "`address` of the WebSocket API, wss://…/v1")
	fs.StringVar(&t.table, "table", t.table, "`name` of the table")
	fs.StringVar(&t.bucket, "bucket", t.bucket, "`name` of the bucket of history and snapshots")
	fs.StringVar(&t.apiURL, "api-url", t.apiURL, "`address` of the HTTP API, https://…")
	fs.StringVar(&t.keyPath, "key-path", t.keyPath, "Parameter Store `path` of the token keys")
}

// resolve fills in what no flag said, from the file if there is one, else from the
// environment. What the file says of AWS (endpoints, region, credentials) goes
// to the environment, where the SDK looks.
func (t *stackConfig) resolve(getenv func(string) string, setenv func(key, value string) error) error {
	if t.local && t.envFile != "" {
		return usagef("-local and -env exclude each other")
	}
	if t.local {
		t.envFile = localEnv
	}
	if t.envFile != "" {
		file, err := readEnv(t.envFile)
		if errors.Is(err, fs.ErrNotExist) && t.local {
			return fmt.Errorf("no room runs in this directory: there is no %s; make up starts one", localEnv)
		}
		if err != nil {
			return err
		}
		for key, value := range file {
			if strings.HasPrefix(key, "AWS_") {
				if err := setenv(key, value); err != nil {
					return fmt.Errorf("%s: %w", t.envFile, err)
				}
			}
		}
		getenv = func(key string) string { return file[key] }
	}
	for key, field := range map[string]*string{"HOMSTYLE_URL": &t.url, "HOMSTYLE_TABLE": &t.table, "HOMSTYLE_KEY_PATH": &t.keyPath, "HOMSTYLE_BUCKET": &t.bucket, "HOMSTYLE_API_URL": &t.apiURL} {
		if *field == "" {
			*field = getenv(key)
		}
	}
	t.keyPath, t.apiURL = strings.TrimRight(t.keyPath, "/"), strings.TrimRight(t.apiURL, "/")
	return nil
}

func (t *stackConfig) needURL() error     { return need(t.url, "url", "HOMSTYLE_URL") }
func (t *stackConfig) needKeyPath() error { return need(t.keyPath, "key-path", "HOMSTYLE_KEY_PATH") }

func (t *stackConfig) needBucket() error { return need(t.bucket, "bucket", "HOMSTYLE_BUCKET") }
func (t *stackConfig) needAPI() error    { return need(t.apiURL, "api-url", "HOMSTYLE_API_URL") }

func (t *stackConfig) needTable() error {
	if t.local && t.table == "" {
		return errors.New("the local room has no table: it was started with -store memory")
	}
	return need(t.table, "table", "HOMSTYLE_TABLE")
}

func need(value, name, key string) error {
	if value == "" {
		return usagef("-%s is missing; give it, or %s, -local or -env FILE", name, key)
	}
	return nil
}

// readEnv reads KEY=value lines; blank ones and those that begin with # are
// skipped.
func readEnv(name string) (map[string]string, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	file := map[string]string{}
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		key, value, found := strings.Cut(line, "=")
		if !found {
			return nil, fmt.Errorf("%s:%d: not a KEY=value line", name, n)
		}
		file[key] = value
	}
	return file, lines.Err()
}
