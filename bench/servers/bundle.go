package servers

import (
	"fmt"
	"os/exec"
	"path/filepath"
)

// Bundle bundles the TypeScript file in and its imports into the ES module out, with the
// esbuild that is installed in modules, a node_modules folder. flags are further flags of
// esbuild. Its error has esbuild's output.
func Bundle(modules, in, out string, flags ...string) error {
	args := append([]string{in, "--bundle", "--format=esm", "--log-level=warning", "--outfile=" + out}, flags...)
	output, err := exec.Command(filepath.Join(modules, ".bin", "esbuild"), args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("bundle %s: %w\n%s", in, err, output)
	}
	return nil
}

// RequireBanner is a flag of esbuild that defines require in an ES module, for bundled
// CommonJS packages that call it.
const RequireBanner = "--banner:js=import { createRequire } from 'node:module'; " +
	"const require = createRequire(import.meta.url);"
