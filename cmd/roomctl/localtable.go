package main

import (
	"context"

	"homstyle.dev/planner/localstack/tableapi"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
)

// withLocalTable returns a copy of a for a table that the local stack has in its process (-store disk or
// memory) and serves at url.
func (a *app) withLocalTable(url string) *app {
	b := *a
	open := func(ctx context.Context) (*tableapi.Client, error) {
		c, err := loadConfig(ctx)
		return &tableapi.Client{URL: url, Region: c.Region, Credentials: c.Credentials}, err
	}
	b.rooms = func(ctx context.Context, _ string) (rooms, error) { return open(ctx) }
	b.tableRooms = func(ctx context.Context, _ string, each func(room.ID)) error {
		table, err := open(ctx)
		if err != nil {
			return err
		}
		ids, err := table.Rooms(ctx)
		for _, id := range ids {
			each(id)
		}
		return err
	}
	// The table is migrated in one transaction, so there is no position to continue from.
	b.migrate = func(ctx context.Context, _ string, _ dynamo.Cursor, each func(dynamo.Progress) error) error {
		table, err := open(ctx)
		if err != nil {
			return err
		}
		scanned, written, err := table.Migrate(ctx)
		if err != nil {
			return err
		}
		return each(dynamo.Progress{Scanned: scanned, Written: written})
	}
	return &b
}
