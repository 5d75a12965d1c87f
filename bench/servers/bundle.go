package servers

import (
	"fmt"
	"os/exec"
	"path/filepath"
)

// Bundle bundles TypeScript into one module, by the esbuild of those node_modules.
func Bundle(modules, in, out string, more ...string) error {
	args := append([]string{in, "--bundle", "--format=esm", "--log-level=warning", "--outfile=" + out}, more...)
	said, err := exec.Command(filepath.Join(modules, ".bin", "esbuild"), args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("bundle %s: %w\n%s", in, err, said)
	}
	return nil
}
