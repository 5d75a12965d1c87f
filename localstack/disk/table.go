package disk

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"time"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/suggest"
	"homstyle.dev/planner/shared/usage"
)

var (
	_ usage.Store         = (*Store)(nil)
	_ suggest.Counter     = (*Store)(nil)
	_ archive.RowRestorer = (*Store)(nil)
)

// usageTTL is how long a day's usage is kept: a year and a month.
const usageTTL = 400 * 24 * time.Hour

func (s *Store) AddUsage(ctx context.Context, id room.ID, day usage.Day, u usage.Usage) error {
	return s.update(ctx, func(t *transaction) error {
		var stored usage.Usage
		if _, err := t.get(useKey(id, day), &stored); err != nil {
			return err
		}
		return t.put(useKey(id, day), stored.Add(u), t.now.Add(usageTTL))
	})
}

// questionTTL is how long the number of a day's questions is kept.
const questionTTL = 48 * time.Hour

func (s *Store) CountQuestion(
	ctx context.Context, id room.ID, day usage.Day, most int,
) (counted bool, err error) {
	key := useKey(id, "QUESTIONS#"+day) // sorts after all dates, so that ListUsage does not list it
	return updateResult(ctx, s, func(t *transaction) (bool, error) {
		var questions int
		if _, err := t.get(key, &questions); err != nil || questions >= most {
			return false, err
		}
		return true, t.put(key, questions+1, t.now.Add(questionTTL))
	})
}

func (s *Store) ListUsage(_ context.Context, id room.ID, from, to usage.Day) (days []usage.DayUsage, err error) {
	err = s.view(func(r rows) error {
		for key, value := range r.live(key(usePrefix+string(id), "")) {
			d := usage.DayUsage{Day: usage.Day(sortKey(key))}
			if d.Day < from || d.Day > to {
				continue
			}
			if err := decode(value, &d.Usage); err != nil {
				return at(key, err)
			}
			days = append(days, d)
		}
		return nil
	})
	return days, err
}

// RestoreRows writes all rows in one transaction.
func (s *Store) RestoreRows(ctx context.Context, from archive.Snapshot, each func()) (written int, err error) {
	written, err = updateResult(ctx, s, func(t *transaction) (written int, err error) {
		if err := t.restorePlan(from, &written); err != nil {
			return 0, err
		}
		for _, i := range from.Items {
			if err := t.restoreItem(from.Room, archive.AsRestored(i), &written); err != nil {
				return 0, err
			}
		}
		return written, nil
	})
	if err != nil {
		return 0, err
	}
	for range 1 + len(from.Items) {
		each()
	}
	return written, nil
}

func (t *transaction) restorePlan(from archive.Snapshot, written *int) error {
	stored, exists, err := t.plan(from.Room)
	switch {
	case err != nil:
		return err
	case !exists || archive.PlanStale(stored, from.Plan):
		*written++
		return t.putPlan(from.Room, from.Plan)
	case archive.PlanDiverged(stored, from.Plan):
		*written++
		stored.Version = from.Plan.Version + 1
		return t.changePlan(from.Room, stored)
	}
	return nil
}

func (t *transaction) restoreItem(id room.ID, archived room.Item, written *int) error {
	stored, err := t.item(id, archived.ID)
	switch {
	case err != nil:
		return err
	case stored == nil || archive.ItemStale(*stored, archived):
		*written++
		return t.putItem(id, archived)
	case archive.ItemDiverged(*stored, archived):
		*written++
		stored.Version = archived.Version + 1
		if err := t.putItem(id, *stored); err != nil {
			return err
		}
		return t.emit(archive.Change{Room: id, Item: stored})
	}
	return nil
}

// Erase deletes all rows of a room except the revocation of all its tokens up to a time, which must
// not open a room that is created later with the same id.
func (s *Store) Erase(ctx context.Context, id room.ID) error {
	keptKey, _, _ := revocationKeys(id, "", "")
	return s.update(ctx, func(t *transaction) error {
		var keys [][]byte
		for _, prefix := range []string{roomPrefix, livePrefix, usePrefix, revokedPrefix} {
			for key := range t.prefix(key(prefix+string(id), "")) {
				keys = append(keys, key)
				if prefix == livePrefix {
					keys = append(keys, connKey(room.ConnectionID(sortKey(key))))
				}
			}
		}
		var err error
		for _, key := range keys {
			if !bytes.Equal(key, keptKey) {
				err = errors.Join(err, t.delete(key))
			}
		}
		return err
	})
}

// Rooms returns the rooms that have a plan or an item in the table.
func (s *Store) Rooms(context.Context) (ids []room.ID, err error) {
	err = s.view(func(r rows) error {
		for key := range r.prefix([]byte(roomPrefix)) {
			pk, sk, _ := strings.Cut(string(key), "\x00")
			id := room.ID(strings.TrimPrefix(pk, roomPrefix))
			listed := len(ids) > 0 && ids[len(ids)-1] == id
			if !listed && (sk == metaSortKey || strings.HasPrefix(sk, itemPrefix)) {
				ids = append(ids, id)
			}
		}
		return nil
	})
	return ids, err
}

// Migrate rewrites all rows of an older schema in this program's (MG3), in one transaction. It adds
// nothing to the stream, since the archive has their content.
func (s *Store) Migrate(ctx context.Context) (scanned, written int, err error) {
	type counts struct{ scanned, written int }
	n, err := updateResult(ctx, s, func(t *transaction) (n counts, err error) {
		old := map[string][]byte{}
		for key, value := range t.prefix(nil) {
			n.scanned++
			if isRoomRow := bytes.HasPrefix(key, []byte(roomPrefix)); !isRoomRow {
				continue
			}
			if sk := sortKey(key); sk == metaSortKey || strings.HasPrefix(sk, itemPrefix) {
				old[string(key)] = value
			}
		}
		for k, value := range old {
			wrote, err := t.migrateRow([]byte(k), value)
			if err != nil {
				return n, err
			}
			if wrote {
				n.written++
			}
		}
		return n, nil
	})
	return n.scanned, n.written, err
}

// migrateRow rewrites the row of a plan or an item, if its schema is older.
func (t *transaction) migrateRow(key, value []byte) (wrote bool, err error) {
	var row struct{ Schema int }
	if err := decode(value, &row); err != nil || row.Schema == room.Schema {
		return false, at(key, err)
	}
	pk, sk, _ := strings.Cut(string(key), "\x00")
	id := room.ID(strings.TrimPrefix(pk, roomPrefix))
	if sk != metaSortKey {
		i, err := decodeItem(key, value)
		if err != nil {
			return false, err
		}
		return true, t.putItem(id, i)
	}
	p, _, err := t.plan(id)
	if err != nil {
		return false, err
	}
	return true, t.putPlan(id, p)
}
