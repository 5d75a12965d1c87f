package dynamo_test

import (
	"testing"
	"time"

	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/dynamo/dynamotest"
	"homstyle.dev/planner/shared/memory"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

func TestStore(t *testing.T) {
	table := dynamotest.Table(t)
	roomtest.Store(t, func(testing.TB) room.Store {
		return dynamo.New(table.Client, table.Name, func() time.Time { return roomtest.Epoch })
	})
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
		roomtest.Agree(t, memory.New(), store, seed, 250)
	}
}

func TestLK9_tableIsLinearizable(t *testing.T) {
	table := dynamotest.Table(t)
	store := dynamo.New(table.Client, table.Name, time.Now)
	for seed := range uint64(4) {
		roomtest.Linearizable(t, store, seed, 8, 50)
	}
}
