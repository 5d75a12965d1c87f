package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestUsageErrorsAreOneLine(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"fly", `there is no command "fly"`},
		{"key", "key needs a second word: list, add, remove"},
		{"room", "room needs a second word: create, show"},
		{"room burn", "room needs a second word"},
		{"-nowhere token", "flag provided but not defined: -nowhere"},
		{"token -speed 9", "flag provided but not defined: -speed"},
		{"token -ttl soon", `invalid value "soon" for flag -ttl`},
		{"token -room demo -name Ada extra", `unexpected argument "extra"`},
		{"token", `-room ""`},
		{"token -room DEMO -name Ada", `-room "DEMO"`},
		{"token -room demo", "-name is missing"},
		{"token -room demo -name Ada -role king", `-role must be viewer, editor or owner, not "king"`},
		{"token -room demo -name Ada -ttl 1s", "-ttl must be 1m to 720h, not 1s"},
		{"token -room demo -name Ada -ttl 721h", "-ttl must be 1m to 720h"},
		{"token -room demo -name Ada -kid a/b", "-kid must be"},
		{"-local -env x key list", "-local and -env exclude each other"},
		{"key add -kid ../up", "-kid must be"},
		{"key remove", "-kid must name a key"},
		{"room create", `-room ""`},
		{"room show -room a_b", `-room "a_b"`},
		{"tail -room demo", "-url is missing"},
		{"tail -room demo -url http://localhost", "-url must begin with ws:// or wss://"},
	} {
		t.Run(test.args, func(t *testing.T) {
			output := newTestApp(t).fails(t, 2, strings.Fields(test.args)...)
			if !strings.Contains(output, test.want) {
				t.Errorf("printed %q, want %q in it", output, test.want)
			}
		})
	}
}

func TestMissingStackSettingNamesItsFlagAndVariable(t *testing.T) {
	b := newTestApp(t)
	clear(b.env)
	for args, want := range map[string]string{
		"room show -room demo": "-table is missing; give it, or HOMSTYLE_TABLE, -local or -env FILE",
		"key list":             "-key-path is missing; give it, or HOMSTYLE_KEY_PATH, -local or -env FILE",
	} {
		if output := b.fails(t, 2, strings.Fields(args)...); !strings.Contains(output, want) {
			t.Errorf("%s: printed %q, want %q in it", args, output, want)
		}
	}
}

func TestHelpNamesEveryCommandAndFlag(t *testing.T) {
	b := newTestApp(t)
	all := b.must(t)
	for _, c := range commands() {
		if !strings.Contains(all, c.name) {
			t.Errorf("help does not name %s", c.name)
		}
		one := b.must(t, append(strings.Fields(c.name), "-h")...)
		wantContains(t, one, "roomctl "+c.name, "\n  roomctl ", "-env")
	}
}

func TestEveryCommandHasJSONOutput(t *testing.T) {
	for _, c := range commands() {
		fs := flag.NewFlagSet(c.name, flag.ContinueOnError)
		c.bind(fs)
		if c.name != "cost serve" && fs.Lookup("json") == nil { // a server has nothing to print
			t.Errorf("%s has no -json", c.name)
		}
	}
}

func TestEnvFileSetsTheStack(t *testing.T) {
	b := newTestApp(t)
	clear(b.env)
	file := filepath.Join(t.TempDir(), "env")
	lines := "# a stack\nHOMSTYLE_KEY_PATH=/homstyle/file/keys\n\nAWS_ENDPOINT_URL_SSM=http://127.0.0.1:1\n"
	if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}

	b.must(t, "-env", file, "key", "add", "-kid", "one")
	b.must(t, "key", "add", "-env", file, "-kid", "two")

	if got := *b.parameters.stored[1].Name; got != "/homstyle/file/keys/two" {
		t.Errorf("stored as %s", got)
	}
	if b.env["AWS_ENDPOINT_URL_SSM"] != "http://127.0.0.1:1" {
		t.Error("the endpoint in the file is not in the environment")
	}
}

func TestMalformedEnvFileNamesTheLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "env")
	if err := os.WriteFile(file, []byte("A=1\nnonsense\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	wantContains(t, newTestApp(t).fails(t, 1, "-env", file, "key", "list"), "env:2: not a KEY=value line")
}

func TestMissingLocalStackExplainsHowToStartOne(t *testing.T) {
	t.Chdir(t.TempDir())
	wantContains(t, newTestApp(t).fails(t, 1, "-local", "key", "list"), "make up starts one")
}
