package main

import (
	"bufio"
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	awsdynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/coder/websocket"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/localstack/disk"
	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/localstack/subprocess"
	"homstyle.dev/planner/localstack/tableapi"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/s3archive"
	"homstyle.dev/planner/shared/wire"
)

var kills = flag.Int("kills", 100, "number of times that the stack is killed; half as often with its table on disk")

// asStack is an environment variable that makes the test program run the command, so that it can
// be killed without another build.
const asStack = "HOMSTYLE_TEST_AS_STACK"

func TestMain(m *testing.M) {
	if os.Getenv(asStack) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

const (
	killRoom = "vardagsrum"
	people   = 3
)

// killedStack is a stack that is killed repeatedly, and the changes that it acknowledged. Gateway,
// functions, stream and bucket are in its process and end with it. So does the table on disk; DynamoDB
// Local is another process and continues, as DynamoDB does.
type killedStack struct {
	*testing.T
	store string   // of the stack's table
	table []string // flags that choose it
	data  string   // the data folder
	rooms rooms    // the table of the running stack
	ended <-chan struct{}
	cmd   *exec.Cmd
	env   map[string]string // of the env file

	mu    sync.Mutex
	acked map[room.ItemID]int64 // the highest acknowledged version of each item
	acks  atomic.Int64          // number of acknowledged changes
	ops   [people]room.Op       // the last op of each person
}

// The test kills the stack at random moments under load. No acknowledged change may be missing after
// a restart, nor after the table is lost and restored from the bucket, and after a restart the bucket
// must get all acknowledged changes. The test logs the longest time that this took but does not limit
// it, since the limit in the specification is for a machine that is not overloaded.
func TestSN3_SN5_killedAtRandomMomentsNothingAcknowledgedIsLost(t *testing.T) {
	t.Run(stack.DynamoDB, func(t *testing.T) {
		t.Parallel()
		modules, err := filepath.Abs("node_modules")
		if err != nil {
			t.Fatal(err)
		}
		server, err := dynamodb.Start(t.Context(), dynamodb.Options{Modules: modules})
		if err != nil {
			t.Fatalf("this test needs DynamoDB Local: %v", err)
		}
		defer server.Close()
		killRepeatedly(&killedStack{T: t, store: stack.DynamoDB, table: []string{"-dynamodb", server.URL}}, *kills)
	})
	t.Run(stack.Disk, func(t *testing.T) {
		t.Parallel()
		killRepeatedly(&killedStack{T: t, store: stack.Disk, table: []string{"-store", stack.Disk}}, *kills/2)
	})
}

func killRepeatedly(v *killedStack, kills int) {
	v.data, v.acked = v.TempDir(), map[room.ItemID]int64{}
	rng := rand.New(rand.NewPCG(1, 2))
	var slowest time.Duration
	for round := range kills {
		v.start()
		if round > 0 {
			v.checkTable("a restart")
		}
		if round%10 == 9 {
			began := time.Now()
			v.awaitBucket()
			slowest = max(slowest, time.Since(began))
		}
		v.loadAndKill(rng.Int64N(12))
	}
	v.start()
	v.checkTable("the last restart")
	v.checkRestore(v.awaitBucket())
	v.kill()
	const format = "%d changes were acknowledged over %d kills; the bucket had them %v after a restart or earlier"
	v.Logf(format, v.acks.Load(), kills, slowest)
	if v.acks.Load() < int64(kills) {
		v.Errorf("only %d changes were acknowledged, want one for each kill or more", v.acks.Load())
	}
}

// start starts the stack and returns when it serves requests.
func (v *killedStack) start() {
	v.Helper()
	v.cmd = exec.Command(os.Args[0], append([]string{
		"-addr", "127.0.0.1:0", "-data", v.data,
		"-template", "../template.yaml", "-param", "SnapshotWindowSeconds=0", "-quiet",
	}, v.table...)...)
	v.cmd.Env = append(os.Environ(), asStack+"=1")
	v.cmd.Stderr = os.Stderr
	out, err := v.cmd.StdoutPipe()
	if err != nil {
		v.Fatal(err)
	}
	if v.ended, err = subprocess.Start(v.cmd); err != nil {
		v.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() && !strings.Contains(lines.Text(), "Ctrl-C") {
	}
	text, err := os.ReadFile(filepath.Join(v.data, "env"))
	if err != nil {
		v.Fatalf("the stack did not start: %v", err)
	}
	v.env = map[string]string{}
	for line := range strings.Lines(string(text)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), "=")
		v.env[key] = value
	}
	provider := credentials.NewStaticCredentialsProvider("local", "local", "")
	if v.store == stack.Disk {
		v.rooms = &tableapi.Client{URL: v.env["HOMSTYLE_TABLE_URL"], Region: "us-east-1", Credentials: provider}
		return
	}
	v.rooms = dynamo.New(awsdynamodb.New(awsdynamodb.Options{
		Region: "us-east-1", BaseEndpoint: aws.String(v.env["AWS_ENDPOINT_URL_DYNAMODB"]), Retryer: dynamo.Retryer(),
		Credentials: provider,
	}), v.env["HOMSTYLE_TABLE"], time.Now)
}

// rooms are the methods of a table that the test uses.
type rooms interface {
	Load(context.Context, room.ID) (room.Room, error)
	archive.RowRestorer
}

// emptyTable returns a new table of the same store.
func (v *killedStack) emptyTable() rooms {
	v.Helper()
	if v.store == stack.DynamoDB {
		table := dynamotest.Table(v)
		return dynamo.New(table.Client, table.Name, time.Now)
	}
	table, err := disk.Open(filepath.Join(v.TempDir(), "table.db"), time.Now)
	if err != nil {
		v.Fatal(err)
	}
	v.Cleanup(func() { _ = table.Close() })
	return table
}

func (v *killedStack) kill() {
	_ = v.cmd.Process.Kill()
	<-v.ended                                   // a write that the kernel has begun ends first, and the lock of the data folder with it
	_ = os.Remove(filepath.Join(v.data, "env")) // the env file of the killed stack
}

// loadAndKill has clients change the room until n more changes are acknowledged, and kills the stack
// during the next changes.
func (v *killedStack) loadAndKill(n int64) {
	v.Helper()
	enough := make(chan struct{})
	var once sync.Once
	target := v.acks.Load() + n
	var clients sync.WaitGroup
	for p := range people {
		clients.Go(func() {
			v.runTab(p, func() {
				if v.acks.Load() >= target {
					once.Do(func() { close(enough) })
				}
			})
		})
	}
	select {
	case <-enough:
	case <-time.After(time.Minute):
		v.Error("no change was acknowledged for a minute")
	}
	v.kill()
	clients.Wait()
}

// runTab connects as person p and changes items until the stack is killed. It calls acked before each
// change.
func (v *killedStack) runTab(p int, acked func()) {
	ctx, cancel := context.WithTimeout(v.Context(), time.Minute)
	defer cancel()
	t, err := v.connect(ctx, p)
	if err != nil {
		return // the stack was killed
	}
	defer func() { _ = t.ws.CloseNow() }()
	items := t.sync(ctx)
	for n := 0; ctx.Err() == nil; n++ {
		acked()
		i := items[fmt.Sprintf("p%d-%d", p, n%3)]
		if !t.change(ctx, &i, fmt.Sprintf("p%d-%d", p, n%3), n) {
			return
		}
		items[string(i.ID)] = i
	}
}

// tab is one connection.
type tab struct {
	*killedStack
	person int
	ws     *websocket.Conn
}

// connect gets a token and connects as person p.
func (v *killedStack) connect(ctx context.Context, p int) (*tab, error) {
	body := fmt.Sprintf(`{"room":%q,"name":"P%d","sub":"p%d","role":"editor","ttlSeconds":600}`, killRoom, p, p)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, v.env["PAGE_URL"]+"token", strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	var got struct {
		Token string `json:"token"`
	}
	if err := json.UnmarshalRead(res.Body, &got); err != nil {
		return nil, err
	}
	url := fmt.Sprintf("%s?room=%s&tab=t%d", v.env["WS_URL"], killRoom, p)
	ws, _, err := websocket.Dial(ctx, url, &websocket.DialOptions{Subprotocols: []string{"homstyle.v2", got.Token}})
	if err == nil {
		ws.SetReadLimit(1 << 20)
	}
	return &tab{v, p, ws}, err
}

// next returns the tab's next op. Ops increase over restarts, as they do in sessionStorage.
func (t *tab) next() room.Op {
	t.ops[t.person]++
	return t.ops[t.person]
}

// request sends a command and waits for its response. It returns nil when the stack has been killed.
func (t *tab) request(ctx context.Context, op room.Op, frame []byte) room.Event {
	if t.ws.Write(ctx, websocket.MessageText, frame) != nil {
		return nil
	}
	var d wire.Decoder
	for {
		_, text, err := t.ws.Read(ctx)
		if err != nil {
			return nil
		}
		e, err := d.Decode(text)
		if err != nil {
			t.Errorf("%v in %s", err, text)
			return nil
		}
		switch e := e.(type) {
		case room.State:
			if e.Op == op {
				return e
			}
		case room.Ack:
			if e.Op == op {
				return e
			}
		case room.Rejected:
			if e.Op == op {
				return e
			}
		}
	}
}

// sync joins the room and returns its items by id.
func (t *tab) sync(ctx context.Context) map[string]room.Item {
	rows := map[string]room.Item{}
	op := t.next()
	state, ok := t.request(ctx, op, wire.EncodeSync(room.SyncCommand{Op: op})).(room.State)
	if ok {
		for _, i := range state.Room.Items {
			rows[string(i.ID)] = i
		}
	}
	return rows
}

// change adds or moves an item. It returns false when the stack has been killed.
func (t *tab) change(ctx context.Context, i *room.Item, id string, n int) bool {
	op := t.next()
	if i.Version == 0 {
		steps := []room.Mutation{room.Add{ID: room.ItemID(id), Product: "p"}}
		return t.record(t.request(ctx, op, wire.EncodeEdit(room.EditCommand{Op: op, Steps: steps})), i)
	}
	lock := room.LockCommand{Op: op, Mode: room.ModeAcquire, Items: []room.LockItem{{ID: i.ID}}}
	if !t.record(t.request(ctx, op, wire.EncodeLock(lock)), i) {
		return false
	}
	op = t.next()
	place := room.Place{X: n, Y: t.person, Rotation: n % 360}
	moves := []room.Placement{{ID: i.ID, Place: place, Token: i.Token}}
	return t.record(t.request(ctx, op, wire.EncodeMove(room.MoveCommand{Op: op, Moves: moves, Drop: true})), i)
}

// record stores the item of an acknowledgement in i and in acked. It returns false if the response is
// not an acknowledgement.
func (t *tab) record(e room.Event, i *room.Item) bool {
	ack, ok := e.(room.Ack)
	if r, rejected := e.(room.Rejected); rejected {
		t.Errorf("rejected: %v", r.Err)
	}
	if !ok || len(ack.Items) != 1 {
		return false
	}
	*i = ack.Items[0]
	t.mu.Lock()
	defer t.mu.Unlock()
	if i.Version > t.acked[i.ID] {
		t.acked[i.ID] = i.Version
		t.acks.Add(1)
	}
	return true
}

// checkTable checks the rows of the table.
func (v *killedStack) checkTable(after string) {
	v.Helper()
	r, err := v.rooms.Load(v.Context(), killRoom)
	if err != nil {
		v.Fatal(err)
	}
	v.check(after, archive.OfRoom(r))
}

// check checks that the snapshot has all acknowledged changes.
func (v *killedStack) check(after string, s archive.Snapshot) {
	v.Helper()
	for id, version := range v.acked {
		if got := s.Items[id].Version; got < version {
			v.Errorf("after %s, %s has version %d, but %d was acknowledged", after, id, got, version)
		}
	}
}

// awaitBucket waits until the bucket has all changes of the table, and checks that history, snapshots
// and table agree. It returns the archive in the bucket.
func (v *killedStack) awaitBucket() *s3archive.Archive {
	v.Helper()
	endpoint := v.env["AWS_ENDPOINT_URL_S3"]
	kept := s3archive.New(s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &endpoint, UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	}), v.env["HOMSTYLE_BUCKET"])
	live, err := v.rooms.Load(v.Context(), killRoom)
	if err != nil {
		v.Fatal(err)
	}
	for deadline := time.Now().Add(time.Minute); ; {
		s, _, err := kept.Snapshot(v.Context(), killRoom)
		if err != nil {
			v.Fatal(err)
		}
		missing, _ := archive.Lag(s, live)
		if missing == 0 {
			break
		}
		if time.Now().After(deadline) {
			v.Fatalf("%d rows did not get to the bucket within a minute", missing)
		}
	}
	r, err := archive.Verify(v.Context(), kept, killRoom, &live, time.Time{}, func() {})
	if err != nil || len(r.Mismatches) > 0 {
		v.Errorf("%v, %v", r.Mismatches, err)
	}
	return kept
}

// checkRestore restores the room from the bucket into an empty table and checks it.
func (v *killedStack) checkRestore(kept *s3archive.Archive) {
	v.Helper()
	s, err := archive.StateAt(v.Context(), kept, killRoom, time.Now(), nil)
	if err != nil {
		v.Fatal(err)
	}
	restored := v.emptyTable()
	if _, err := restored.RestoreRows(v.Context(), s, func() {}); err != nil {
		v.Fatal(err)
	}
	r, err := restored.Load(v.Context(), killRoom)
	if err != nil {
		v.Fatal(err)
	}
	v.check("the table was lost", archive.OfRoom(r))
}
