package stack

import (
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The commands of docs/embed.md, run as written in a folder with a running stack, make a room and a token that opens it.
func TestShellSampleOfTheDocs(t *testing.T) {
	dir := t.TempDir()
	s := start(t, Options{Store: Memory, Data: filepath.Join(dir, ".local", "data")})
	document, err := os.ReadFile(filepath.Join(s.opts.Module, "docs", "embed.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, sample, _ := strings.Cut(string(document), "```sh\n")
	sample, _, found := strings.Cut(sample, "```\n")
	if !found {
		t.Fatal("docs/embed.md has no sample of commands")
	}
	roomctl := filepath.Join(dir, "roomctl")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", roomctl, "./cmd/roomctl")
	build.Dir = s.opts.Module
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	printed := ""
	for line := range strings.Lines(sample) {
		words := strings.Fields(strings.TrimPrefix(line, "go run ./cmd/roomctl"))
		run := exec.CommandContext(t.Context(), roomctl, words...)
		run.Dir = dir
		var stderr bytes.Buffer
		run.Stderr = &stderr
		out, err := run.Output()
		if err != nil {
			t.Fatalf("%s: %v\n%s", line, err, stderr.String())
		}
		printed = strings.TrimSpace(string(out))
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, s.APIURL()+"/rooms/anna-living", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+printed)
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("the API answers the token of the last command with %s", response.Status)
	}
}
