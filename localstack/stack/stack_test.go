package stack

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/coder/websocket"

	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/faults"
)

const demo = "vardagsrum"

// start starts a stack with the demo room, or skips the test if DynamoDB Local can't run.
func start(t *testing.T, o Options) *Stack {
	t.Helper()
	o.Demo = demo
	o.IAM = true
	if o.Account.Concurrency == 0 {
		o.Account.Concurrency = 10 // as in a new account
	}
	if o.Params == nil {
		o.Params = map[string]string{"SnapshotWindowSeconds": "0"}
	}
	s, err := Start(t.Context(), o)
	if errors.Is(err, dynamodb.ErrNoJava) || errors.Is(err, dynamodb.ErrNoModules) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		for _, call := range s.Guard().Denied() {
			t.Errorf("the role in the template does not allow %s", call)
		}
	})
	return s
}

// client is a connection of one tab.
type client struct {
	t    *testing.T
	ws   *websocket.Conn
	kept []frame // received and not yet returned by await
}

type frame struct {
	Type  string `json:"type"`
	Code  string `json:"code"`
	Op    int64  `json:"op"`
	Items []item `json:"items"`
	Peer  any    `json:"peer"`
}

type item struct {
	ID         string `json:"id"`
	X          int    `json:"x"`
	Version    int64  `json:"version"`
	Token      int64  `json:"token"`
	Holder     string `json:"holder"`
	HolderName string `json:"holderName"`
}

// enter connects to the demo room.
func (s *Stack) enter(t *testing.T, name string) *client {
	t.Helper()
	return s.enterFor(t, name, time.Hour)
}

// enterFor connects with a token that expires after ttl.
func (s *Stack) enterFor(t *testing.T, name string, ttl time.Duration) *client {
	t.Helper()
	token, err := s.Mint(demo, name, name, "editor", ttl)
	if err != nil {
		t.Fatal(err)
	}
	o := &websocket.DialOptions{Subprotocols: []string{"homstyle.v2", token}}
	ws, res, err := websocket.Dial(t.Context(), s.WSURL()+"?room="+demo+"&tab="+name, o)
	if err != nil {
		t.Fatalf("%v %v", err, res)
	}
	t.Cleanup(func() { _ = ws.CloseNow() })
	ws.SetReadLimit(1 << 20)
	if ws.Subprotocol() != "homstyle.v2" {
		t.Errorf("subprotocol %q", ws.Subprotocol())
	}
	return &client{t: t, ws: ws}
}

func (c *client) send(format string, args ...any) {
	c.t.Helper()
	if err := c.ws.Write(c.t.Context(), websocket.MessageText, fmt.Appendf(nil, format, args...)); err != nil {
		c.t.Fatal(err)
	}
}

// await returns the first frame of the given type that it has not returned before. It keeps the frames of other
// types for later calls, since frames have no order. An unexpected error frame fails the test.
func (c *client) await(kind string) frame {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), 30*time.Second)
	defer cancel()
	for {
		if n := slices.IndexFunc(c.kept, func(f frame) bool { return f.Type == kind }); n >= 0 {
			f := c.kept[n]
			c.kept = slices.Delete(c.kept, n, n+1)
			return f
		}
		_, b, err := c.ws.Read(ctx)
		if err != nil {
			c.t.Fatalf("waiting for %s: %v", kind, err)
		}
		var f frame
		if err := json.Unmarshal(b, &f); err != nil {
			c.t.Fatal(err)
		}
		if f.Type != kind && (f.Type == "error" || f.Type == "") {
			c.t.Fatalf("waiting for %s: %s", kind, b)
		}
		c.kept = append(c.kept, f)
	}
}

// move is the format of a command that moves and releases the sofa: op, x and fencing token.
const move = `{"action":"move","op":%d,` +
	`"items":[{"id":"sofa-1","x":%d,"y":900,"rotation":90,"token":%d}],"drop":true}`

// sync joins the room and returns its items.
func (c *client) sync(op int) map[string]item {
	c.t.Helper()
	c.send(`{"action":"sync","op":%d}`, op)
	items := map[string]item{}
	for _, i := range c.await("state").Items {
		items[i.ID] = i
	}
	return items
}

// checkStack has two people lock and move one sofa, and checks what each receives. Every configuration
// of the stack must pass it. The ops begin at op, since a peer that comes again must use higher ones
// (ID1).
func checkStack(t *testing.T, s *Stack, op, x int) {
	t.Helper()
	anna, bo := s.enter(t, "anna"), s.enter(t, "bo")
	anna.sync(op)
	before := bo.sync(op)["sofa-1"]
	anna.await("joined")

	anna.send(`{"action":"lock","op":%d,"mode":"acquire","items":[{"id":"sofa-1"}]}`, op+1)
	token := anna.await("ack").Items[0].Token
	if got := bo.await("locked").Items[0]; got.HolderName != "anna" || got.Token != token {
		t.Errorf("bo received %+v", got)
	}
	bo.send(`{"action":"lock","op":%d,"mode":"acquire","items":[{"id":"sofa-1"}]}`, op+1)
	if got := bo.await("error"); got.Code != "held" || got.Items[0].HolderName != "anna" {
		t.Errorf("bo received the error %+v, want held", got)
	}
	anna.send(move, op+2, x, token)
	anna.await("ack")
	if got := bo.await("moved").Items[0]; got.X != x || got.Version != before.Version+1 || got.Holder != "" {
		t.Errorf("bo received %+v", got)
	}
	anna.send(`{"action":"ping"}`)
	anna.await("pong")
	anna.send(`not JSON`)
	if got := anna.await("error"); got.Code != "bad_json" {
		t.Errorf("after a message that is not JSON: %+v", got)
	}
	if err := bo.ws.Close(1000, ""); err != nil {
		t.Error(err)
	}
	anna.await("left")
}

// awaitSnapshot waits until the room's snapshot has the sofa at x.
func awaitSnapshot(t *testing.T, s *Stack, x int) {
	t.Helper()
	bucket, key := s.Bucket(), "rooms/"+demo+"/snapshot.json"
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	for {
		out, err := s.S3().GetObject(ctx, &s3.GetObjectInput{Bucket: &bucket, Key: &key})
		if ctx.Err() != nil {
			t.Fatalf("no snapshot with the sofa at %d", x)
		}
		if err == nil {
			b, _ := io.ReadAll(out.Body)
			_ = out.Body.Close()
			if bytes.Contains(bytes.ReplaceAll(b, []byte(" "), nil), fmt.Appendf(nil, `"x":%d`, x)) {
				return
			}
		}
	}
}

func TestStack_memoryInProcess(t *testing.T) {
	s := start(t, Options{Store: Memory})
	checkStack(t, s, 1, 1234)
	awaitSnapshot(t, s, 1234)
	if s.DeadLettered() > 0 {
		t.Errorf("%d records went to the dead-letter file", s.DeadLettered())
	}
}

func TestStack_dataOfAnEarlierRun(t *testing.T) {
	for _, store := range []string{Disk, DynamoDB} {
		t.Run(store, func(t *testing.T) { checkRestart(t, Options{Store: store, Data: t.TempDir()}) })
	}
}

// checkRestart uses the stack, and again after a restart.
func checkRestart(t *testing.T, o Options) {
	t.Helper()
	s := start(t, o)
	token, err := s.Mint(demo, "carl", "Carl", "viewer", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	checkStack(t, s, 1, 1234)
	awaitSnapshot(t, s, 1234)
	s.Close()

	s = start(t, o)
	dial := &websocket.DialOptions{Subprotocols: []string{"homstyle.v2", token}}
	ws, _, err := websocket.Dial(t.Context(), s.WSURL()+"?room="+demo, dial)
	if err != nil {
		t.Fatalf("a token of the earlier run: %v", err)
	}
	defer ws.CloseNow()
	carl := &client{t: t, ws: ws}
	if got := carl.sync(1)["sofa-1"]; got.X != 1234 {
		t.Errorf("the sofa is at %+v", got)
	}
	checkStack(t, s, 11, 4321)
	awaitSnapshot(t, s, 4321)
}

func TestStack_dynamoDBProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("builds every function")
	}
	s := start(t, Options{Lambda: Process})
	checkStack(t, s, 1, 1234)
	awaitSnapshot(t, s, 1234)
	checkDeployment(t, s, 21)
	checkFreezes(t, s, 41)
}

// checkDeployment replaces the functions between a lock and the move of the item. The connections stay,
// and the new functions serve them.
func checkDeployment(t *testing.T, s *Stack, op int) {
	t.Helper()
	anna, bo := s.enter(t, "anna"), s.enter(t, "bo")
	anna.sync(op)
	bo.sync(op)
	anna.send(`{"action":"lock","op":%d,"mode":"acquire","items":[{"id":"sofa-1"}]}`, op+1)
	token := anna.await("ack").Items[0].Token
	bo.await("locked")
	if err := s.DeployFunctions(t.Context()); err != nil {
		t.Fatal(err)
	}
	anna.send(move, op+2, 2100, token)
	anna.await("ack")
	if got := bo.await("moved").Items[0]; got.X != 2100 {
		t.Errorf("bo received %+v", got)
	}
}

func TestStack_functionsInProcessAreNotReplaced(t *testing.T) {
	s := start(t, Options{Store: Memory})
	if err := s.DeployFunctions(t.Context()); err == nil || !strings.Contains(err.Error(), "-lambda process") {
		t.Errorf("error %v, want one that names the flag", err)
	}
}

// checkFreezes closes the pooled connections of every function before each invocation, as happens
// during a freeze. No post may be lost.
func checkFreezes(t *testing.T, s *Stack, op int) {
	t.Helper()
	if err := s.SetFaults(faults.Settings{Freeze: 1}); err != nil {
		t.Fatal(err)
	}
	anna, bo := s.enter(t, "anna"), s.enter(t, "bo")
	anna.sync(op)
	bo.sync(op)
	for round := range 4 {
		op += 2
		anna.send(`{"action":"lock","op":%d,"mode":"acquire","items":[{"id":"sofa-1"}]}`, op)
		token := anna.await("ack").Items[0].Token
		bo.await("locked")
		anna.send(move, op+1, round, token)
		anna.await("ack")
		if got := bo.await("moved").Items[0]; got.X != round {
			t.Errorf("bo received %+v", got)
		}
	}
	if s.pools.resets.Load() == 0 {
		t.Error("no connection was reset, so the test checked nothing")
	}
}

func TestStack_frozenFunctionsLoseNothing(t *testing.T) {
	checkFreezes(t, start(t, Options{Store: Memory}), 1)
}

func TestStack_otherEndpoints(t *testing.T) {
	endpoints := start(t, Options{}) // its DynamoDB Local and bucket are the endpoints
	s := start(t, Options{DynamoURL: endpoints.store.url, S3URL: endpoints.bucket.url})
	checkStack(t, s, 1, 1234)
	awaitSnapshot(t, s, 1234)
}

func TestStack_faults(t *testing.T) {
	s := start(t, Options{Store: Memory})
	anna := s.enter(t, "anna")
	if err := s.SetFaults(faults.Settings{KillFunction: "sync", KillProbability: 1}); err != nil {
		t.Fatal(err)
	}
	anna.send(`{"action":"sync","op":1}`)
	var failed struct{ Message string }
	_, b, err := anna.ws.Read(t.Context())
	if err != nil || json.Unmarshal(b, &failed) != nil || failed.Message != "Internal server error" {
		t.Errorf("after a killed invocation: %s, %v", b, err)
	}
	if err := s.SetFaults(faults.Settings{}); err != nil {
		t.Fatal(err)
	}
	anna.sync(2)
}

// Bo sends nothing after his sync, so his connection is closed by the events of others after his token
// has expired. The test covers exp from the authorizer to the peer's row.
func TestAC6_connectionPastItsTokenIsClosedByTheNextEvent(t *testing.T) {
	s := start(t, Options{Store: Memory})
	anna, bo := s.enter(t, "anna"), s.enterFor(t, "bo", 2*time.Second)
	anna.sync(1)
	bo.sync(1)
	closed := make(chan error)
	go func() {
		for {
			if _, _, err := bo.ws.Read(t.Context()); err != nil {
				closed <- err
				return
			}
		}
	}()
	deadline := time.After(30 * time.Second)
	for op := 2; ; op++ {
		anna.send(`{"action":"lock","op":%d,"mode":"acquire","items":[{"id":"sofa-1"}]}`, op)
		anna.await("ack")
		select {
		case err := <-closed:
			if websocket.CloseStatus(err) != websocket.StatusNormalClosure {
				t.Errorf("bo's connection ended with %v", err)
			}
			anna.await("left")
			return
		case <-deadline:
			t.Fatal("bo's connection is still open 30 s after the start, his token expired after 2 s")
		case <-time.After(25 * time.Millisecond): // below the connection's rate limit
		}
	}
}

func TestStart_errors(t *testing.T) {
	busy := httptest.NewServer(http.NotFoundHandler())
	defer busy.Close()
	dir := t.TempDir()
	running := start(t, Options{Store: Memory, Data: dir})
	tests := map[string]struct {
		o    Options
		want string
	}{
		"memory and processes": {
			Options{Store: Memory, Lambda: Process},
			"-store memory works with -lambda inprocess only",
		},
		"disk and processes":  {Options{Store: Disk, Lambda: Process}, "-store disk works with -lambda inprocess only"},
		"disk and DynamoDB":   {Options{Store: Disk, DynamoURL: "http://x"}, "-store disk and -dynamodb exclude each other"},
		"unknown store":       {Options{Store: "sqlite"}, `-store must be auto, dynamodb, disk or memory, not "sqlite"`},
		"a path as a room":    {Options{Store: Memory, Demo: "../x"}, "-demo must be the id of a room"},
		"memory and DynamoDB": {Options{Store: Memory, DynamoURL: "http://x"}, "exclude each other"},
		"port in use": {
			Options{Store: Memory, Addr: strings.TrimPrefix(busy.URL, "http://")},
			"is in use by another program: give another address with -addr",
		},
		"data in use": {Options{Store: Memory, Data: dir}, "is in use by another run"},
		"services for the network": {
			Options{Store: Memory, AWSAddr: "0.0.0.0:0"},
			"-aws-addr must be an address of this machine alone",
		},
		"no template":       {Options{Store: Memory, Template: "none.yaml"}, "reading the template: open none.yaml"},
		"unknown parameter": {Options{Store: Memory, Params: map[string]string{"Nope": "1"}}, `no parameter "Nope"`},
		"no node_modules": {
			Options{Module: t.TempDir(), Template: running.opts.Template},
			"npm ci --ignore-scripts --prefix localstack",
		},
		"unknown mode": {Options{Lambda: "docker"}, `-lambda must be inprocess or process, not "docker"`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s, err := Start(t.Context(), tt.o)
			if err == nil {
				s.Close()
				t.Fatal("Start returned no error")
			}
			if !strings.Contains(err.Error(), tt.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestStart_freshDeletesTheData(t *testing.T) {
	dir := t.TempDir()
	other := filepath.Join(dir, "other.txt")
	if err := os.WriteFile(other, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := start(t, Options{Store: Memory, Data: dir})
	old, _ := s.params.Get(s.keyName())
	s.Close()
	s = start(t, Options{Store: Memory, Data: dir, Fresh: true})
	if now, _ := s.params.Get(s.keyName()); now == old {
		t.Error("the key was not deleted")
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("-fresh deleted a file of another program")
	}
}

func TestBuilders_areThoseOfTheFunctions(t *testing.T) {
	folders, err := fs.Glob(os.DirFS("../../functions"), "*/main.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range folders {
		name := filepath.Dir(path)
		if builders[name] == nil {
			t.Errorf("functions/%s has no builder here", name)
		}
		main, err := os.ReadFile(filepath.Join("../../functions", path))
		if err != nil {
			t.Fatal(err)
		}
		want := "boot.Start(boot." + strings.ToUpper(name[:1]) + name[1:]
		if !bytes.Contains(main, []byte(want+")")) && !bytes.Contains(main, []byte(want+"(")) {
			t.Errorf("functions/%s does not have %s", name, want)
		}
	}
	if len(folders) != len(builders) {
		t.Errorf("%d builders for %d functions", len(builders), len(folders))
	}
}

func TestStack_endOfDynamoDBLocalIsReported(t *testing.T) {
	s := start(t, Options{})
	s.store.server.Close()
	if err := <-s.Failed(); err == nil || !strings.Contains(err.Error(), "DynamoDB Local ended") {
		t.Errorf("got %v, want the error that DynamoDB Local ended", err)
	}
}
