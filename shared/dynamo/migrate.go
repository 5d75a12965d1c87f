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

// Cursor is where a migration stands: the key of the last row it is done with. The
// zero value is the beginning.
type Cursor struct {
	PK string `json:"pk"`
	SK string `json:"sk"`
}

// Progress is what a migration has done since it began.
type Progress struct {
	Scanned, Written int
	Cursor           Cursor
}

// Migrate brings all rows of an older schema up for good (MG3), while the table is in
// use: each is one conditional write, and whoever writes meanwhile wins. It tells each
// page's end; begun again from there it goes on. Rows that are up to date stay as they
// are, so to begin at the beginning is safe, too.
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
			written, err := st.bringUp(ctx, m)
			if err != nil {
				return err
			}
			p.Scanned++
			p.Written += written
		}
		last := reader{row: out.LastEvaluatedKey}
		p.Cursor = Cursor{last.str("pk"), last.str("sk")}
		if err := each(p); err != nil || len(out.LastEvaluatedKey) == 0 {
			return err
		}
		in.ExclusiveStartKey = out.LastEvaluatedKey
	}
}

// bringUp rewrites a row of an older schema, and says 1 when it did.
func (st *Store) bringUp(ctx context.Context, m row) (int, error) {
	for len(m) > 0 {
		r := reader{row: m}
		sk := r.str("sk")
		versioned := strings.HasPrefix(r.str("pk"), roomPrefix) && (sk == metaSortKey || strings.HasPrefix(sk, itemPrefix))
		if !versioned || r.schema() == room.Schema {
			return 0, nil
		}
		next, err := st.rewrite(ctx, m, sk == metaSortKey)
		if err != nil {
			return 0, fmt.Errorf("migrate %s: %w", r.key(), err)
		}
		if next == nil {
			return 1, nil
		}
		m = next // somebody was faster: look again
	}
	return 0, nil
}

// rewrite writes the row in this schema if it is still that version; else it returns
// the row as it is now. Of an item nothing but the schema's number changes.
func (st *Store) rewrite(ctx context.Context, m row, plan bool) (now row, err error) {
	in := &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: row{"pk": m["pk"], "sk": m["sk"]},
		UpdateExpression:                    aws.String("SET schemaVersion = :schema, #write = :write"),
		ConditionExpression:                 aws.String("version = :version"),
		ExpressionAttributeNames:            writeName,
		ExpressionAttributeValues:           row{":schema": n(room.Schema), ":write": s(moved), ":version": m["version"]},
		ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
	}
	if plan {
		p, err := toPlan(m)
		if err != nil {
			return nil, err
		}
		*in.UpdateExpression += ", #plan = :plan"
		in.ExpressionAttributeNames, in.ExpressionAttributeValues[":plan"] = planNames, encodePlan(p)
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
