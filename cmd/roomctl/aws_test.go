package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homstyle.dev/planner/localstack/objects"
)

// Standard error is for what the person has to know; the SDK's logger writes there, too.
func TestOpenArchive_saysNothingOfChecksums(t *testing.T) {
	store, err := objects.Open("", []string{"rooms"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	defer server.Close()
	for name, value := range map[string]string{
		"AWS_ENDPOINT_URL_S3": server.URL, "AWS_REGION": "eu-north-1",
		"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
	} {
		t.Setenv(name, value)
	}
	path := filepath.Join(t.TempDir(), "stderr")
	stderr := os.Stderr
	if os.Stderr, err = os.Create(path); err != nil {
		t.Fatal(err)
	}
	defer func() { os.Stderr = stderr }()
	// Not put by the SDK, which adds a checksum.
	url := server.URL + "/rooms/rooms/r/snapshot.json"
	put, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url, strings.NewReader(`{"schema":2,"room":"r"}`))
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(put)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	a, err := openArchive(t.Context(), "rooms")
	if err != nil {
		t.Fatal(err)
	}
	if s, _, err := a.Snapshot(t.Context(), "r"); err != nil || s.Room != "r" {
		t.Fatalf("%+v, %v", s, err)
	}
	if said, err := os.ReadFile(path); err != nil || len(said) > 0 {
		t.Errorf("standard error has %q, %v", said, err)
	}
}
