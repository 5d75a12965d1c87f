package dynamo

import (
	"context"
	"errors"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/usage"
)

// meteredAPI is an API that adds the capacity units of each call to the context's
// usage.Meter.
type meteredAPI struct{ API }

var _ API = meteredAPI{}

const total = types.ReturnConsumedCapacityTotal

// transactUnits is the least number of write units of each row of a transaction. DynamoDB bills two for
// each kilobyte of a row, to prepare and to commit it; DynamoDB Local reports one.
const transactUnits = 2

func addReads(ctx context.Context, used ...types.ConsumedCapacity) {
	usage.MeterFrom(ctx).Add(usage.Usage{Reads: units(used)})
}

func addWrites(ctx context.Context, used ...types.ConsumedCapacity) {
	usage.MeterFrom(ctx).Add(usage.Usage{Writes: units(used)})
}

// addRefusedWrite adds the unit of a conditional write that failed, which DynamoDB bills and does not report.
// A row larger than a kilobyte, such as a large plan, costs more.
func addRefusedWrite(ctx context.Context, err error) {
	if _, refused := errors.AsType[*types.ConditionalCheckFailedException](err); refused {
		usage.MeterFrom(ctx).Add(usage.Usage{Writes: 1})
	}
}

func units(used []types.ConsumedCapacity) (sum float64) {
	for _, u := range used {
		if u.CapacityUnits != nil {
			sum += *u.CapacityUnits
		}
	}
	return sum
}

// one returns the capacity of a call to one table; nil if it was not reported.
func one(used *types.ConsumedCapacity) []types.ConsumedCapacity {
	if used == nil {
		return nil
	}
	return []types.ConsumedCapacity{*used}
}

func (c meteredAPI) BatchGetItem(
	ctx context.Context, in *dynamodb.BatchGetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.BatchGetItemOutput, error) {
	in.ReturnConsumedCapacity = total
	out, err := c.API.BatchGetItem(ctx, in, o...)
	if err == nil {
		addReads(ctx, out.ConsumedCapacity...)
	}
	return out, err
}

func (c meteredAPI) DeleteItem(
	ctx context.Context, in *dynamodb.DeleteItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.DeleteItemOutput, error) {
	in.ReturnConsumedCapacity = total
	out, err := c.API.DeleteItem(ctx, in, o...)
	if err == nil {
		addWrites(ctx, one(out.ConsumedCapacity)...)
	}
	addRefusedWrite(ctx, err)
	return out, err
}

func (c meteredAPI) GetItem(
	ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.GetItemOutput, error) {
	in.ReturnConsumedCapacity = total
	out, err := c.API.GetItem(ctx, in, o...)
	if err == nil {
		addReads(ctx, one(out.ConsumedCapacity)...)
	}
	return out, err
}

func (c meteredAPI) PutItem(
	ctx context.Context, in *dynamodb.PutItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.PutItemOutput, error) {
	in.ReturnConsumedCapacity = total
	out, err := c.API.PutItem(ctx, in, o...)
	if err == nil {
		addWrites(ctx, one(out.ConsumedCapacity)...)
	}
	addRefusedWrite(ctx, err)
	return out, err
}

func (c meteredAPI) Query(
	ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options),
) (*dynamodb.QueryOutput, error) {
	in.ReturnConsumedCapacity = total
	out, err := c.API.Query(ctx, in, o...)
	if err == nil {
		addReads(ctx, one(out.ConsumedCapacity)...)
	}
	return out, err
}

func (c meteredAPI) TransactWriteItems(
	ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options),
) (*dynamodb.TransactWriteItemsOutput, error) {
	in.ReturnConsumedCapacity = total
	out, err := c.API.TransactWriteItems(ctx, in, o...)
	if err == nil {
		least := transactUnits * float64(len(in.TransactItems))
		usage.MeterFrom(ctx).Add(usage.Usage{Writes: max(units(out.ConsumedCapacity), least)})
	}
	return out, err
}

func (c meteredAPI) UpdateItem(
	ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.UpdateItemOutput, error) {
	in.ReturnConsumedCapacity = total
	out, err := c.API.UpdateItem(ctx, in, o...)
	if err == nil {
		addWrites(ctx, one(out.ConsumedCapacity)...)
	}
	addRefusedWrite(ctx, err)
	return out, err
}
