package s3archive_test

import (
	"context"
	"errors"
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

// A conflict means that no write was carried out, a failed precondition that the object
// exists.
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
				err := s3archive.New(api, "rooms").Append(t.Context(), "r", []archive.Change{{Item: &item, Sequence: "1"}})
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
