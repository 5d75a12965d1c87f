package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ssm"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/s3archive"
	"homstyle.dev/planner/shared/usage"
)

// parameters are the calls of Parameter Store that roomctl uses.
type parameters interface {
	ssm.GetParametersByPathAPIClient
	PutParameter(
		context.Context, *ssm.PutParameterInput, ...func(*ssm.Options),
	) (*ssm.PutParameterOutput, error)
	DeleteParameter(
		context.Context, *ssm.DeleteParameterInput, ...func(*ssm.Options),
	) (*ssm.DeleteParameterOutput, error)
}

// rooms are the table's methods that roomctl uses.
type rooms interface {
	Create(context.Context, room.ID, room.Origin, room.Plan) error
	Load(context.Context, room.ID) (room.Room, error)
	usage.Store
	archive.RowRestorer
	room.Revocations
	// Erase deletes all rows of a room.
	Erase(context.Context, room.ID) error
}

// roomArchive are the methods of a bucket of history and snapshots that roomctl uses.
type roomArchive interface {
	archive.Repairer
	archive.NamedVersions
	archive.Catalog
	archive.Inspector
	// PutPairs replaces the shop's learned pairs, in JSON.
	PutPairs(ctx context.Context, body []byte) error
}

// answerTimeout is how long roomctl waits for a service's response headers before the SDK
// retries.
const answerTimeout = 5 * time.Second

// loadConfig reads credentials and region from the SDK's default sources.
func loadConfig(ctx context.Context) (aws.Config, error) {
	client := awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) {
		t.ResponseHeaderTimeout = answerTimeout
	})
	c, err := config.LoadDefaultConfig(ctx, config.WithHTTPClient(client))
	if err != nil {
		return c, fmt.Errorf("AWS configuration: %w", err)
	}
	return c, nil
}

func openParameters(ctx context.Context) (parameters, error) {
	c, err := loadConfig(ctx)
	if err != nil {
		return nil, err
	}
	return ssm.NewFromConfig(c), nil
}

func openArchive(ctx context.Context, name string) (roomArchive, error) {
	c, err := loadConfig(ctx)
	if err != nil {
		return nil, err
	}
	client := s3.NewFromConfig(c, func(o *s3.Options) {
		// Only AWS serves each bucket at a host name of its own.
		o.UsePathStyle = c.BaseEndpoint != nil || os.Getenv("AWS_ENDPOINT_URL_S3") != ""
		// The SDK would log each object without a checksum on standard error.
		o.DisableLogOutputChecksumValidationSkipped = true
	})
	return s3archive.New(client, name), nil
}

func tableClient(c aws.Config) *dynamodb.Client {
	return dynamodb.NewFromConfig(c, func(o *dynamodb.Options) { o.Retryer = dynamo.Retryer() })
}

func migrateTable(ctx context.Context, table string, from dynamo.Cursor, each func(dynamo.Progress) error) error {
	c, err := loadConfig(ctx)
	if err != nil {
		return err
	}
	return dynamo.Migrate(ctx, tableClient(c), table, from, each)
}

func listTable(ctx context.Context, table string, each func(room.ID)) error {
	c, err := loadConfig(ctx)
	if err != nil {
		return err
	}
	return dynamo.Rooms(ctx, tableClient(c), table, each)
}

func openRooms(ctx context.Context, table string) (rooms, error) {
	c, err := loadConfig(ctx)
	if err != nil {
		return nil, err
	}
	return dynamo.New(tableClient(c), table, time.Now), nil
}
