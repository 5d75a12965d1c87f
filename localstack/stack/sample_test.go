package stack

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

// shop is the running back end of a shop.
type shop struct {
	*testing.T
	url string
}

// sample returns the first sample of docs/embed.md in that language.
func sample(t *testing.T, root, language string) string {
	t.Helper()
	docs, err := os.ReadFile(filepath.Join(root, "docs", "embed.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(docs), "```"+language+"\n")
	text, _, found := strings.Cut(text, "\n```\n")
	if !found {
		t.Fatalf("docs/embed.md has no sample in %s", language)
	}
	return text + "\n"
}

// goShop builds the sample in Go with testdata/shop/shop.go, and returns the command that runs it.
func goShop(t *testing.T, root string) *exec.Cmd {
	t.Helper()
	dir := t.TempDir()
	binary, args := filepath.Join(dir, "shop"), []string{"build", "-o", filepath.Join(dir, "shop")}
	for name, text := range map[string]string{
		"sample.go": "package main\n\n" + sample(t, root, "go"), "shop.go": shopFile(t, "shop.go"),
	} {
		file := filepath.Join(dir, name)
		write(t, file, text)
		args = append(args, file)
	}
	build := exec.CommandContext(t.Context(), "go", args...)
	build.Dir = root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return exec.Command(binary)
}

// nodeShop returns the command that runs the sample in JavaScript with testdata/shop/shop.mjs, and with the packages that
// testdata/shop/package.json names.
func nodeShop(t *testing.T, root string) *exec.Cmd {
	t.Helper()
	dir := t.TempDir()
	modules, err := filepath.Abs(filepath.Join("testdata", "shop", "node_modules"))
	if err == nil {
		_, err = os.Stat(filepath.Join(modules, "express"))
	}
	if err != nil {
		t.Fatalf("the sample needs npm ci in localstack/stack/testdata/shop: %v", err)
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "shop.mjs"), sample(t, root, "js")+shopFile(t, "shop.mjs"))
	run := exec.Command("node", "shop.mjs")
	run.Dir = dir
	return run
}

// shopFile returns a file of testdata/shop: what a sample leaves to the shop.
func shopFile(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "shop", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// startShop runs the back end of a shop beside the stack.
func startShop(t *testing.T, s *Stack, run *exec.Cmd) *shop {
	t.Helper()
	secret, err := s.key(kid)
	if err != nil {
		t.Fatal(err)
	}
	run.Env = append(os.Environ(), "API_URL="+s.APIURL(), "ROOM_KID="+kid, "ROOM_SECRET="+string(secret))
	for name, value := range s.endpoints() {
		run.Env = append(run.Env, name+"="+value)
	}
	run.Stderr = os.Stderr
	return &shop{t, output(t, run)}
}

// output starts a command that ends with the test, and returns the first line of its output.
func output(t *testing.T, c *exec.Cmd) string {
	t.Helper()
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Process.Kill(); _ = c.Wait() })
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(line)
}

// post posts JSON for a session, "" for a guest, and returns the status and a field of the answer.
func (h *shop) post(path, session, field string, body any) (int, string) {
	h.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		h.Fatal(err)
	}
	r, err := http.NewRequestWithContext(h.Context(), http.MethodPost, h.url+path, strings.NewReader(string(text)))
	if err != nil {
		h.Fatal(err)
	}
	r.Header.Set("Session", session)
	r.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		h.Fatal(err)
	}
	var fields map[string]any
	_ = json.Unmarshal(answer, &fields)
	value, _ := fields[field].(string)
	if (res.StatusCode < 300) != (value != "") {
		h.Errorf("%s: %d %s", path, res.StatusCode, answer)
	}
	return res.StatusCode, value
}

// The samples ask for revocations, and sign no sub that a browser sent.
func TestAC14_AC15_RM6_samplesOfTheDocs(t *testing.T) {
	for _, c := range []struct {
		language string
		command  func(t *testing.T, root string) *exec.Cmd
		revoked  int // status of a copy with a revoked token
	}{
		{"Go", goShop, 403},     // asks the API about the customer
		{"Node", nodeShop, 401}, // has the API verify the page's token
	} {
		t.Run(c.language, func(t *testing.T) {
			s := start(t, Options{Store: Memory})
			checkShop(t, s, startShop(t, s, c.command(t, s.opts.Module)), c.revoked)
		})
	}
}

func checkShop(t *testing.T, s *Stack, h *shop, revoked int) {
	session := func(at time.Time) string { return fmt.Sprintf("customer-7 %d", at.UnixMilli()) }
	enter := func(session, invite string) (int, auth.Claims) {
		t.Helper()
		asked := map[string]string{"room": demo, "name": "Anna", "sub": "customer-8", "invite": invite}
		if invite == "" {
			delete(asked, "invite")
		}
		status, token := h.post("/api/room-token", session, "token", asked)
		if token == "" {
			return status, auth.Claims{}
		}
		c, err := auth.Verify(token, s.key, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return status, c
	}
	before := session(time.Now().Add(-time.Minute))
	if status, c := enter(before, ""); status != 200 || c.Subject != "customer-7" || c.Role != room.Editor {
		t.Errorf("a customer: %d %+v", status, c)
	}
	if status, _ := enter("", ""); status != 403 {
		t.Errorf("a guest without an invitation: %d", status)
	}
	_, token := h.post("/api/room-token", before, "token", map[string]string{"room": demo, "name": "Anna"})
	status, code := h.post("/api/invite", before, "invite", map[string]string{"token": token, "role": "viewer"})
	if status != 201 {
		t.Fatalf("an invitation: %d", status)
	}
	if status, c := enter("", code); status != 201 || !strings.HasPrefix(c.Subject, "guest-") || c.Role != room.Viewer {
		t.Errorf("a guest with it: %d %+v", status, c)
	}
	if status, c := enter(strings.Replace(before, "7", "9", 1), code); status != 201 || c.Subject != "customer-9" {
		t.Errorf("another customer with it: %d %+v", status, c)
	}
	state := s.call(t, "GET", "/rooms/"+demo, token, "")
	asked := map[string]any{"token": token, "at": state["at"], "digest": state["digest"]}
	if status, id := h.post("/api/copy", before, "room", asked); status != 201 || !strings.HasPrefix(id, "copy-") {
		t.Errorf("a copy: %d %s", status, id)
	}
	if status, _ := h.post("/api/copy", "", "room", asked); status != 403 {
		t.Errorf("a copy for a guest: %d", status)
	}
	s.call(t, "POST", "/rooms/"+demo+"/revocations", "", `{"sub":"customer-7"}`)
	if status, _ := h.post("/api/copy", before, "room", asked); status != revoked {
		t.Errorf("a copy for a customer whose tokens were revoked: %d", status)
	}
	if status, _ := enter(before, ""); status != 403 {
		t.Errorf("a customer whose tokens were revoked: %d", status)
	}
	if status, _ := enter("", code); status != 401 {
		t.Errorf("a guest with an invitation of that customer: %d", status)
	}
	if status, _ := enter(session(time.Now().Add(time.Second)), ""); status != 200 {
		t.Errorf("the customer, signed in again: %d", status)
	}
	s.call(t, "DELETE", "/rooms/"+demo, "", "")
	if status, _ := enter(session(time.Now().Add(time.Second)), ""); status != 404 {
		t.Errorf("a room that was deleted: %d", status)
	}
}
