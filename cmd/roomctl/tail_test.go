package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/coder/websocket"

	"homstyle.dev/planner/shared/auth"
)

// gateway is a WebSocket server that sends each connection the frames of the next script and
// then closes it.
type gateway struct {
	t       *testing.T
	scripts [][]string
	tabs    []string
	secret  func() []byte
}

func (g *gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.tabs = append(g.tabs, r.URL.Query().Get("tab"))
	offered := strings.Split(r.Header.Get("Sec-WebSocket-Protocol"), ",")
	token := strings.TrimSpace(offered[len(offered)-1])
	claims, err := auth.Verify(token, func(string) ([]byte, error) { return g.secret(), nil }, noon)
	if err != nil || claims.Role != "viewer" || r.URL.Query().Get("room") != string(claims.Room) {
		g.t.Errorf("handshake %v with %+v: %v", r.URL, claims, err)
	}
	c, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{"homstyle.v2"}})
	if err != nil {
		g.t.Error(err)
		return
	}
	defer c.CloseNow()
	if _, frame, err := c.Read(r.Context()); err != nil || string(frame) != `{"action":"sync","op":1}` {
		g.t.Errorf("first message %s: %v", frame, err)
	}
	script := g.scripts[len(g.tabs)-1]
	for _, frame := range script {
		if err := c.Write(r.Context(), websocket.MessageText, []byte(frame)); err != nil {
			g.t.Error(err)
		}
	}
	c.Close(websocket.StatusGoingAway, "")
}

// golden returns the golden event of that name.
func golden(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile("../../shared/wire/testdata/event/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(text))
}

const superseded = `{"type":"error","op":0,"code":"superseded","message":"You opened this room again.","retry":false}`

// serve starts a gateway and returns a testApp whose stack it is.
func serve(t *testing.T, scripts ...[]string) (*testApp, *gateway) {
	t.Helper()
	b := newTestApp(t)
	b.must(t, "key", "add", "-kid", "one")
	g := &gateway{t: t, scripts: scripts, secret: func() []byte { return []byte(*b.parameters.stored[0].Value) }}
	server := httptest.NewServer(g)
	t.Cleanup(server.Close)
	b.env["HOMSTYLE_URL"] = strings.Replace(server.URL, "http", "ws", 1)
	return b, g
}

func (b *testApp) tail(t *testing.T, code int, more ...string) string {
	t.Helper()
	b.out.Reset()
	if got := b.run(t.Context(), append([]string{"tail", "-room", "vardagsrum"}, more...)); got != code {
		t.Errorf("exit %d, want %d: %s", got, code, b.err.String())
	}
	return b.out.String()
}

func TestTailPrintsEventsAsText(t *testing.T) {
	b, _ := serve(t, []string{
		golden(t, "state"), golden(t, "state-next"), golden(t, "joined"), golden(t, "locked"), golden(t, "cursor"),
		golden(t, "moved-drop"), golden(t, "edited"), golden(t, "edited-plan"), golden(t, "edited-own"),
		golden(t, "moved-height"), golden(t, "unlocked"),
		golden(t, "signal-offer"), golden(t, "left"), superseded,
	})
	want := `vardagsrum: plan version 2, 2 items, 2 peers
<script>alert(1)</script> joined as viewer
Anna holds sofa-1 until 06:00:15 (token 7)
Anna moved sofa-1 to 0, 0, 0° (version 5)
Anna set rug-3 to rug.round (version 1), removed lamp_2
Anna changed the plan (version 2)
Anna set mine-1 to Mormors skåp (own) (version 1), set corner-1 to sofa.torpa (mirrored) (version 1), removed table-1
Anna moved table-1 to 1200, -350, 90° (version 5), moved lamp-7 to 1200, -350, 450 mm high, 90° (version 3)
Anna released sofa-1
Anna sends the signal offer
<script>alert(1)</script> left
`
	if got := b.tail(t, 1); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestWR13_tailPrintsWhomAPeerFollowsAndHowItLooks(t *testing.T) {
	b, _ := serve(t, []string{
		golden(t, "state"), golden(t, "state-next"), golden(t, "joined"), golden(t, "cursor"), golden(t, "cursor-follows"),
		golden(t, "cursor-view-2d"), golden(t, "cursor-view-walk"), golden(t, "cursor-follows-view"), superseded,
	})
	want := `vardagsrum: plan version 2, 2 items, 2 peers
<script>alert(1)</script> joined as viewer
Anna points, 2 points, 0 previews
Anna points, 0 points, 0 previews, follows <script>alert(1)</script>
Anna points, 2 points, 1 previews, view 2d
Anna points, 0 points, 0 previews, view walk
Anna points, 1 points, 0 previews, follows <script>alert(1)</script>, view 2d
`
	if got := b.tail(t, 1, "-cursors"); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

func TestTailPrintsMessagesUnchangedAsJSON(t *testing.T) {
	b, _ := serve(t, []string{golden(t, "moved"), golden(t, "cursor"), superseded})
	want := strings.Join([]string{golden(t, "moved"), golden(t, "cursor"), superseded}, "\n") + "\n"
	if got := b.tail(t, 1, "-json", "-cursors"); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
}

// roomctl is a viewer, so in a crowd it gets bundles.
func TestBC8_tailPrintsTheEventsOfABundle(t *testing.T) {
	text, _ := serve(t, []string{golden(t, "state"), golden(t, "state-next"), golden(t, "bundle"), superseded})
	want := `vardagsrum: plan version 2, 2 items, 2 peers
Anna moved sofa-1 to 0, 0, 0° (version 5)
Anna removed lamp-2
Bo joined as editor
Bo left
`
	if got := text.tail(t, 1); got != want {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
	}
	json, _ := serve(t, []string{golden(t, "bundle"), superseded})
	lines := strings.Split(strings.TrimSpace(json.tail(t, 1, "-json")), "\n")
	if len(lines) != 5 || !strings.HasPrefix(lines[0], `{"type":"moved"`) || lines[4] != superseded {
		t.Errorf("printed %q, want four events without the cursor, and the error", lines)
	}
}

func TestCL3_tailReconnectsAsTheSamePeer(t *testing.T) {
	b, g := serve(t, []string{golden(t, "state")}, []string{golden(t, "left")}, []string{superseded})
	if got := b.tail(t, 1); !strings.Contains(got, "p-bo left\n") {
		t.Errorf("printed\n%s", got)
	}
	if len(g.tabs) != 3 || g.tabs[0] == "" || g.tabs[0] != g.tabs[2] {
		t.Errorf("connected with the tabs %q, want one tab three times", g.tabs)
	}
	if output := b.err.String(); strings.Count(output, "retrying in") != 2 {
		t.Errorf("printed %q", output)
	}
}

func TestTailEndsWhenTheRoomDoesNotExist(t *testing.T) {
	const notFound = `{"type":"error","op":1,"code":"not_found","message":"There is no such room.","retry":false}`
	b, _ := serve(t, []string{notFound})
	b.tail(t, 1)
	if output := b.err.String(); !strings.Contains(output, "There is no such room.") {
		t.Errorf("printed %q", output)
	}
}

func TestTailEndsWhenTheHandshakeIsRejected(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "key", "add")
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(server.Close)
	output := b.fails(t, 1, "tail", "-room", "demo", "-url", strings.Replace(server.URL, "http", "ws", 1))
	if !strings.Contains(output, "rejected (403 Forbidden)") {
		t.Errorf("printed %q", output)
	}
}

func TestBackoffGrowsToTenSeconds(t *testing.T) {
	pause := newBackoff()
	for range 100 {
		step := pause.wait
		if got := pause.next(); got < step/2 || got >= step {
			t.Fatalf("waits %v in the step of %v", got, step)
		}
	}
	if pause.wait.Seconds() != 10 {
		t.Errorf("ends at %v, want 10 s", pause.wait)
	}
}
