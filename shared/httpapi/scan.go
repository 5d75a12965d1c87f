package httpapi

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomplan"
	"homstyle.dev/planner/shared/wire"
)

// maxScan is the maximum size of a request with a scan, in bytes. Lambda accepts events of 6 MB,
// in which the body is a string with escapes.
const maxScan = 4 << 20

// hasScan reports whether a body has a scan. It reads a body that is not JSON as one without.
func hasScan(body []byte) bool {
	var m struct {
		RoomPlan jsontext.Value `json:"roomplan"`
	}
	_ = json.Unmarshal(body, &m)
	return m.RoomPlan != nil
}

// createFromScan creates a room with the plan and the furniture of a scan. If it fails, there is no
// room.
func (d Deps) createFromScan(ctx context.Context, c *apiRequest, body []byte) (any, error) {
	in, err := wire.DecodeLarge[struct {
		Room     string         `json:"room"`
		RoomPlan jsontext.Value `json:"roomplan"`
		Name     string         `json:"name"`
		Units    string         `json:"units"`
		Language string         `json:"language"`
		Owner    *string        `json:"owner"`
	}](body, maxScan)
	if err != nil {
		return nil, err
	}
	if c.room, err = wire.RoomID(in.Room); err != nil {
		return nil, err
	}
	owner, err := checkedOwner(in.Owner)
	if err != nil {
		return nil, err
	}
	scan, err := convertScan(in.RoomPlan, in.Language)
	if err != nil {
		return nil, err
	}
	scan.Plan.Owner = owner
	scan.Plan.Name, scan.Plan.Units = cmp.Or(in.Name, in.Room), cmp.Or(in.Units, "cm")
	if err := wire.CheckPlan(scan.Plan); err != nil {
		return nil, err
	}
	answer, err := d.created(ctx, c, scan.Plan)
	if err != nil {
		return nil, err
	}
	if err := d.furnish(ctx, c.room, addsOfScan(scan.Pieces)); err != nil {
		// Nobody has a token of the room yet.
		return nil, errors.Join(err, d.erase(ctx, c.room))
	}
	return answer, nil
}

// convertScan converts a scan. The names of the pieces are in the language.
func convertScan(scan []byte, language string) (roomplan.Room, error) {
	names, ok := roomplan.NamesIn(cmp.Or(language, "en"))
	if !ok {
		return roomplan.Room{}, badField("language", "language must be en, de or sv.")
	}
	r, err := roomplan.Convert(scan, names)
	var fault roomplan.Fault
	switch {
	case errors.As(err, &fault) && fault == roomplan.TooLarge:
		err = &room.Error{Code: room.TooLarge, Field: "roomplan", Message: fault.Error()}
	case errors.As(err, &fault):
		err = &room.Error{Code: room.BadField, Field: "roomplan", Message: fault.Error()}
	}
	return r, err
}

// addsOfScan returns the mutations that add the pieces of a scan.
func addsOfScan(pieces []roomplan.Piece) (adds []room.Mutation) {
	for i, p := range pieces {
		item := room.ItemID(fmt.Sprintf("scan-%d", i+1))
		adds = append(adds, room.Add{ID: item, Own: p.Own, Place: p.Place})
	}
	return adds
}

// furnish adds items to a new room, in commands of at most maxAdds.
func (d Deps) furnish(ctx context.Context, id room.ID, adds []room.Mutation) error {
	op := room.Op(1)
	for batch := range slices.Chunk(adds, wire.MaxItems) {
		op++
		if _, err := d.Table.Commit(ctx, id, d.shopOrigin(op), batch); err != nil {
			return err
		}
	}
	return nil
}
