package stack

import (
	"context"
	"errors"
	"strings"
	"testing"

	"homstyle.dev/planner/localstack/dynamodb"
)

// A start that ends because its context is cancelled returns the cause, such as a signal, and not
// only the step that was cancelled.
func TestStart_interrupted(t *testing.T) {
	signal := errors.New("terminated signal received")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(signal)
	s, err := Start(ctx, Options{DynamoURL: "http://127.0.0.1:1"})
	if s != nil || !errors.Is(err, signal) || !strings.Contains(err.Error(), "CreateTable") {
		t.Errorf("got %v", err)
	}
}

// A request to DynamoDB Local that fails because the process has ended returns why it ended.
func TestTableStore_causeOfAFailure(t *testing.T) {
	refused := errors.New("connection refused")
	server, err := dynamodb.Start(t.Context(), dynamodb.Options{Modules: "../node_modules"})
	if errors.Is(err, dynamodb.ErrNoJava) || errors.Is(err, dynamodb.ErrNoModules) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	store := tableStore{server: server}
	if got := store.cause(refused); !errors.Is(got, refused) || strings.Contains(got.Error(), "ended") {
		t.Errorf("while DynamoDB Local runs: %v", got)
	}
	server.Close()
	if got := store.cause(refused); !errors.Is(got, refused) || !strings.Contains(got.Error(), "DynamoDB Local ended") {
		t.Errorf("after DynamoDB Local has ended: %v", got)
	}
}
