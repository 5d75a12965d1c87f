package boot

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/s3archive"
)

// Snapshot builds the function of the table's stream. It needs access to the bucket, and no
// access to the table.
func Snapshot(_ context.Context, c Config) (lambda.Handler, error) {
	if err := need(map[string]string{"BUCKET": c.Bucket, "AWS_REGION": c.Region}); err != nil {
		return nil, err
	}
	objects := c.objects()
	archive := s3archive.New(objects, c.Bucket)
	return route.Snapshot(route.Archiver{
		Archive:    archive,
		Read:       dynamo.Change,
		Quarantine: archive.Quarantine,
		Now:        time.Now,
		Metrics:    c.Metrics,
		Log:        c.logger(),
	}), nil
}
