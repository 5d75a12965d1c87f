package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

func TestAC1_tokenOfTheNewestKeyIsAccepted(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "key", "add", "-kid", "old")
	b.must(t, "key", "add", "-kid", "new")

	token := b.must(t, "token", "-room", "demo", "-name", " Ada ", "-role", "owner", "-ttl", "2h")

	got, err := auth.Verify(strings.TrimSuffix(token, "\n"), func(kid string) ([]byte, error) {
		if kid != "new" {
			t.Errorf("signed with %s, want the newest key", kid)
		}
		return []byte(*b.parameters.stored[1].Value), nil
	}, noon)
	if err != nil {
		t.Fatal(err)
	}
	if got.ID == "" {
		t.Error("the token has no id: it can't be revoked alone")
	}
	got.ID = ""
	got.Expires = got.Expires.UTC()
	got.Issued = got.Issued.UTC()
	want := auth.Claims{
		Room: "demo", Subject: " Ada ", Name: "Ada", Role: room.Owner,
		Expires: noon.Add(2 * time.Hour), Issued: noon,
	}
	if got != want {
		t.Errorf("the claims are %+v, want %+v", got, want)
	}
}

func TestTokenAsJSON(t *testing.T) {
	b := newTestApp(t)
	b.must(t, "key", "add", "-kid", "one")
	var got minted
	output := b.must(t, "token", "-room", "demo", "-name", "Ada", "-ttl", "2h", "-json")
	if err := json.Unmarshal([]byte(output), &got); err != nil {
		t.Fatal(err)
	}
	claims, err := auth.Verify(got.Token, b.key(0), noon)
	if err != nil || got.KID != "one" || !got.Expires.Equal(claims.Expires) {
		t.Errorf("printed %+v, the token has the claims %+v (%v)", got, claims, err)
	}
}

func TestTokenIsSignedWithASecretFromFileOrEnvironment(t *testing.T) {
	const secret = "0123456789abcdef0123456789abcdef"
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"file":        {"-key-file", file},
		"environment": nil,
	} {
		t.Run(name, func(t *testing.T) {
			b := newTestApp(t)
			if args == nil {
				b.env["HOMSTYLE_SECRET"] = secret
			}
			token := b.must(t, append([]string{"token", "-room", "demo", "-name", "Bo", "-kid", "k1"}, args...)...)
			key := func(string) ([]byte, error) { return []byte(secret), nil }
			if _, err := auth.Verify(strings.TrimSpace(token), key, noon); err != nil {
				t.Error(err)
			}
			output := b.fails(t, 2, append([]string{"token", "-room", "demo", "-name", "Bo"}, args...)...)
			if !strings.Contains(output, "-kid is missing") {
				t.Errorf("printed %q", output)
			}
		})
	}
}

func TestTokenWithoutAKeyExplainsHowToAddOne(t *testing.T) {
	b := newTestApp(t)
	wantContains(t, b.fails(t, 1, "token", "-room", "demo", "-name", "Ada"), "roomctl key add adds one")
	b.must(t, "key", "add", "-kid", "one")
	wantContains(t, b.fails(t, 1, "token", "-room", "demo", "-name", "Ada", "-kid", "two"), "there is no key two")
}
