package dynamodb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodbstreams"

	"homstyle.dev/planner/localstack/template"
)

// Tables creates tables at a DynamoDB endpoint.
type Tables struct {
	client  *dynamodb.Client
	Streams *dynamodbstreams.Client
}

// Connect returns the tables at the endpoint url. The credentials are arbitrary, since emulators do
// not check them.
func Connect(url, region string) *Tables {
	creds := credentials.NewStaticCredentialsProvider("local", "local", "")
	return &Tables{
		client:  dynamodb.New(dynamodb.Options{Region: region, BaseEndpoint: &url, Credentials: creds}),
		Streams: dynamodbstreams.New(dynamodbstreams.Options{Region: region, BaseEndpoint: &url, Credentials: creds}),
	}
}

// Ensure creates the table, with its indexes, stream and TTL, if it does not exist. It returns the
// ARN of its stream, or "" without one.
func (t *Tables) Ensure(ctx context.Context, table template.Table) (streamARN string, err error) {
	_, err = t.client.CreateTable(ctx, createTableInput(table))
	var exists *types.ResourceInUseException
	if err != nil && !errors.As(err, &exists) {
		return "", fmt.Errorf("table %s: %w", table.Name, err)
	}
	waiter := dynamodb.NewTableExistsWaiter(t.client, func(o *dynamodb.TableExistsWaiterOptions) {
		o.MinDelay, o.MaxDelay = 20*time.Millisecond, time.Second
	})
	out, err := waiter.WaitForOutput(ctx, &dynamodb.DescribeTableInput{TableName: &table.Name}, time.Minute)
	if err != nil {
		return "", fmt.Errorf("table %s: %w", table.Name, err)
	}
	if exists == nil && table.TTL != "" {
		if err := t.enableTTL(ctx, table); err != nil {
			return "", err
		}
	}
	return aws.ToString(out.Table.LatestStreamArn), nil
}

// createTableInput returns the input of CreateTable.
func createTableInput(table template.Table) *dynamodb.CreateTableInput {
	in := &dynamodb.CreateTableInput{
		TableName: &table.Name, BillingMode: types.BillingModePayPerRequest,
		KeySchema: keys(table.HashKey, table.RangeKey),
	}
	for _, i := range table.Indexes {
		in.LocalSecondaryIndexes = append(in.LocalSecondaryIndexes, types.LocalSecondaryIndex{
			IndexName: &i.Name, KeySchema: keys(table.HashKey, i.RangeKey),
			Projection: &types.Projection{ProjectionType: types.ProjectionType(i.Projection)},
		})
	}
	for name, kind := range table.Attributes {
		in.AttributeDefinitions = append(in.AttributeDefinitions, types.AttributeDefinition{
			AttributeName: &name, AttributeType: types.ScalarAttributeType(kind),
		})
	}
	if table.StreamView != "" {
		in.StreamSpecification = &types.StreamSpecification{
			StreamEnabled: aws.Bool(true), StreamViewType: types.StreamViewType(table.StreamView),
		}
	}
	return in
}

func keys(hash, rng string) []types.KeySchemaElement {
	schema := []types.KeySchemaElement{{AttributeName: &hash, KeyType: types.KeyTypeHash}}
	if rng != "" {
		schema = append(schema, types.KeySchemaElement{AttributeName: &rng, KeyType: types.KeyTypeRange})
	}
	return schema
}

// enableTTL makes DynamoDB delete expired rows of the table.
func (t *Tables) enableTTL(ctx context.Context, table template.Table) error {
	_, err := t.client.UpdateTimeToLive(ctx, &dynamodb.UpdateTimeToLiveInput{
		TableName:               &table.Name,
		TimeToLiveSpecification: &types.TimeToLiveSpecification{AttributeName: &table.TTL, Enabled: aws.Bool(true)},
	})
	if err != nil {
		return fmt.Errorf("time to live of table %s: %w", table.Name, err)
	}
	return nil
}
