package tableapi

import (
	"context"
	"fmt"
	"net/http"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
)

// Handler serves the table. It does not authenticate requests.
func Handler(t Table) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var c call
		if err := json.UnmarshalRead(r.Body, &c, json.RejectUnknownMembers(true)); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		var out answer
		out.Error = asFailure(c.do(r.Context(), t, &out))
		w.Header().Set("Content-Type", "application/json")
		_ = json.MarshalWrite(w, out)
	})
}

// do calls the table's method and stores the results in out.
func (c call) do(ctx context.Context, t Table, out *answer) (err error) {
	switch c.Method {
	case "Create":
		return t.Create(ctx, c.Room, c.Origin, c.Plan.plan())
	case "Load":
		r, err := t.Load(ctx, c.Room)
		out.Room = contents{r.ID, asPlan(r.Plan), r.Items, r.Peers}
		return err
	case "AddUsage":
		return t.AddUsage(ctx, c.Room, c.From, c.Usage)
	case "ListUsage":
		out.Days, err = t.ListUsage(ctx, c.Room, c.From, c.To)
	case "RestoreRows":
		s := archive.Snapshot{
			Room: c.Snapshot.Room, At: c.Snapshot.At, Erased: c.Snapshot.Erased,
			Plan: c.Snapshot.Plan.plan(), Items: c.Snapshot.Items,
		}
		out.Written, err = t.RestoreRows(ctx, s, func() {})
	case "Revoke":
		return t.Revoke(ctx, c.Room, c.Revocation)
	case "Revoked":
		out.Revoked, err = t.Revoked(ctx, c.Room, c.Token)
	case "Erase":
		return t.Erase(ctx, c.Room)
	case "Rooms":
		out.Rooms, err = t.Rooms(ctx)
	case "Migrate":
		out.Scanned, out.Written, err = t.Migrate(ctx)
	default:
		return fmt.Errorf("the table has no method %q", c.Method)
	}
	return err
}
