// Package dynamotest gives tests a table in the official DynamoDB Local.
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
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	local "homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/shared/dynamo"
)

// TestTable is an empty table of the shape that template.yaml gives it.
type TestTable struct {
	Client *dynamodb.Client
	Name   string
}

// Table makes a table for one test.
func Table(t testing.TB) TestTable {
	t.Helper()
	client := dynamodb.New(dynamodb.Options{
		Region:       "eu-north-1",
		BaseEndpoint: aws.String(endpoint(t)),
		Credentials:  credentials.NewStaticCredentialsProvider("local", "local", ""),
		Retryer:      dynamo.Retryer(),
	})
	table := TestTable{Client: client, Name: "test-" + rand.Text()}
	key := func(name string, kind types.KeyType) types.KeySchemaElement {
		return types.KeySchemaElement{AttributeName: &name, KeyType: kind}
	}
	_, err := client.CreateTable(context.Background(), &dynamodb.CreateTableInput{
		TableName:   &table.Name,
		BillingMode: types.BillingModePayPerRequest,
		KeySchema:   []types.KeySchemaElement{key("pk", types.KeyTypeHash), key("sk", types.KeyTypeRange)},
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: aws.String("pk"), AttributeType: types.ScalarAttributeTypeS},
			{AttributeName: aws.String("sk"), AttributeType: types.ScalarAttributeTypeS},
		},
	})
	if err != nil {
		t.Fatalf("create table: %v", err)
	}
	return table
}

// endpoint is DynamoDB Local, started once for a test program and ended with it.
func endpoint(t testing.TB) string {
	t.Helper()
	server, err := start()
	if err != nil {
		t.Fatalf("these tests need DynamoDB Local: %v", err)
	}
	return server.URL
}

var start = sync.OnceValues(func() (*local.Server, error) {
	_, here, _, _ := runtime.Caller(0)
	root := filepath.Join(filepath.Dir(here), "..", "..", "..")
	return local.Start(context.Background(), local.Options{Modules: filepath.Join(root, "localstack", "node_modules")})
})
