package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/sigv4"
)

// shopServer is an HTTP API that accepts signed requests of the shop only, and gives canned answers.
type shopServer struct {
	*testApp
	requests []string          // method, path with query, and body of each request
	answers  map[string]string // by method and path with query; a missing one is a refusal
}

func newShopServer(t *testing.T, answers map[string]string) *shopServer {
	t.Helper()
	s := &shopServer{testApp: newTestApp(t), answers: answers}
	verifier := sigv4.Verifier{
		Keys: map[string]string{"shop": "sesame"}, Region: "us-east-1", Now: func() time.Time { return noon },
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		if _, err := verifier.Verify(r, "execute-api", sigv4.PayloadHash(body)); err != nil {
			t.Errorf("%s %s: %v", r.Method, r.URL, err)
		}
		what := r.Method + " " + r.URL.RequestURI()
		s.requests = append(s.requests, strings.TrimSpace(what+" "+string(body)))
		answer, ok := s.answers[what]
		if !ok {
			w.WriteHeader(http.StatusConflict)
			answer = `{"detail":"It is refused."}`
		}
		fmt.Fprint(w, answer)
	}))
	t.Cleanup(server.Close)
	s.env["HOMSTYLE_API_URL"] = server.URL
	return s
}

func (s *shopServer) wantRequests(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(s.requests, want) {
		t.Errorf("requested\n%s\nwant\n%s", strings.Join(s.requests, "\n"), strings.Join(want, "\n"))
	}
}

func TestRM5_roomListPrintsAllPages(t *testing.T) {
	const first, second = "GET /rooms?limit=500&prefix=flat-", "GET /rooms?cursor=flat-1&limit=500&prefix=flat-"
	s := newShopServer(t, map[string]string{
		first:  `{"rooms":[{"room":"flat-0"},{"room":"flat-1","owner":"customer:7"}],"next":"flat-1"}`,
		second: `{"rooms":[{"room":"flat-2"}]}`,
	})
	if got, want := s.must(t, "room", "list", "-prefix", "flat-"), "flat-0\nflat-1  customer:7\nflat-2\n"; got != want {
		t.Errorf("printed %q, want %q", got, want)
	}
	s.wantRequests(t, first, second)
	wantContains(t, s.must(t, "room", "list", "-prefix", "flat-", "-json"), `"room": "flat-2"`, `"owner": "customer:7"`)
	wantContains(t, s.fails(t, 1, "room", "list", "-owner", "x"), "It is refused.")
}

func TestRM6_roomCopyAsksForACopy(t *testing.T) {
	s := newShopServer(t, map[string]string{"POST /rooms": `{"room":"copy"}`})
	if got := s.must(t, "room", "copy", "-room", "demo", "-to", "copy"); got != "" {
		t.Errorf("printed %q", got)
	}
	s.must(t, "room", "copy", "-room", "demo", "-to", "copy", "-at", "90m", "-owner", "customer:7", "-name", "Kök")
	s.wantRequests(t, `POST /rooms {"room":"copy","from":{"room":"demo"}}`, fmt.Sprintf(
		`POST /rooms {"room":"copy","owner":"customer:7","name":"Kök","from":{"room":"demo","at":%d}}`,
		noon.Add(-90*time.Minute).UnixMilli()))
	for _, args := range [][]string{{"-room", "demo"}, {"-to", "copy"}, {"-room", "demo", "-to", "A"}, {"-room", "demo", "-to", "copy", "-at", "x"}} {
		s.fails(t, 2, append([]string{"room", "copy"}, args...)...)
	}
	s.answers = nil
	wantContains(t, s.fails(t, 1, "room", "copy", "-room", "demo", "-to", "copy"), "copy demo", "It is refused.")
}

func TestRoomDelete_asksFirst(t *testing.T) {
	s := newShopServer(t, map[string]string{"DELETE /rooms/demo": ""})
	wantContains(t, s.fails(t, 2, "room", "delete", "-room", "demo"), "-yes")
	s.terminal = true
	s.stdin = strings.NewReader("dem\n")
	if code := s.run(t.Context(), []string{"room", "delete", "-room", "demo"}); code != 1 {
		t.Errorf("exit %d after another id", code)
	}
	s.wantRequests(t)
	s.stdin = strings.NewReader("demo\n")
	wantContains(t, s.must(t, "room", "delete", "-room", "demo"), "demo is deleted")
	wantContains(t, s.must(t, "room", "delete", "-room", "demo", "-yes", "-json"), `"deleted": "demo"`)
	s.wantRequests(t, "DELETE /rooms/demo", "DELETE /rooms/demo")
}
