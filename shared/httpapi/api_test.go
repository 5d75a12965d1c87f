package httpapi_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
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
	"homstyle.dev/planner/shared/suggest"
)

var doc *document

// TestMain fails if the document has an answer that no test got. With -run it does not check
// this.
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

// fixture is the API of template.yaml with a room in memory.
type fixture struct {
	*testing.T
	store    *memory.Store
	archive  *memory.Archive
	deps     httpapi.Deps
	server   *httptest.Server
	throttle *template.Throttle
	mu       sync.Mutex
	told     []string // the events sent and the connections closed, as text
	closing  func()   // runs before a connection is closed; nil for none
	stream   []archive.Change
	uploads  fakeUploads
	wishes   []suggest.Request
	refusal  error // of each wish; nil for an answer
}

// Suggest implements httpapi.Suggester.
func (h *fixture) Suggest(ctx context.Context, id room.ID, r suggest.Request) (suggest.Suggestion, error) {
	there, err := h.deps.Table.Exists(ctx, id)
	switch {
	case err != nil || h.refusal != nil:
		return suggest.Suggestion{}, errors.Join(err, h.refusal)
	case !there:
		return suggest.Suggestion{}, room.ErrNoRoom
	}
	h.wishes = append(h.wishes, r)
	return suggest.Suggestion{
		Lines: []suggest.Line{{Product: "sofa.a", Count: 2, Price: 100}}, Currency: "SEK", Total: 200, Budget: 250,
	}, nil
}

func newFixture(t *testing.T) *fixture {
	t.Helper()
	h := &fixture{T: t, store: memory.New(), archive: memory.NewArchive()}
	h.store.OnChange(func(c archive.Change) { h.stream = append(h.stream, c) })
	clock := func() time.Time { return now }
	h.deps = httpapi.Deps{
		Service: &room.Service{Store: h.store, Broadcaster: h, Now: clock},
		Table:   h.store, Archive: h.archive, Uploads: &h.uploads, Suggest: h, Now: clock, Log: slog.New(slog.DiscardHandler),
		Keys: &auth.Keys{Now: clock, Fetch: func(context.Context) (map[string][]byte, error) {
			return map[string][]byte{"k1": []byte(strings.Repeat("o", 32)), "k2": secret}, nil
		}},
	}
	read, err := template.Load("../../template.yaml", template.Options{Params: map[string]string{
		"SuggestModel": "stand-in.model", "SuggestCatalog": "https://shop.example/catalog.json",
	}})
	if err != nil {
		t.Fatal(err)
	}
	if routes, operations := len(read.HTTP.Routes), len(doc.operations()); routes != operations {
		t.Errorf("template.yaml has %d routes, docs/openapi.yaml %d operations", routes, operations)
	}
	read.HTTP.Throttle = template.Throttle{Rate: 1e6, Burst: 1e6}
	h.throttle = &read.HTTP.Throttle
	h.server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		httpgateway.New(httpgateway.Config{
			API: read.HTTP, Prefix: "/api", Region: "us-east-1", Account: "1",
			Keys:    map[string]string{"shop": "sesame"},
			Invoker: invoker{httpapi.Handler(h.deps), httpapi.SuggestionHandler(h.deps)}, Now: clock,
		}).ServeHTTP(w, r)
	}))
	t.Cleanup(h.server.Close)
	origin := room.Origin{Peer: "maker", User: "u0", Name: "Maker", Op: 1, At: now.Add(-3 * time.Hour)}
	if err := h.store.Create(t.Context(), id, origin, roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	return h
}

// invoker runs the two functions of the API.
type invoker struct{ rooms, suggest lambda.Handler }

func (i invoker) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	if strings.Contains(function, "Suggest") {
		return i.suggest.Invoke(ctx, payload)
	}
	return i.rooms.Invoke(ctx, payload)
}

// fakeUploads returns URLs of no server, and counts them as pictures.
type fakeUploads struct{ pictures int }

func (s *fakeUploads) Count(_ context.Context, _ room.ID, most int) (int, error) {
	return min(s.pictures, most), nil
}

func (s *fakeUploads) Put(
	_ context.Context, id room.ID, name, kind string, size int64, _ time.Duration,
) (httpapi.PresignedURL, error) {
	s.pictures++
	return httpapi.PresignedURL{
		URL:     fmt.Sprintf("https://bucket/uploads/%s/%s?size=%d", id, name, size),
		Headers: map[string]string{"content-type": kind},
	}, nil
}

func (*fakeUploads) Get(_ context.Context, id room.ID, name string, _ time.Duration) (httpapi.PresignedURL, error) {
	return httpapi.PresignedURL{URL: fmt.Sprintf("https://bucket/uploads/%s/%s", id, name)}, nil
}

func (h *fixture) tell(what string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.told = append(h.told, what)
}

func (h *fixture) Broadcast(_ context.Context, _ room.Actor, _, e room.Event) {
	h.tell(fmt.Sprintf("%T", e))
}

func (h *fixture) Send(_ context.Context, c room.ConnectionID, e room.Event) {
	h.tell(fmt.Sprintf("%s is told %s", c, room.CodeOf(e.(room.Rejected).Err)))
}

func (h *fixture) Close(_ context.Context, c room.ConnectionID) error {
	if h.closing != nil {
		h.closing()
	}
	h.tell(string(c) + " is closed")
	return nil
}

// drain ingests the changes in the stream into the archive.
func (h *fixture) drain() {
	h.Helper()
	for _, c := range h.stream {
		if err := archive.Ingest(h.Context(), h.archive, c.Room, []archive.Change{c}); err != nil {
			h.Fatal(err)
		}
	}
	h.stream = nil
}

// do commits one mutation in the room, with a time in the past.
func (h *fixture) do(ago time.Duration, op room.Op, step room.Mutation) {
	h.Helper()
	origin := room.Origin{Peer: "anna", User: "u1", Name: "Anna", Op: op, At: now.Add(-ago)}
	if _, err := h.store.Commit(h.Context(), id, origin, []room.Mutation{step}); err != nil {
		h.Fatal(err)
	}
}

// credential adds an authentication to a request.
type credential func(h *fixture, r *http.Request, body []byte)

func token(id room.ID, role room.Role) credential {
	return claims(auth.Claims{
		Room:    id,
		Subject: "u1",
		Name:    "Anna",
		Role:    role,
		Expires: now.Add(time.Hour),
		ID:      "t1",
		Issued:  now,
	})
}

func claims(c auth.Claims) credential {
	return func(h *fixture, r *http.Request, _ []byte) {
		s, err := auth.Mint("k2", secret, c)
		if err != nil {
			h.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer "+s)
	}
}

func bearer(token string) credential {
	return func(_ *fixture, r *http.Request, _ []byte) { r.Header.Set("Authorization", "Bearer "+token) }
}

func signed(key, secret string, at time.Time) credential {
	return func(h *fixture, r *http.Request, body []byte) {
		sum := sha256.Sum256(body)
		creds := aws.Credentials{AccessKeyID: key, SecretAccessKey: secret}
		hash := hex.EncodeToString(sum[:])
		if err := v4.NewSigner().SignHTTP(h.Context(), creds, r, hash, "execute-api", "us-east-1", at); err != nil {
			h.Fatal(err)
		}
	}
}

var byShop = signed("shop", "sesame", now)

// validCredential returns a credential that the route accepts.
func validCredential(route string) credential {
	switch route {
	case "POST /rooms", "DELETE /rooms/{room}", "POST /rooms/{room}/tokens", "POST /rooms/{room}/revocations",
		"GET /rooms/{room}/access":
		return byShop
	}
	return token(id, room.Owner)
}

// answer is the answer to a request.
type answer struct {
	status int
	header http.Header
	body   map[string]any
}

func (a answer) code() string {
	code, _ := a.body["code"].(string)
	return code
}

// request sends a request to a route and checks the answer against the document.
func (h *fixture) request(route, path, body string, who credential) answer {
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

// want sends a request and fails the test unless the answer has that status and code; "" means
// no code.
func (h *fixture) want(status int, code, route, path, body string, who credential) answer {
	h.Helper()
	a := h.request(route, path, body, who)
	if a.status != status || a.code() != code {
		h.Errorf("%s %s: %d %q %v, want %d %q", route, path, a.status, a.code(), a.body, status, code)
	}
	return a
}

const plan = `{"name":"Kök","units":"cm","outline":[[0,0],[4000,0],[4000,3000]],` +
	`"walls":[],"doors":[],"windows":[],"ceiling":2400}`

// bodies has a valid body for each route that takes one.
var bodies = map[string]string{
	"POST /rooms":                    `{"room":"kitchen","plan":` + plan + `}`,
	"POST /rooms/{room}/tokens":      `{"sub":"u2","name":"Bo","role":"editor"}`,
	"POST /rooms/{room}/revocations": `{"token":"other"}`,
	"POST /rooms/{room}/invitations": `{"role":"viewer"}`,
	"POST /rooms/{room}/restore":     `{"at":1795510800000}`,
	"POST /rooms/{room}/moments":     `{"at":1795510800000,"name":"before the rug"}`,
	"POST /rooms/{room}/uploads":     `{"type":"image/png","size":1000}`,
	"POST /rooms/{room}/suggestions": `{"wish":"cosy","lang":"en"}`,
}

const picture = "abcdefghijklmnopqrstuvwxyz.png"

// path returns the path of a route with its parameters filled in.
func path(route string, id room.ID) string {
	_, p, _ := strings.Cut(route, " ")
	p = strings.NewReplacer("{room}", string(id), "{upload}", picture, "{at}", "1795507200000").Replace(p)
	switch {
	case strings.HasSuffix(p, "/access"):
		p += "?sub=u1"
	case strings.HasSuffix(p, "/at"):
		p += fmt.Sprintf("?time=%d", now.Add(-time.Hour).UnixMilli())
	}
	return p
}

func routes() []string { return slices.Sorted(maps.Keys(doc.operations())) }

func isShops(route string) bool {
	return fmt.Sprintf("%p", validCredential(route)) == fmt.Sprintf("%p", byShop)
}
