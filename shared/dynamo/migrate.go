package dynamo

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/room"
)

// MigrateAPI is what a migration uses of the DynamoDB client.
type MigrateAPI interface {
	API
	Scan(context.Context, *dynamodb.ScanInput, ...func(*dynamodb.Options)) (*dynamodb.ScanOutput, error)
}

// Cursor is the position of a migration: the key of the last row that it has handled. The
// zero value is the beginning of the table.
type Cursor struct {
	PK string `json:"pk"`
	SK string `json:"sk"`
}

// Progress is what a migration has done since it began.
type Progress struct {
	Scanned, Written int // rows
	Listed           int // rooms that were in no list
	Cursor           Cursor
}

// Migrate rewrites all rows of an older schema in this program's (MG3), and adds rooms of programs
// that had no lists to the lists (RM5), from a cursor on.
// The table may be in use: each rewrite is one conditional write, which fails if anybody
// has changed the row since it was read. Migrate calls each after every page of the table
// and stops with its error. A migration that stopped can continue at Progress.Cursor, or
// begin again: rows of this schema are not written, and rooms in the lists stay there.
func Migrate(ctx context.Context, api MigrateAPI, table string, from Cursor, each func(Progress) error) error {
	st := &Store{api: api, table: table}
	in := &dynamodb.ScanInput{TableName: &table, ConsistentRead: aws.Bool(true)}
	if from != (Cursor{}) {
		in.ExclusiveStartKey = key(from.PK, from.SK)
	}
	p := Progress{Cursor: from}
	for {
		out, err := api.Scan(ctx, in)
		if err != nil {
			return fmt.Errorf("scan %s: %w", table, err)
		}
		for _, m := range out.Items {
			written, err := st.migrateRow(ctx, m)
			if err != nil {
				return err
			}
			p.Scanned++
			p.Written += written
			listed, err := st.migrateLists(ctx, m)
			if err != nil {
				return err
			}
			p.Listed += listed
		}
		last := reader{row: out.LastEvaluatedKey}
		p.Cursor = Cursor{last.str("pk"), last.str("sk")}
		if err := each(p); err != nil || len(out.LastEvaluatedKey) == 0 {
			return err
		}
		in.ExclusiveStartKey = out.LastEvaluatedKey
	}
}

// migrateLists adds a room to the lists if m is its META row. It returns the number of rooms added,
// 0 or 1.
func (st *Store) migrateLists(ctx context.Context, m row) (int, error) {
	r := reader{row: m}
	id, inRoom := strings.CutPrefix(r.str("pk"), roomPrefix)
	if !inRoom || r.str("sk") != metaSortKey {
		return 0, r.err
	}
	return st.listIfMissing(ctx, room.ID(id), m)
}

// migrateRow rewrites a row of an older schema. It returns the number of rows written, 0
// or 1, and for a row of a newer schema a *room.NewerSchemaError (MG2).
func (st *Store) migrateRow(ctx context.Context, m row) (int, error) {
	for len(m) > 0 {
		r := reader{row: m}
		sk := r.str("sk")
		inRoom := strings.HasPrefix(r.str("pk"), roomPrefix)
		versioned := sk == metaSortKey || strings.HasPrefix(sk, itemPrefix)
		if !inRoom || !versioned || r.schema() == room.Schema {
			return 0, nil
		}
		err := room.CheckSchema(r.schema())
		var next row
		if err == nil {
			next, err = st.rewrite(ctx, m, sk == metaSortKey)
		}
		if err != nil {
			return 0, fmt.Errorf("migrate %s: %w", r.key(), err)
		}
		if next == nil {
			return 1, nil
		}
		m = next // the row was changed since it was read
	}
	return 0, nil
}

// rewrite writes the row in this schema and returns nil, if the stored row still has the
// version and the schema of m. Else it returns the stored row, which is empty if it was deleted. Of an
// item only the schema number changes.
func (st *Store) rewrite(ctx context.Context, m row, plan bool) (stored row, err error) {
	in := &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: row{"pk": m["pk"], "sk": m["sk"]},
		UpdateExpression:         aws.String("SET schemaVersion = :schema, #write = :write"),
		ConditionExpression:      aws.String("version = :version AND attribute_not_exists(schemaVersion)"),
		ExpressionAttributeNames: writeName,
		ExpressionAttributeValues: row{
			":schema": n(room.Schema), ":write": s(moved), ":version": m["version"],
		},
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	}
	if m["schemaVersion"] != nil {
		in.ConditionExpression = aws.String("version = :version AND schemaVersion = :old")
		in.ExpressionAttributeValues[":old"] = m["schemaVersion"]
	}
	if plan {
		p, err := toPlan(m)
		if err != nil {
			return nil, err
		}
		*in.UpdateExpression += ", #plan = :plan"
		in.ExpressionAttributeNames = planNames
		in.ExpressionAttributeValues[":plan"] = encodePlan(p)
	}
	_, err = st.api.UpdateItem(ctx, in)
	if failed, ok := errors.AsType[*types.ConditionalCheckFailedException](err); ok {
		if failed.Item == nil {
			return row{}, nil
		}
		return failed.Item, nil
	}
	return nil, err
}
