package main

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go-v2/service/ssm/types"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest/memory"
)

// testApp is an app with its services in memory.
type testApp struct {
	*app
	out, err   bytes.Buffer
	env        map[string]string
	parameters *fakeParameters
	rooms      *memory.Store
	archives   map[string]*memory.Archive // by bucket
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func newTestApp(t *testing.T) *testApp {
	t.Helper()
	b := &testApp{
		parameters: &fakeParameters{}, rooms: memory.New(),
		env: map[string]string{
			"HOMSTYLE_TABLE": "rooms", "HOMSTYLE_KEY_PATH": "/homstyle/test/keys/", "HOMSTYLE_BUCKET": "archive",
		},
		archives: map[string]*memory.Archive{},
	}
	b.app = &app{
		stdout: &b.out, stderr: &b.err,
		getenv: func(key string) string { return b.env[key] },
		setenv: func(key, value string) error { b.env[key] = value; return nil },
		now:    func() time.Time { return noon },
		after:  func(time.Duration) <-chan time.Time { c := make(chan time.Time, 1); c <- noon; return c },
		credentials: func(context.Context) (string, aws.CredentialsProvider, error) {
			return "us-east-1", credentials.NewStaticCredentialsProvider("shop", "sesame", ""), nil
		},
		parameters: func(context.Context) (parameters, error) { return b.parameters, nil },
		rooms:      func(context.Context, string) (rooms, error) { return b.rooms, nil },
		tableRooms: func(_ context.Context, _ string, each func(room.ID)) error {
			for _, id := range b.rooms.Rooms() {
				each(id)
			}
			return nil
		},
		archive: func(_ context.Context, bucket string) (roomArchive, error) { return b.archiveOf(bucket), nil },
	}
	return b
}

func (b *testApp) archiveOf(bucket string) *memory.Archive {
	if b.archives[bucket] == nil {
		b.archives[bucket] = memory.NewArchive()
	}
	return b.archives[bucket]
}

// must runs a command line, fails the test unless it succeeds, and returns its output.
func (b *testApp) must(t *testing.T, args ...string) string {
	t.Helper()
	b.out.Reset()
	b.err.Reset()
	if code := b.run(t.Context(), args); code != 0 {
		t.Fatalf("roomctl %s: exit %d: %s", strings.Join(args, " "), code, b.err.String())
	}
	return b.out.String()
}

// fails runs a command line, checks that it exits with code and prints one line on standard
// error and nothing on standard output, and returns that line.
func (b *testApp) fails(t *testing.T, code int, args ...string) string {
	t.Helper()
	b.out.Reset()
	b.err.Reset()
	if got := b.run(t.Context(), args); got != code {
		t.Errorf("roomctl %s: exit %d, want %d", strings.Join(args, " "), got, code)
	}
	if output := b.err.String(); strings.Count(output, "\n") != 1 || b.out.Len() > 0 {
		t.Errorf("roomctl %s: want one line on standard error, got %q and %q",
			strings.Join(args, " "), output, b.out.String())
	}
	return b.err.String()
}

// commit applies a step to the room demo.
func (b *testApp) commit(t *testing.T, origin room.Origin, step room.Mutation) {
	t.Helper()
	if _, err := b.rooms.Commit(t.Context(), "demo", origin, []room.Mutation{step}); err != nil {
		t.Fatal(err)
	}
}

// key returns the secret of the nth key as a function for auth.Verify.
func (b *testApp) key(n int) func(kid string) ([]byte, error) {
	return func(string) ([]byte, error) { return []byte(*b.parameters.stored[n].Value), nil }
}

// wantContains fails the test unless a command's output contains every part.
func wantContains(t *testing.T, output string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(output, part) {
			t.Errorf("printed\n%s\nwant %q in it", output, part)
		}
	}
}

// fakeParameters is a Parameter Store whose pages have one parameter each.
type fakeParameters struct {
	stored  []types.Parameter
	kmsKeys []string // of each PutParameter
}

func (f *fakeParameters) GetParametersByPath(
	_ context.Context, in *ssm.GetParametersByPathInput, _ ...func(*ssm.Options),
) (*ssm.GetParametersByPathOutput, error) {
	var below []types.Parameter
	for _, p := range f.stored {
		if strings.HasPrefix(*p.Name, *in.Path+"/") {
			if !*in.WithDecryption {
				p.Value = aws.String("encrypted")
			}
			below = append(below, p)
		}
	}
	page := len(aws.ToString(in.NextToken))
	out := &ssm.GetParametersByPathOutput{}
	if page < len(below) {
		out.Parameters = below[page : page+1]
	}
	if page+1 < len(below) {
		out.NextToken = aws.String(strings.Repeat("x", page+1))
	}
	return out, nil
}

func (f *fakeParameters) PutParameter(
	_ context.Context, in *ssm.PutParameterInput, _ ...func(*ssm.Options),
) (*ssm.PutParameterOutput, error) {
	if f.find(*in.Name) >= 0 {
		return nil, &types.ParameterAlreadyExists{}
	}
	f.kmsKeys = append(f.kmsKeys, aws.ToString(in.KeyId))
	f.stored = append(f.stored, types.Parameter{
		Name: in.Name, Value: in.Value, Type: in.Type,
		LastModifiedDate: aws.Time(noon.Add(time.Duration(len(f.stored)) * time.Hour)),
	})
	return &ssm.PutParameterOutput{}, nil
}

func (f *fakeParameters) DeleteParameter(
	_ context.Context, in *ssm.DeleteParameterInput, _ ...func(*ssm.Options),
) (*ssm.DeleteParameterOutput, error) {
	at := f.find(*in.Name)
	if at < 0 {
		return nil, &types.ParameterNotFound{}
	}
	f.stored = slices.Delete(f.stored, at, at+1)
	return &ssm.DeleteParameterOutput{}, nil
}

func (f *fakeParameters) find(name string) int {
	return slices.IndexFunc(f.stored, func(p types.Parameter) bool { return *p.Name == name })
}
