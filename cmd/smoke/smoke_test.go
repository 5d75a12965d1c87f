package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/localstack/stack"
)

func TestMeasure(t *testing.T) {
	s, err := stack.Start(t.Context(), stack.Options{Store: stack.Memory, Demo: "smoke"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	results, err := measure(t.Context(), target{url: s.WSURL(), room: "smoke", mint: s.Mint}, 3)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, r := range results {
		names = append(names, r.Name)
		if r.FirstMs <= 0 || r.P50Ms <= 0 || r.P99Ms < r.P50Ms || r.Times < 2 {
			t.Errorf("%+v", r)
		}
	}
	want := []string{
		"handshake", "sync: state", "edit: ack", "lock: ack", "move: ack", "move: event at the peer",
		"cursor: event at the peer",
	}
	if !slices.Equal(names, want) {
		t.Errorf("measured %q, want %q", names, want)
	}
}

func TestMeasure_errorsNameTheCommand(t *testing.T) {
	s, err := stack.Start(t.Context(), stack.Options{Store: stack.Memory, Demo: "smoke"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for room, want := range map[string]string{"other": "no such room", "": "room"} {
		_, err := measure(t.Context(), target{url: s.WSURL(), room: room, mint: s.Mint}, 1)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("room %q: %v, want %q", room, err, want)
		}
	}
}

func TestTimes(t *testing.T) {
	var m times
	m.add("b", 90*time.Millisecond)
	for n := range 100 {
		m.add("a", time.Duration(100-n)*time.Millisecond)
	}
	got := m.results()
	want := []result{{"b", 90, 90, 90, 1}, {"a", 100, 50, 98, 100}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
