package httpapi_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/localstack/httpgateway"
	"homstyle.dev/planner/localstack/template"
	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/httpapi"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
)

var doc *document

// TestMain fails when the document has an answer that no test got. It can't say so when
// only some of the tests ran.
func TestMain(m *testing.M) {
	var err error
	if doc, err = readDocument(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	flag.Parse()
	code := m.Run()
	if code == 0 && flag.Lookup("test.run").Value.String() == "" {
		for route, statuses := range doc.operations() {
			for _, status := range statuses {
				if !doc.seen[route+" "+status] {
					fmt.Fprintf(os.Stderr, "no test got %s from %s, as docs/openapi.yaml has it\n", status, route)
					code = 1
				}
			}
		}
	}
	os.Exit(code)
}

const id room.ID = "vardagsrum"

var (
	now    = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	secret = []byte(strings.Repeat("s", 32))
)

// house is the API of template.yaml over a room in memory.
type house struct {
	*testing.T
	store    *memory.Store
	archive  *memory.Archive
	deps     httpapi.Deps
	server   *httptest.Server
	throttle *template.Throttle
	mu       sync.Mutex
	told     []string // events and closed connections
	closing  func()   // runs before a connection is closed; nil for none
	stream   []archive.Change
	uploads  signer
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{T: t, store: memory.New(), archive: memory.NewArchive()}
	h.store.OnChange(func(c archive.Change) { h.stream = append(h.stream, c) })
	clock := func() time.Time { return now }
	h.deps = httpapi.Deps{
		Service: &room.Service{Store: h.store, Broadcaster: h, Now: clock},
		Table:   h.store, Archive: h.archive, Uploads: &h.uploads, Now: clock, Log: slog.New(slog.DiscardHandler),
		Keys: &auth.Keys{Now: clock, Fetch: func(context.Context) (map[string][]byte, error) {
			return map[string][]byte{"k1": []byte(strings.Repeat("o", 32)), "k2": secret}, nil
		}},
	}
	read, err := template.Load("../../template.yaml", template.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(read.HTTP.Routes) != len(doc.operations()) {
		t.Errorf("template.yaml has %d routes, docs/openapi.yaml %d operations", len(read.HTTP.Routes), len(doc.operations()))
	}
	read.HTTP.Throttle = template.Throttle{Rate: 1e6, Burst: 1e6}
	h.throttle = &read.HTTP.Throttle
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httpgateway.New(httpgateway.Config{
			API: read.HTTP, Prefix: "/api", Region: "us-east-1", Account: "1", Keys: map[string]string{"shop": "sesame"},
			Invoker: invoker{httpapi.Handler(h.deps)}, Now: clock,
		}).ServeHTTP(w, r)
	}))
	t.Cleanup(h.server.Close)
	if err := h.store.Create(t.Context(), id, room.Origin{Peer: "maker", User: "u0", Name: "Maker", Op: 1, At: now.Add(-3 * time.Hour)}, roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	return h
}

type invoker struct{ handler lambda.Handler }

func (i invoker) Invoke(ctx context.Context, _ string, payload []byte) ([]byte, error) {
	return i.handler.Invoke(ctx, payload)
}

// signer gives out addresses that lead nowhere.
type signer struct{ pictures int }

func (s *signer) Count(_ context.Context, _ room.ID, most int) (int, error) {
	return min(s.pictures, most), nil
}

func (*signer) Put(_ context.Context, id room.ID, name, kind string, size int64, _ time.Duration) (httpapi.PresignedURL, error) {
	return httpapi.PresignedURL{URL: fmt.Sprintf("https://bucket/uploads/%s/%s?size=%d", id, name, size), Headers: map[string]string{"content-type": kind}}, nil
}

func (*signer) Get(_ context.Context, id room.ID, name string, _ time.Duration) (httpapi.PresignedURL, error) {
	return httpapi.PresignedURL{URL: fmt.Sprintf("https://bucket/uploads/%s/%s", id, name)}, nil
}

func (h *house) tell(what string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.told = append(h.told, what)
}

func (h *house) Broadcast(_ context.Context, _ room.Actor, _, e room.Event) {
	h.tell(fmt.Sprintf("%T", e))
}

func (h *house) Send(_ context.Context, c room.ConnectionID, e room.Event) {
	h.tell(fmt.Sprintf("%s is told %s", c, room.CodeOf(e.(room.Rejected).Err)))
}

func (h *house) Close(_ context.Context, c room.ConnectionID) error {
	if h.closing != nil {
		h.closing()
	}
	h.tell(string(c) + " is closed")
	return nil
}

// drain puts what the stream has into the archive.
func (h *house) drain() {
	h.Helper()
	for _, c := range h.stream {
		if err := archive.Ingest(h.Context(), h.archive, c.Room, []archive.Change{c}); err != nil {
			h.Fatal(err)
		}
	}
	h.stream = nil
}

// do carries out one step in the room, some time ago.
func (h *house) do(ago time.Duration, op room.Op, step room.Mutation) {
	h.Helper()
	stamp := room.Origin{Peer: "anna", User: "u1", Name: "Anna", Op: op, At: now.Add(-ago)}
	if _, err := h.store.Commit(h.Context(), id, stamp, []room.Mutation{step}); err != nil {
		h.Fatal(err)
	}
}

// credential puts something into a request by which its sender is known.
type credential func(h *house, r *http.Request, body []byte)

func token(id room.ID, role room.Role) credential {
	return claims(auth.Claims{Room: id, Subject: "u1", Name: "Anna", Role: role, Expires: now.Add(time.Hour), ID: "t1", Issued: now})
}

func claims(c auth.Claims) credential {
	return func(h *house, r *http.Request, _ []byte) {
		s, err := auth.Mint("k2", secret, c)
		if err != nil {
			h.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+s)
	}
}

func signed(key, secret string, at time.Time) credential {
	return func(h *house, r *http.Request, body []byte) {
		sum := sha256.Sum256(body)
		creds := aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}
		if err := v4.NewSigner().SignHTTP(h.Context(), creds, r, hex.EncodeToString(sum[:]), "execute-api", "us-east-1", at); err != nil {
			h.Fatal(err)
		}
	}
}

var byShop = signed("shop", "sesame", now)

// good is a credential that a route takes.
func good(route string) credential {
	switch route {
	case "POST /rooms", "DELETE /rooms/{room}", "POST /rooms/{room}/tokens", "POST /rooms/{room}/revocations":
		return byShop
	}
	return token(id, room.Owner)
}

// answer is what came back.
type answer struct {
	status int
	header http.Header
	body   map[string]any
}

func (a answer) code() string {
	code, _ := a.body["code"].(string)
	return code
}

// ask makes a request of a route, its {room} as given, and holds the answer to the
// document.
func (h *house) ask(route, path, body string, who credential) answer {
	h.Helper()
	method, _, _ := strings.Cut(route, " ")
	r, err := http.NewRequestWithContext(h.Context(), method, h.server.URL+"/api"+path, bytes.NewReader([]byte(body)))
	if err != nil {
		h.Fatal(err)
	}
	if who != nil {
		who(h, r, []byte(body))
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		h.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		h.Fatal(err)
	}
	doc.check(h.T, route, res.StatusCode, res.Header.Get("Content-Type"), text)
	a := answer{status: res.StatusCode, header: res.Header}
	if len(text) > 0 {
		if err := json.Unmarshal(text, &a.body); err != nil {
			h.Fatal(err)
		}
	}
	return a
}

// want asks, and fails unless the status and code are these; "" is no code.
func (h *house) want(status int, code, route, path, body string, who credential) answer {
	h.Helper()
	a := h.ask(route, path, body, who)
	if a.status != status || a.code() != code {
		h.Errorf("%s %s: %d %q %v, want %d %q", route, path, a.status, a.code(), a.body, status, code)
	}
	return a
}

const plan = `{"name":"Kök","units":"cm","outline":[[0,0],[4000,0],[4000,3000]],"walls":[],"doors":[],"windows":[],"ceiling":2400}`

// bodies are right for each route.
var bodies = map[string]string{
	"POST /rooms":                    `{"room":"kitchen","plan":` + plan + `}`,
	"POST /rooms/{room}/tokens":      `{"sub":"u2","name":"Bo","role":"editor"}`,
	"POST /rooms/{room}/revocations": `{"token":"other"}`,
	"POST /rooms/{room}/invitations": `{"role":"viewer"}`,
	"POST /rooms/{room}/restore":     `{"at":1795510800000}`,
	"POST /rooms/{room}/moments":     `{"at":1795510800000,"name":"before the rug"}`,
	"POST /rooms/{room}/uploads":     `{"type":"image/png","size":1000}`,
}

const picture = "abcdefghijklmnopqrstuvwxyz.png"

// path fills in a route's path.
func path(route string, id room.ID) string {
	_, p, _ := strings.Cut(route, " ")
	p = strings.NewReplacer("{room}", string(id), "{upload}", picture, "{at}", "1795507200000").Replace(p)
	if strings.HasSuffix(p, "/at") {
		p += fmt.Sprintf("?time=%d", now.Add(-time.Hour).UnixMilli())
	}
	return p
}

func routes() []string { return slices.Sorted(maps.Keys(doc.operations())) }

func isShops(route string) bool { return fmt.Sprintf("%p", good(route)) == fmt.Sprintf("%p", byShop) }
