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
		t.Errorf("the table's client makes up to %d attempts, want 4", table.Retryer.MaxAttempts())
	}
}

// Standard error is for roomctl's own messages; the SDK's logger must not write there.
func TestOpenArchive_logsNoMissingChecksums(t *testing.T) {
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
	// The object is not stored with the SDK, which would add a checksum.
	url := server.URL + "/rooms/rooms/r/snapshot.json"
	body := strings.NewReader(`{"schema":2,"room":"r","erased":1}`)
	put, err := http.NewRequestWithContext(t.Context(), http.MethodPut, url, body)
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
	if output, err := os.ReadFile(path); err != nil || len(output) > 0 {
		t.Errorf("standard error has %q, %v", output, err)
	}
}
