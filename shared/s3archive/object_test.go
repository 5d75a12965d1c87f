package s3archive_test

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/s3archive"
)

// fakeS3 is an S3 client that answers each put with the next of its codes; "" is success.
type fakeS3 struct {
	s3archive.API
	codes []string
	puts  int
}

func (a *fakeS3) PutObject(context.Context, *s3.PutObjectInput, ...func(*s3.Options)) (*s3.PutObjectOutput, error) {
	code := a.codes[min(a.puts, len(a.codes)-1)]
	if a.puts++; code != "" {
		return nil, &smithy.GenericAPIError{Code: code}
	}
	return &s3.PutObjectOutput{}, nil
}

// A conflict means that nothing was written, a failed precondition that the object exists.
func TestSN2_conflictingWriteIsTriedAgain(t *testing.T) {
	const conflict, there = "ConditionalRequestConflict", "PreconditionFailed"
	for name, test := range map[string]struct {
		codes   []string
		puts    int
		failure string
	}{
		"written at the third try":             {codes: []string{conflict, conflict, ""}, puts: 3},
		"another try wrote it":                 {codes: []string{conflict, there}, puts: 2},
		"there already":                        {codes: []string{there}, puts: 1},
		"conflicts without end":                {codes: []string{conflict}, puts: 6, failure: conflict},
		"another failure is not tried again":   {codes: []string{"AccessDenied"}, puts: 1, failure: "AccessDenied"},
		"another failure after a conflict too": {codes: []string{conflict, "SlowDown"}, puts: 2, failure: "SlowDown"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := &fakeS3{codes: test.codes}
				item := room.Item{ID: "sofa", Version: 1, Changed: room.Author{At: roomtest.Epoch}}
				changes := []archive.Change{{Item: &item, Sequence: "1"}}
				err := s3archive.New(api, "rooms").Append(t.Context(), "r", changes)
				if api.puts != test.puts {
					t.Errorf("put %d times, want %d", api.puts, test.puts)
				}
				if (err != nil) != (test.failure != "") || err != nil && !strings.Contains(err.Error(), test.failure) {
					t.Errorf("%v, want %q", err, test.failure)
				}
			})
		})
	}
}

func TestSN3_snapshotThatWasDeletedMeanwhileIsReplaced(t *testing.T) {
	for _, code := range []string{"PreconditionFailed", "NoSuchKey"} {
		a := s3archive.New(&fakeS3{codes: []string{code}}, "rooms")
		err := a.Replace(t.Context(), archive.Snapshot{Room: "r"}, "etag")
		if !errors.Is(err, archive.ErrReplaced) {
			t.Errorf("%s: %v, want ErrReplaced", code, err)
		}
	}
}

// racingS3 replaces an object itself before each of the next races conditional puts to it, as
// another function does.
type racingS3 struct {
	*s3.Client
	races int
}

func (a *racingS3) PutObject(
	ctx context.Context, in *s3.PutObjectInput, opts ...func(*s3.Options),
) (*s3.PutObjectOutput, error) {
	if conditional := in.IfMatch != nil || in.IfNoneMatch != nil; conditional && a.races > 0 {
		a.races--
		body := strings.NewReader(`{"schema":1,"room":"r","moments":[],"race":` + strconv.Itoa(a.races) + `}`)
		other := &s3.PutObjectInput{Bucket: in.Bucket, Key: in.Key, Body: body}
		if _, err := a.Client.PutObject(ctx, other); err != nil {
			return nil, err
		}
	}
	return a.Client.PutObject(ctx, in, opts...)
}

// What replaces an object reads it again if another was first. After the seventh race in a
// row it returns an error.
func TestSN8_HS5_objectThatWasReplacedMeanwhileIsReadAgain(t *testing.T) {
	version := archive.NamedVersion{At: roomtest.Epoch, Name: "before the move"}
	for name, replace := range map[string]func(*testing.T, *s3archive.Archive) error{
		"erase": func(t *testing.T, a *s3archive.Archive) error { return a.Erase(t.Context(), "r", roomtest.Epoch) },
		"name":  func(t *testing.T, a *s3archive.Archive) error { return a.PutNamedVersion(t.Context(), "r", version) },
		"unnamed": func(t *testing.T, a *s3archive.Archive) error {
			return a.DeleteNamedVersion(t.Context(), "r", version.At)
		},
	} {
		for races, want := range map[int]error{0: nil, 2: nil, 7: archive.ErrReplaced} {
			if races > 2 && name != "name" {
				continue // it takes seconds, and the mechanism is the same
			}
			t.Run(fmt.Sprint(name, races), func(t *testing.T) {
				_, client := open(t)
				a := s3archive.New(&racingS3{Client: client, races: races}, "rooms")
				if err := replace(t, a); !errors.Is(err, want) {
					t.Errorf("after %d races: %v, want %v", races, err, want)
				}
			})
		}
	}
}

// erasingS3 erases the room before the first put of a segment.
type erasingS3 struct {
	*s3.Client
	erase func() // nil after the first call
}

func (a *erasingS3) PutObject(
	ctx context.Context, in *s3.PutObjectInput, opts ...func(*s3.Options),
) (*s3.PutObjectOutput, error) {
	if erase := a.erase; erase != nil && strings.Contains(*in.Key, "/history/") {
		a.erase = nil
		erase()
	}
	return a.Client.PutObject(ctx, in, opts...)
}

// What an ingest wrote after the room's deletion stays as empty objects.
func TestSN8_overtakenIngestLeavesNothingOfTheRoom(t *testing.T) {
	a, client := furnished(t)
	late := sofa(6) // the first change of its hour: the ingest writes an hourly snapshot, too
	erase := func() {
		if err := a.Erase(t.Context(), "r", late.By().At); err != nil {
			t.Error(err)
		}
	}
	ingesting := s3archive.New(&erasingS3{Client: client, erase: erase}, "rooms")
	if err := archive.Ingest(t.Context(), ingesting, "r", []archive.Change{late}); err != nil {
		t.Fatal(err)
	}
	left := keys(t, client, "rooms/r/")
	if len(left) != 4 {
		t.Errorf("left are %v, want the deletion, the snapshot, a segment and an hourly snapshot", left)
	}
	for _, key := range left {
		if body := read(t, client, key); strings.Contains(body, "sofa") || strings.Contains(body, "Vardagsrum") {
			t.Errorf("%s has %s", key, body)
		}
	}
}
