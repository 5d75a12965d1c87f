package params

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"
)

func client(t *testing.T, path string) *ssm.Client {
	t.Helper()
	store, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(store.Handler())
	t.Cleanup(server.Close)
	return ssm.New(ssm.Options{
		Region: "us-east-1", BaseEndpoint: &server.URL, RetryMaxAttempts: 1,
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", ""),
	})
}

func put(t *testing.T, c *ssm.Client, name, value string, overwrite bool) error {
	t.Helper()
	_, err := c.PutParameter(context.Background(), &ssm.PutParameterInput{
		Name: &name, Value: &value, Type: types.ParameterTypeSecureString, Overwrite: &overwrite,
	})
	return err
}

// all reads all parameters below a path, page by page, and returns their values.
func all(t *testing.T, c *ssm.Client, path string, decrypt bool) map[string]string {
	t.Helper()
	got := map[string]string{}
	in := &ssm.GetParametersByPathInput{Path: &path, WithDecryption: &decrypt}
	pages := ssm.NewGetParametersByPathPaginator(c, in)
	for pages.HasMorePages() {
		page, err := pages.NextPage(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range page.Parameters {
			got[*p.Name] = *p.Value
		}
	}
	return got
}

func TestOpen_parametersOfAnEarlierRun(t *testing.T) {
	path := filepath.Join(t.TempDir(), "params.json")
	c := client(t, path)
	for i := range 12 { // more than one page
		if err := put(t, c, fmt.Sprintf("/keys/k%02d", i), fmt.Sprint("secret", i), false); err != nil {
			t.Fatal(err)
		}
	}
	_ = put(t, c, "/keys/nested/k", "other", false)
	_ = put(t, c, "/keyssss/k", "other", false)
	got := all(t, client(t, path), "/keys/", true)
	if len(got) != 12 || got["/keys/k11"] != "secret11" {
		t.Errorf("got %v", got)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
}

func TestOpen_errorNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "params.json")
	if err := os.WriteFile(path, []byte("{half"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v, want an error that names the file", err)
	}
}

func TestStore_secretsOnlyWithDecryption(t *testing.T) {
	c := client(t, "")
	_ = put(t, c, "/keys/k", "secret", false)
	if got := all(t, c, "/keys", false); got["/keys/k"] == "secret" {
		t.Error("got the secret without decryption")
	}
}

func TestStore_getPutDelete(t *testing.T) {
	c := client(t, "")
	ctx := context.Background()
	if err := put(t, c, "/keys/k", "one", false); err != nil {
		t.Fatal(err)
	}
	var exists *types.ParameterAlreadyExists
	if err := put(t, c, "/keys/k", "two", false); !errors.As(err, &exists) {
		t.Errorf("got %v", err)
	}
	if err := put(t, c, "/keys/k", "two", true); err != nil {
		t.Fatal(err)
	}
	name := aws.String("/keys/k")
	got, err := c.GetParameter(ctx, &ssm.GetParameterInput{Name: name, WithDecryption: aws.Bool(true)})
	if err != nil {
		t.Fatal(err)
	}
	if p := got.Parameter; *p.Value != "two" || p.Version != 2 || p.LastModifiedDate == nil {
		t.Errorf("got %+v", p)
	}
	if _, err := c.DeleteParameter(ctx, &ssm.DeleteParameterInput{Name: name}); err != nil {
		t.Fatal(err)
	}
	var missing *types.ParameterNotFound
	if _, err := c.GetParameter(ctx, &ssm.GetParameterInput{Name: name}); !errors.As(err, &missing) {
		t.Errorf("got %v", err)
	}
}

func TestOpen_damagedFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "params.json")
	if err := os.WriteFile(path, []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(path); err == nil {
		t.Error("a damaged file was opened as an empty one")
	}
}
