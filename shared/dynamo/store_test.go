package dynamo_test

import (
	"context"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/localstack/dynamotest"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
	"homstyle.dev/planner/shared/roomtest/memory"
	"homstyle.dev/planner/shared/usage"
)

func TestStore(t *testing.T) {
	table := dynamotest.Table(t)
	roomtest.Store(t, func(testing.TB) room.Store {
		return dynamo.New(table.Client, table.Name, func() time.Time { return roomtest.Epoch })
	})
}

func TestUsageStore(t *testing.T) {
	table := dynamotest.Table(t)
	roomtest.Usage(t, func(testing.TB) usage.Store { return dynamo.New(table.Client, table.Name, time.Now) })
}

func TestQuestions(t *testing.T) {
	table := dynamotest.Table(t)
	roomtest.Questions(t, func(testing.TB) roomtest.QuestionStore {
		return dynamo.New(table.Client, table.Name, time.Now)
	})
}

func TestRestoreRows(t *testing.T) {
	table := dynamotest.Table(t)
	roomtest.RestoreRows(t, func(testing.TB) roomtest.Table { return dynamo.New(table.Client, table.Name, time.Now) })
}

func TestLK9_fiftyClientsRaceForTwoHundredRounds(t *testing.T) {
	table := dynamotest.Table(t)
	f := roomtest.NewFixture(t, dynamo.New(table.Client, table.Name, time.Now))
	roomtest.Race(f, 50, 200)
}

func TestConditionsDecideAsApply(t *testing.T) {
	table := dynamotest.Table(t)
	store := dynamo.New(table.Client, table.Name, func() time.Time { return roomtest.Epoch })
	for seed := range uint64(8) {
		roomtest.Differential(t, memory.New(), store, seed, 250)
	}
}

func TestLK9_tableIsLinearizable(t *testing.T) {
	table := dynamotest.Table(t)
	store := dynamo.New(table.Client, table.Name, time.Now)
	for seed := range uint64(4) {
		roomtest.Linearizable(t, store, seed, 8, 50)
	}
}

// doubleWriter sends each UpdateItem twice and returns the second answer, as the SDK does
// when the first answer is lost.
type doubleWriter struct{ dynamo.API }

func (h doubleWriter) UpdateItem(
	ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options),
) (*dynamodb.UpdateItemOutput, error) {
	if _, err := h.API.UpdateItem(ctx, in, o...); err != nil {
		return nil, err
	}
	return h.API.UpdateItem(ctx, in, o...)
}

func TestID2_retryThatLostToItsOwnFirstAttemptIsSuccess(t *testing.T) {
	table := dynamotest.Table(t)
	f := roomtest.NewFixture(t, dynamo.New(doubleWriter{table.Client}, table.Name, time.Now))
	f.Add("sofa")
	if i := f.Must("anna", room.Acquire{ID: "sofa"}); i.Token != 1 || i.Holder != "anna" {
		t.Errorf("acquired row is %+v", i)
	}
	drop := room.Move{ID: "sofa", Place: room.Place{X: 7}, Token: 1, Drop: true}
	if i := f.Must("anna", drop); i.Version != 2 || i.X != 7 {
		t.Errorf("dropped row is %+v", i)
	}
}
