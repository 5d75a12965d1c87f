package s3archive_test

import (
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/s3archive"
)

// keys returns the keys with a prefix, in order.
func keys(t *testing.T, c *s3.Client, prefix string) (all []string) {
	t.Helper()
	out, err := c.ListObjectsV2(t.Context(), &s3.ListObjectsV2Input{Bucket: aws.String("rooms"), Prefix: &prefix})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out.Contents {
		all = append(all, *o.Key)
	}
	return all
}

func read(t *testing.T, c *s3.Client, key string) string {
	t.Helper()
	out, err := c.GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String("rooms"), Key: &key})
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// damage overwrites the segment of a version of the sofa and returns its key. Version 0 is the
// plan's segment.
func damage(t *testing.T, c *s3.Client, version int) string {
	t.Helper()
	segments := keys(t, c, "rooms/r/history/")
	if len(segments) != 5 {
		t.Fatalf("the history has the segments %v, want 5", segments)
	}
	put(t, c, segments[version], "{half of")
	return segments[version]
}

func TestSN10_damagedHistoryDoesNotPreventARestore(t *testing.T) {
	for version := range 5 {
		a, client := furnished(t)
		damage(t, client, version)
		s, err := archive.StateAt(t.Context(), a, "r", roomtest.Epoch.AddDate(1, 0, 0), nil)
		if err != nil || s.Plan.Version != 1 || s.Items["sofa"].Version != 4 {
			t.Fatalf("damaged version %d: the newest state is %+v, %v", version, s, err)
		}
		if n, err := memory.New().RestoreRows(t.Context(), s, func() {}); n != 2 || err != nil {
			t.Errorf("damaged version %d: restored %d rows, %v", version, n, err)
		}
	}
}

func TestHS1_timesThatDoNotNeedADamagedSegmentAreAnswered(t *testing.T) {
	a, client := furnished(t)
	key := damage(t, client, 2)
	for minutes, want := range map[int]int64{30: 1, 59: 1, 90: 3, 119: 3, 120: 4, 500: 4} {
		s, err := archive.StateAt(t.Context(), a, "r", roomtest.Epoch.Add(time.Duration(minutes)*time.Minute), nil)
		if got := s.Items["sofa"].Version; err != nil || got != want {
			t.Errorf("after %d minutes: the sofa has version %d, %v; want %d", minutes, got, err, want)
		}
	}
	for _, minutes := range []int{60, 89} {
		_, err := archive.StateAt(t.Context(), a, "r", roomtest.Epoch.Add(time.Duration(minutes)*time.Minute), nil)
		if !errors.Is(err, archive.ErrUnreadable) || !strings.Contains(err.Error(), key) {
			t.Errorf("after %d minutes: %v, want ErrUnreadable with %s", minutes, err, key)
		}
	}
}

// versions returns the versions of the sofa in a page of history.
func versions(p archive.Page) (all []int64) {
	for _, c := range p.Changes {
		all = append(all, c.Version())
	}
	return all
}

func TestHS2_pageLeavesOutADamagedSegmentAndNamesIt(t *testing.T) {
	a, client := furnished(t)
	// The cursors of all changes, of which one is damaged below.
	var cursors []archive.Cursor
	for q := (archive.Query{Limit: 1}); ; {
		p, err := archive.List(t.Context(), a, "r", q)
		if err != nil {
			t.Fatal(err)
		}
		if q.After = p.Next; p.Next == "" {
			break
		}
		cursors = append(cursors, p.Next)
	}
	key := damage(t, client, 3)
	at := func(version int64) time.Time { return sofa(version).By().At }
	for name, test := range map[string]struct {
		q       archive.Query
		want    []int64
		damaged bool
	}{
		"all":                  {archive.Query{Limit: 9}, []int64{1, 1, 2, 4}, true},
		"a page before it":     {archive.Query{Limit: 3}, []int64{1, 1, 2}, false},
		"a range before it":    {archive.Query{Limit: 9, To: at(2)}, []int64{1, 1, 2}, false},
		"a range after it":     {archive.Query{Limit: 9, From: at(4)}, []int64{4}, false},
		"the next page":        {archive.Query{Limit: 1, After: cursors[2]}, []int64{4}, true},
		"a cursor in it":       {archive.Query{Limit: 1, After: cursors[3]}, []int64{4}, true},
		"its range":            {archive.Query{Limit: 9, From: at(3), To: at(3)}, nil, true},
		"a cursor in it, last": {archive.Query{Limit: 1, After: cursors[3], To: at(3)}, nil, true},
	} {
		test.q.SkipDamaged = true
		p, err := archive.List(t.Context(), a, "r", test.q)
		if err != nil || !slices.Equal(versions(p), test.want) || (len(p.Damaged) > 0) != test.damaged {
			t.Errorf("%s: %v, damaged %v, %v; want %v, %t", name, versions(p), p.Damaged, err, test.want, test.damaged)
		}
		if len(p.Damaged) > 0 && p.Damaged[0].Key != key {
			t.Errorf("%s: %s is damaged, want %s", name, p.Damaged[0].Key, key)
		}
		test.q.SkipDamaged = false
		_, err = archive.List(t.Context(), a, "r", test.q)
		named := errors.Is(err, archive.ErrUnreadable) && strings.Contains(err.Error(), key)
		if (err != nil) != test.damaged || named != test.damaged {
			t.Errorf("%s, without SkipDamaged: %v", name, err)
		}
	}
	made := archive.Query{Limit: 1, SkipDamaged: true, After: cursors[1] + "0"}
	if _, err := archive.List(t.Context(), a, "r", made); !errors.Is(err, archive.ErrCursor) {
		t.Errorf("a cursor that no page had: %v, want ErrCursor", err)
	}
}

func TestSN5_verifyNamesEachDamagedSegment(t *testing.T) {
	a, client := furnished(t)
	damaged := []string{damage(t, client, 1), damage(t, client, 3)}
	r, err := archive.Verify(t.Context(), a, "r", nil, time.Time{}, func() {})
	found := strings.Join(r.Mismatches, "\n")
	if err != nil || r.Changes != 3 || !strings.Contains(found, damaged[0]) || !strings.Contains(found, damaged[1]) {
		t.Errorf("replayed %d changes, %v, found\n%s", r.Changes, err, found)
	}
}

// move moves an object to the room's quarantine, as docs/operations.md describes.
func move(t *testing.T, c *s3.Client, key string) (to string) {
	t.Helper()
	to = "rooms/r/quarantine/" + path.Base(key)
	put(t, c, to, read(t, c, key))
	remove(t, c, key)
	return to
}

func TestHS1_HS2_lookingBackGoesOnWithoutAQuarantinedSegment(t *testing.T) {
	a, client := furnished(t)
	move(t, client, damage(t, client, 2))
	s, err := archive.StateAt(t.Context(), a, "r", sofa(2).By().At, nil)
	if err != nil || s.Plan.Version != 1 || s.Items["sofa"].Version != 1 {
		t.Errorf("at the time of the damage: %+v, %v", s, err)
	}
	p, err := archive.List(t.Context(), a, "r", archive.Query{Limit: 9})
	if err != nil || !slices.Equal(versions(p), []int64{1, 1, 3, 4}) {
		t.Errorf("the history has versions %v, %v", versions(p), err)
	}
	ingest(t, a, sofa(5))
	wantSnapshot(t, a, 5)
	r, err := archive.Verify(t.Context(), a, "r", nil, time.Time{}, func() {})
	if err != nil || !slices.Equal(r.Mismatches, []string{"history lacks version 2 of sofa"}) {
		t.Errorf("verify found %q, %v", r.Mismatches, err)
	}
}

func TestSN7_snapshotIsRebuiltWithoutAQuarantinedSegment(t *testing.T) {
	a, client := furnished(t)
	put(t, client, newest, "{half of")
	key := damage(t, client, 3)
	if err := archive.Ingest(t.Context(), a, "r", []archive.Change{sofa(5)}); !errors.Is(err, archive.ErrUnreadable) {
		t.Fatalf("with snapshot and segment damaged: %v, want ErrUnreadable", err)
	}
	move(t, client, key)
	ingest(t, a, sofa(5))
	wantSnapshot(t, a, 5)
}

func TestSN8_quarantinedSegmentIsDeletedWithTheRoom(t *testing.T) {
	a, client := furnished(t)
	move(t, client, damage(t, client, 3))
	if err := a.Erase(t.Context(), "r", sofa(5).By().At); err != nil {
		t.Fatal(err)
	}
	if left := keys(t, client, "rooms/r/"); !slices.Equal(left, []string{"rooms/r/erased.json", newest}) {
		t.Errorf("left are %v", left)
	}
}

func TestHS5_damagedNamedVersionsAreUnreadable(t *testing.T) {
	a, client := furnished(t)
	put(t, client, "rooms/r/moments.json", "{half of")
	for name, call := range map[string]func(*s3archive.Archive) error{
		"list": func(a *s3archive.Archive) error { _, err := a.ListNamedVersions(t.Context(), "r"); return err },
		"put": func(a *s3archive.Archive) error {
			return a.PutNamedVersion(t.Context(), "r", archive.NamedVersion{At: roomtest.Epoch, Name: "n"})
		},
	} {
		if err := call(a); !errors.Is(err, archive.ErrUnreadable) || !strings.Contains(err.Error(), "moments.json") {
			t.Errorf("%s: %v, want ErrUnreadable with the key", name, err)
		}
	}
}
