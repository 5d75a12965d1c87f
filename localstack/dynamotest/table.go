// Package dynamotest creates tables in DynamoDB Local for tests.
package dynamotest

import (
	"context"
	"crypto/rand"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	local "homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/template"
	"homstyle.dev/planner/shared/dynamo"
)

// TestTable is an empty table with the schema of template.yaml.
type TestTable struct {
	Client *dynamodb.Client
	Name   string
}

// Table creates a table for one test. It fails the test if DynamoDB Local can't run.
func Table(t testing.TB) TestTable {
	t.Helper()
	client := dynamodb.New(dynamodb.Options{
		Region:       region,
		BaseEndpoint: aws.String(endpoint(t)),
		Credentials:  credentials.NewStaticCredentialsProvider("local", "local", ""),
		Retryer:      dynamo.Retryer(),
	})
	table, err := schema()
	if err != nil {
		t.Fatal(err)
	}
	table.Name = "test-" + rand.Text()
	// No TTL, since times in tests are in the past, and no stream, since no test reads it.
	table.TTL, table.StreamView = "", ""
	if _, err := local.Connect(endpoint(t), region).Ensure(context.Background(), table); err != nil {
		t.Fatal(err)
	}
	return TestTable{Client: client, Name: table.Name}
}

// schema returns the table of template.yaml.
var schema = sync.OnceValues(func() (template.Table, error) {
	t, err := template.Load(filepath.Join(root(), "template.yaml"), template.Options{Region: region})
	if err != nil {
		return template.Table{}, err
	}
	return t.Tables[0], nil
})

const region = "eu-north-1"

// root returns the root folder of the repository.
func root() string {
	_, here, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(here), "..", "..")
}

// endpoint starts DynamoDB Local once for a test program and returns its URL.
func endpoint(t testing.TB) string {
	t.Helper()
	server, err := start()
	if err != nil {
		t.Fatalf("these tests need DynamoDB Local: %v", err)
	}
	return server.URL
}

// start starts DynamoDB Local at its first call.
var start = sync.OnceValues(func() (*local.Server, error) {
	modules := filepath.Join(root(), "localstack", "node_modules")
	return local.Start(context.Background(), local.Options{Modules: modules})
})
