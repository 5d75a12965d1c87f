package boot

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/service/s3"

	"homstyle.dev/planner/shared/bucket"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/route"
)

// Snapshot builds the function behind the table's stream. It writes to the bucket,
// and has no access to the table.
func Snapshot(_ context.Context, c Config) (lambda.Handler, error) {
	if err := need(map[string]string{"BUCKET": c.Bucket, "AWS_REGION": c.Region}); err != nil {
		return nil, err
	}
	objects := s3.New(s3.Options{
		Region: c.Region, Credentials: c.provider(), BaseEndpoint: endpoint(c.Endpoints.S3), HTTPClient: client(),
		UsePathStyle: c.Endpoints.S3 != "", // only AWS has a host for each bucket
	})
	archive := bucket.New(objects, c.Bucket)
	return route.Snapshot(route.Keeper{Archive: archive, Read: dynamo.Change, Park: archive.Park, Log: c.logger()}), nil
}
