package main

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/ssm/types"
	"github.com/go-json-experiment/json/jsontext"
)

func TestKeyAddStores256RandomBitsAndPrintsOnlyTheKid(t *testing.T) {
	b := newTestApp(t)
	kid := strings.TrimSpace(b.must(t, "key", "add"))
	if kid != "k20261124T120000Z" {
		t.Errorf("printed %q", kid)
	}
	stored := b.parameters.stored[0]
	if *stored.Name != "/homstyle/test/keys/"+kid || stored.Type != types.ParameterTypeSecureString {
		t.Errorf("stored %s as %s", *stored.Name, stored.Type)
	}
	if bits, err := base64.RawURLEncoding.DecodeString(*stored.Value); err != nil || len(bits) != 32 {
		t.Errorf("the secret has %d bytes (%v), want 32", len(bits), err)
	}
}

// With a stack's own key, a key that AWS manages must encrypt no signing key.
func TestKeyAddEncryptsWithTheKeyOfTheStack(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "key", "add", "-kid", "one")
	b.env["HOMSTYLE_KMS_KEY"] = "arn:aws:kms:eu-north-1:123456789012:key/stack"
	b.must(t, "key", "add", "-kid", "two")
	b.must(t, "key", "remove", "-kid", "one")
	b.must(t, "key", "add", "-kid", "three", "-kms-key", "arn:aws:kms:eu-north-1:123456789012:key/other")
	want := []string{
		"", "arn:aws:kms:eu-north-1:123456789012:key/stack", "arn:aws:kms:eu-north-1:123456789012:key/other",
	}
	if !slices.Equal(b.parameters.kmsKeys, want) {
		t.Errorf("encrypted with %q, want %q", b.parameters.kmsKeys, want)
	}
}

func TestAC8_atMostTwoKeysAreActive(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "key", "add", "-kid", "one")
	b.must(t, "key", "add", "-kid", "two")
	wantContains(t, b.fails(t, 1, "key", "add", "-kid", "three"), "one and two are active")

	b.must(t, "key", "remove", "-kid", "one")
	b.must(t, "key", "add", "-kid", "three")
	got := b.must(t, "key", "list")
	wantContains(t, got, "two", "three")
	if strings.Contains(got, "one") {
		t.Errorf("the removed key is in the list\n%s", got)
	}
}

func TestKeyListShowsNoSecret(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "key", "add", "-kid", "one")
	if got := b.must(t, "key", "list"); got != "one  2026-11-24T12:00:00Z\n" {
		t.Errorf("list is %q", got)
	}
}

func TestKeysAsJSON(t *testing.T) {
	b := newTestApp(t)
	for _, step := range []struct{ args, want string }{
		{"list", `{"keys":[]}`},
		{"add -kid one", `{"kid":"one"}`},
		{"list", `{"keys":[{"kid":"one","since":"2026-11-24T12:00:00Z"}]}`},
		{"remove -kid one -force", `{"kid":"one"}`},
	} {
		got := jsontext.Value(b.must(t, append(strings.Fields("key "+step.args), "-json")...))
		if err := got.Compact(); err != nil || string(got) != step.want {
			t.Errorf("key %s printed %s (%v), want %s", step.args, got, err, step.want)
		}
	}
}

func TestOnlyKeyIsRemovedOnlyWithForce(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "key", "add", "-kid", "one")
	wantContains(t, b.fails(t, 1, "key", "remove", "-kid", "one"), "use -force")
	b.must(t, "key", "remove", "-kid", "one", "-force")
	if len(b.parameters.stored) != 0 {
		t.Error("the key is still there")
	}
	b.fails(t, 1, "key", "remove", "-kid", "one")
}
