package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"

	"homstyle.dev/planner/localstack/objects"
)

func TestAWS_attemptsAreBounded(t *testing.T) {
	t.Setenv("AWS_REGION", "eu-north-1")
	c, err := loadConfig(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	client, ok := c.HTTPClient.(*awshttp.BuildableClient)
	if !ok || client.GetTransport().ResponseHeaderTimeout != answerTimeout {
		t.Errorf("%T, %+v", c.HTTPClient, client)
	}
	table := tableClient(c).Options()
	if table.Retryer.MaxAttempts() != 4 {
		t.Errorf("the table is asked up to %d times, want the store's own policy", table.Retryer.MaxAttempts())
	}
}

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
