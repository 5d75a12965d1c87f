package stack

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/template"
)

const wish = `{"wish":"cosy for two children","lang":"en"}`

// catalog serves the demo shop's catalogue and returns its address.
func catalog(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.FileServer(http.Dir("../../web/public")))
	t.Cleanup(server.Close)
	return server.URL + "/catalog/catalog.json"
}

// The function answers a wish with the stand-in's products, with the permissions of its role, as often as the
// parameter says.
func TestWD1_WD4_wishesOfTheRunningStack(t *testing.T) {
	for _, store := range []string{Memory, Disk, DynamoDB} {
		t.Run(store, func(t *testing.T) {
			for name, profile := range map[string]string{"model": "", "profile": "eu"} {
				t.Run(name, func(t *testing.T) { checkWishes(t, store, profile) })
			}
		})
	}
}

func checkWishes(t *testing.T, store, profile string) {
	t.Helper()
	s := start(t, Options{Store: store, Params: map[string]string{
		"SuggestModel": "stand-in.fixed-answers-v1:0", "SuggestProfile": profile, "SuggestionsPerRoomAndDay": "2",
		"SuggestCatalog": catalog(t),
	}})
	before := s.call(t, "GET", "/rooms/"+demo, s.token(t, "viewer"), "")
	for range 2 {
		got := s.call(t, "POST", "/rooms/"+demo+"/suggestions", s.token(t, "editor"), wish)
		products, _ := got["products"].([]any)
		if len(products) != 3 || got["currency"] != "SEK" {
			t.Fatalf("the answer is %v", got)
		}
	}
	for role, want := range map[string]string{"editor": "429 used_up", "viewer": "403 forbidden"} {
		if got := s.refused(t, s.token(t, role), wish); got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
	}
	after := s.call(t, "GET", "/rooms/"+demo, s.token(t, "viewer"), "")
	if fmt.Sprint(before["items"]) != fmt.Sprint(after["items"]) {
		t.Error("the room has changed")
	}
	if done := s.Guard().Done(); !slices.Contains(done, "SuggestFunction bedrock:InvokeModel") {
		t.Errorf("allowed calls were %q", done)
	}
}

// token returns a token of a person with that role.
func (s *Stack) token(t *testing.T, role string) string {
	t.Helper()
	token, err := s.Mint(demo, role, role, role, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	return token
}

// refused sends a wish and returns the status and code of the answer.
func (s *Stack) refused(t *testing.T, token, body string) string {
	t.Helper()
	r, err := s.request(t.Context(), "POST", "/rooms/"+demo+"/suggestions", token, body)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var problem struct{ Code string }
	_ = json.Unmarshal(text, &problem)
	return strings.TrimSpace(fmt.Sprint(res.StatusCode, " ", problem.Code))
}

func TestWD6_withoutAModelThereIsNoRoute(t *testing.T) {
	s := start(t, Options{Store: Memory})
	if got := s.refused(t, s.token(t, "owner"), wish); got != "404" {
		t.Errorf("the answer is %s, want 404", got)
	}
	if slices.ContainsFunc(s.template.HTTP.Routes, func(r template.HTTPRoute) bool { return strings.Contains(r.Path, "suggest") }) {
		t.Error("the template has the route")
	}
}
