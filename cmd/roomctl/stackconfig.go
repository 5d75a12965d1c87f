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

// localEnv is the file to which the local stack writes its addresses and names.
const localEnv = ".local/data/env"

// stackConfig has the addresses and names of a stack's resources. A field that is not set is
// empty; a command checks the fields that it uses with the need methods.
type stackConfig struct {
	local   bool
	envFile string
	url     string // of the WebSocket API, with its stage
	table   string
	// tableURL is the address of the table if it is in the process of the local stack.
	tableURL string
	keyPath  string // without a slash at its end
	kmsKey   string // ARN of the key that encrypts the token keys; empty for that of AWS
	bucket   string
	apiURL   string // of the HTTP API, without a slash at its end
}

func (t *stackConfig) flags(fs *flag.FlagSet) {
	fs.BoolVar(&t.local, "local", t.local, "use the local stack that make up started in this directory")
	fs.StringVar(&t.envFile, "env", t.envFile, "`file` of KEY=value lines with the stack's settings")
	fs.StringVar(&t.url, "url", t.url, "`address` of the WebSocket API, wss://…/v1")
	fs.StringVar(&t.table, "table", t.table, "`name` of the table")
	fs.StringVar(&t.bucket, "bucket", t.bucket, "`name` of the bucket of history and snapshots")
	fs.StringVar(&t.apiURL, "api-url", t.apiURL, "`address` of the HTTP API, https://…")
	fs.StringVar(&t.keyPath, "key-path", t.keyPath, "Parameter Store `path` of the token keys")
}

// resolve sets the fields that no flag has set, from the file if there is one, otherwise from
// the environment. The file's AWS_ variables (endpoints, region, credentials) are set in the
// environment, where the SDK reads them.
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
			return fmt.Errorf("no local stack runs in this directory: there is no %s; make up starts one", localEnv)
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
	for key, field := range map[string]*string{
		"HOMSTYLE_URL":       &t.url,
		"HOMSTYLE_TABLE":     &t.table,
		"HOMSTYLE_TABLE_URL": &t.tableURL,
		"HOMSTYLE_KEY_PATH":  &t.keyPath,
		"HOMSTYLE_KMS_KEY":   &t.kmsKey,
		"HOMSTYLE_BUCKET":    &t.bucket,
		"HOMSTYLE_API_URL":   &t.apiURL,
	} {
		if *field == "" {
			*field = getenv(key)
		}
	}
	t.keyPath = strings.TrimRight(t.keyPath, "/")
	t.apiURL = strings.TrimRight(t.apiURL, "/")
	return nil
}

func (t *stackConfig) needURL() error     { return need(t.url, "url", "HOMSTYLE_URL") }
func (t *stackConfig) needKeyPath() error { return need(t.keyPath, "key-path", "HOMSTYLE_KEY_PATH") }
func (t *stackConfig) needBucket() error  { return need(t.bucket, "bucket", "HOMSTYLE_BUCKET") }
func (t *stackConfig) needAPI() error     { return need(t.apiURL, "api-url", "HOMSTYLE_API_URL") }
func (t *stackConfig) needTable() error   { return need(t.table, "table", "HOMSTYLE_TABLE") }

func need(value, name, key string) error {
	if value == "" {
		return usagef("-%s is missing; give it, or %s, -local or -env FILE", name, key)
	}
	return nil
}

// readEnv reads KEY=value lines and skips blank lines and those that begin with #.
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
