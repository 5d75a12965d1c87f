package dynamo_test

import (
	"context"
	"errors"
	"os"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/go-json-experiment/json"
	"golang.org/x/sync/errgroup"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// oldTable returns a table with the rows of testdata/v1.json or v2.json, which are of schema 1 or 2,
// for each of the rooms.
func oldTable(t *testing.T, version string, rooms ...string) dynamotest.TestTable {
	t.Helper()
	text, err := os.ReadFile("testdata/" + version + ".json")
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]struct {
		S, N *string
		BOOL *bool
	}
	if err := json.Unmarshal(text, &rows); err != nil {
		t.Fatal(err)
	}
	table := dynamotest.Table(t)
	for _, id := range rooms {
		for _, m := range rows {
			item := map[string]types.AttributeValue{}
			for name, v := range m {
				switch {
				case v.S != nil:
					item[name] = &types.AttributeValueMemberS{Value: *v.S}
				case v.N != nil:
					item[name] = &types.AttributeValueMemberN{Value: *v.N}
				default:
					item[name] = &types.AttributeValueMemberBOOL{Value: *v.BOOL}
				}
			}
			item["pk"] = &types.AttributeValueMemberS{Value: "ROOM#" + id}
			in := &dynamodb.PutItemInput{TableName: &table.Name, Item: item}
			if _, err := table.Client.PutItem(t.Context(), in); err != nil {
				t.Fatal(err)
			}
		}
	}
	return table
}

func attribute(t *testing.T, table dynamotest.TestTable, pk, sk, name string) string {
	t.Helper()
	out, err := table.Client.GetItem(t.Context(), &dynamodb.GetItemInput{
		TableName: &table.Name,
		Key: map[string]types.AttributeValue{
			"pk": &types.AttributeValueMemberS{Value: pk},
			"sk": &types.AttributeValueMemberS{Value: sk},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	switch v := out.Item[name].(type) {
	case *types.AttributeValueMemberS:
		return v.Value
	case *types.AttributeValueMemberN:
		return v.Value
	}
	return ""
}

func TestMG1_rowsOfTheFirstSchemaAreBroughtUpAsTheyAreRead(t *testing.T) {
	table := oldTable(t, "v1", "demo")
	store := dynamo.New(table.Client, table.Name, time.Now)
	r, err := store.Load(t.Context(), "demo")
	if err != nil || r.Plan.Ceiling == nil || *r.Plan.Ceiling != 2500 || r.Plan.Version != 3 || len(r.Items) != 2 {
		t.Fatalf("loaded %+v, %v", r, err)
	}
	plan := r.Plan
	plan.Ceiling = nil // a person deletes the height
	origin := room.Origin{Peer: "p", Op: 1, At: time.UnixMilli(1)}
	saved, err := store.SavePlan(t.Context(), "demo", origin, room.PlanEdit{Plan: plan, Version: 3})
	if err != nil || saved.Ceiling != nil {
		t.Errorf("saved %+v, %v: want no ceiling, since the plan is of the current schema now", saved, err)
	}
}

// Schema 2 had no heights. A plan of it without a ceiling is one whose ceiling nobody measured.
func TestMG1_rowsOfTheSecondSchemaAreReadAsTheyAre(t *testing.T) {
	table := oldTable(t, "v2", "demo")
	r, err := dynamo.New(table.Client, table.Name, time.Now).Load(t.Context(), "demo")
	if err != nil || len(r.Items) != 2 {
		t.Fatalf("loaded %+v, %v", r, err)
	}
	p := r.Plan
	if p.Ceiling != nil || p.Delivery.Lift.Depth != 1250 || p.Fixtures != nil || p.Slopes != nil || p.Finishes != nil ||
		p.Doors[0].Kind != "" || p.Doors[0].Height != nil || p.Windows[0].Sill != nil {
		t.Errorf("the plan became %+v", p)
	}
	sofa := r.Items[1]
	onFloor := room.Place{X: 2100, Y: 3980, Rotation: 180}
	if sofa.Product != "sofa.klinte" || sofa.Place != onFloor || sofa.Own != (room.Own{}) || sofa.Mirrored {
		t.Errorf("the sofa became %+v", sofa)
	}
}

// currentSchema is the schema of the rows that this program writes, as an attribute's text.
var (
	currentSchema = strconv.Itoa(room.Schema)
	newerSchema   = strconv.Itoa(room.Schema + 1)
)

// setSchema makes a row of the room demo one of that schema.
func setSchema(t *testing.T, table dynamotest.TestTable, sk, schema string) {
	t.Helper()
	_, err := table.Client.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{
		TableName: &table.Name,
		Key: map[string]types.AttributeValue{
			"pk": &types.AttributeValueMemberS{Value: "ROOM#demo"},
			"sk": &types.AttributeValueMemberS{Value: sk},
		},
		UpdateExpression:          aws.String("SET schemaVersion = :v"),
		ExpressionAttributeValues: map[string]types.AttributeValue{":v": &types.AttributeValueMemberN{Value: schema}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMG2_migrationChangesNoRowOfANewerSchema(t *testing.T) {
	for _, sk := range []string{"META", "ITEM#sofa-1"} {
		table := oldTable(t, "v1", "demo")
		setSchema(t, table, sk, newerSchema)
		each := func(dynamo.Progress) error { return nil }
		err := dynamo.Migrate(t.Context(), table.Client, table.Name, dynamo.Cursor{}, each)
		if newer, ok := errors.AsType[*room.NewerSchemaError](err); !ok || newer.Schema != room.Schema+1 {
			t.Errorf("%s: error %v, want that of a newer schema", sk, err)
		}
		// A newer program converts the row while it is migrated; its version stays the same.
		table = oldTable(t, "v1", "demo")
		client := &hookedClient{Client: table.Client, act: func() {
			setSchema(t, table, "META", newerSchema)
			setSchema(t, table, "ITEM#sofa-1", newerSchema)
			setSchema(t, table, "ITEM#lamp-1", newerSchema)
		}}
		err = dynamo.Migrate(t.Context(), client, table.Name, dynamo.Cursor{}, each)
		if _, ok := errors.AsType[*room.NewerSchemaError](err); !ok {
			t.Errorf("%s, converted meanwhile: error %v", sk, err)
		}
		if got := attribute(t, table, "ROOM#demo", sk, "schemaVersion"); got != newerSchema {
			t.Errorf("%s is of schema %s now", sk, got)
		}
	}
}

func TestMG2_rowsOfANewerSchemaAreRefused(t *testing.T) {
	table := oldTable(t, "v1", "demo")
	setSchema(t, table, "META", newerSchema)
	if _, err := dynamo.New(table.Client, table.Name, time.Now).Load(t.Context(), "demo"); err == nil {
		t.Error("a row of a newer schema was read without an error")
	}
}

// pages makes DynamoDB scan three rows at a time, so that a small table has pages.
type pages struct{ *dynamodb.Client }

func (p pages) Scan(
	ctx context.Context, in *dynamodb.ScanInput, o ...func(*dynamodb.Options),
) (*dynamodb.ScanOutput, error) {
	in.Limit = aws.Int32(3)
	return p.Client.Scan(ctx, in, o...)
}

func TestMG3_migrationGoesOnWhereItStopped(t *testing.T) {
	for version, ceiling := range map[string]*int{"v1": new(2500), "v2": nil} {
		t.Run(version, func(t *testing.T) { stopAndGoOn(t, version, ceiling) })
	}
}

func stopAndGoOn(t *testing.T, version string, ceiling *int) {
	rooms := []string{"a", "b", "c", "d"}
	table := oldTable(t, version, rooms...)
	stopped := errors.New("stopped")
	var done dynamo.Progress
	calls := 0
	err := dynamo.Migrate(t.Context(), pages{table.Client}, table.Name, dynamo.Cursor{}, func(p dynamo.Progress) error {
		if done = p; calls == 1 {
			return stopped
		}
		calls++
		return nil
	})
	if !errors.Is(err, stopped) || done.Scanned != 6 || done.Written == 0 {
		t.Fatalf("stopped with %v after %+v", err, done)
	}
	var rest dynamo.Progress
	err = dynamo.Migrate(t.Context(), pages{table.Client}, table.Name, done.Cursor, func(p dynamo.Progress) error {
		rest = p
		return nil
	})
	// The scan may pass the rows of the lists that the migration has written.
	if err != nil || rest.Scanned < 10 || rest.Scanned > 10+len(rooms) || done.Written+rest.Written != 12 {
		t.Fatalf("%v; wrote %d, then %d of %d rows, want 12 in all", err, done.Written, rest.Written, rest.Scanned)
	}
	if listed := done.Listed + rest.Listed; listed != len(rooms) {
		t.Errorf("listed %d rooms, want %d", listed, len(rooms))
	}
	for _, id := range rooms {
		schemas := map[string]string{
			"META": currentSchema, "ITEM#sofa-1": currentSchema, "ITEM#lamp-1": currentSchema, "PEER#p-anna": "",
		}
		for sk, want := range schemas {
			if got := attribute(t, table, "ROOM#"+id, sk, "schemaVersion"); got != want {
				t.Errorf("%s %s is of schema %q, want %q", id, sk, got, want)
			}
		}
		if attribute(t, table, "ROOM#"+id, "META", "write") == "change" {
			t.Errorf("the stream takes the migration of %s for a change", id)
		}
		r, err := dynamo.New(table.Client, table.Name, time.Now).Load(t.Context(), room.ID(id))
		if err != nil || r.Plan.Version != 3 || !reflect.DeepEqual(r.Plan.Ceiling, ceiling) || r.Items[1].Holder != "p-anna" {
			t.Errorf("%s became %+v, %v", id, r, err)
		}
	}
}

// hookedClient calls act once, before the first UpdateItem.
type hookedClient struct {
	*dynamodb.Client
	act func()
}

func (r *hookedClient) UpdateItem(
	ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.UpdateItemOutput, error) {
	if act := r.act; act != nil {
		r.act = nil
		act()
	}
	return r.Client.UpdateItem(ctx, in, o...)
}

func TestMG3_whoeverWritesMeanwhileWins(t *testing.T) {
	table := oldTable(t, "v1", "demo")
	store := dynamo.New(table.Client, table.Name, time.Now)
	client := &hookedClient{Client: table.Client, act: func() {
		origin := room.Origin{Peer: "bo", Op: 1, At: time.UnixMilli(1767225700000)}
		update := room.Update{ID: "sofa-1", Variant: new("red"), Version: 4}
		if _, err := store.Commit(t.Context(), "demo", origin, []room.Mutation{update}); err != nil {
			t.Error(err)
		}
		r, err := store.Load(t.Context(), "demo")
		if err != nil {
			t.Fatal(err)
		}
		plan := r.Plan
		plan.Ceiling = new(3000)
		if _, err := store.SavePlan(t.Context(), "demo", origin, room.PlanEdit{Plan: plan, Version: 3}); err != nil {
			t.Error(err)
		}
	}}
	err := dynamo.Migrate(t.Context(), client, table.Name, dynamo.Cursor{}, func(dynamo.Progress) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	r, err := store.Load(t.Context(), "demo")
	if err != nil || *r.Plan.Ceiling != 3000 || r.Plan.Version != 4 ||
		r.Items[1].Variant != "red" || r.Items[1].Version != 5 {
		t.Errorf("the room became %+v, %v", r, err)
	}
	if got := attribute(t, table, "ROOM#demo", "ITEM#sofa-1", "schemaVersion"); got != currentSchema {
		t.Errorf("the sofa is of schema %s", got)
	}
}

// People move their items while the rows of schema 2 are converted. The migration is stopped after each page and
// goes on at its cursor.
func TestMG3_tableIsMigratedWhileItIsUsed(t *testing.T) {
	table := oldTable(t, "v2", "a", "b", "c", "d", "e", "f")
	store := dynamo.New(table.Client, table.Name, time.Now)
	stopped := errors.New("stopped")
	var g errgroup.Group
	for _, id := range []room.ID{"a", "b", "c", "d", "e", "f"} {
		g.Go(func() error { return roomtest.MoveOften(t.Context(), store, id, "sofa-1", 20) })
	}
	g.Go(func() error {
		var at dynamo.Cursor
		for {
			err := dynamo.Migrate(t.Context(), pages{table.Client}, table.Name, at, func(p dynamo.Progress) error {
				if at = p.Cursor; at == (dynamo.Cursor{}) {
					return nil // the last page
				}
				return stopped
			})
			if !errors.Is(err, stopped) {
				return err
			}
		}
	})
	if err := g.Wait(); err != nil {
		t.Fatal(err)
	}
	for _, id := range []room.ID{"a", "b", "c", "d", "e", "f"} {
		r, err := store.Load(t.Context(), id)
		if err != nil || r.Items[1].Place != (room.Place{X: 20, Z: 20}) || r.Items[1].Version != 24 {
			t.Errorf("%s became %+v, %v", id, r, err)
		}
		for _, sk := range []string{"META", "ITEM#sofa-1", "ITEM#lamp-1"} {
			if got := attribute(t, table, "ROOM#"+string(id), sk, "schemaVersion"); got != currentSchema {
				t.Errorf("%s %s is of schema %s", id, sk, got)
			}
		}
	}
}

func TestErasedRoomIsNotFound(t *testing.T) {
	table := dynamotest.Table(t)
	f := roomtest.NewFixture(t, dynamo.New(table.Client, table.Name, time.Now))
	f.Add("sofa")
	store := dynamo.New(table.Client, table.Name, time.Now)
	for range 2 { // a second Erase is no error
		if err := store.Erase(t.Context(), f.Room); err != nil {
			t.Fatal(err)
		}
		if _, err := store.Load(t.Context(), f.Room); room.CodeOf(err) != room.NotFound {
			t.Errorf("after its deletion the room is %v", err)
		}
	}
}

// The rooms of a program that had no lists are in none until the table is migrated.
func TestMG3_RM5_roomsOfOlderProgramsAreListed(t *testing.T) {
	table := oldTable(t, "v1", "a", "b")
	st := dynamo.New(table.Client, table.Name, time.Now)
	origin := room.Origin{Peer: "p", Op: 1, User: "u", Name: "U", At: roomtest.Epoch}
	if err := st.Create(t.Context(), "c", origin, roomtest.Plan()); err != nil {
		t.Fatal(err)
	}
	for run, want := range []int{2, 0} {
		var last dynamo.Progress
		err := dynamo.Migrate(t.Context(), table.Client, table.Name, dynamo.Cursor{}, func(p dynamo.Progress) error {
			last = p
			return nil
		})
		if err != nil || last.Listed != want {
			t.Errorf("run %d listed %d rooms, %v; want %d", run, last.Listed, err, want)
		}
	}
	rooms, err := st.ListRooms(t.Context(), room.RoomQuery{Limit: 10})
	if want := []room.ListedRoom{{ID: "a"}, {ID: "b"}, {ID: "c"}}; err != nil || !reflect.DeepEqual(rooms, want) {
		t.Errorf("the rooms are %v, %v", rooms, err)
	}
}
