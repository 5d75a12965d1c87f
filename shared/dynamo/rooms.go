package dynamo

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/shared/room"
)

// Rooms scans the table and calls each for every room that has a plan or an item in it, once or
// more often. A scan reads every row: it is for tools, not for functions.
func Rooms(ctx context.Context, api dynamodb.ScanAPIClient, table string, each func(room.ID)) error {
	pages := dynamodb.NewScanPaginator(api, &dynamodb.ScanInput{
		TableName: &table, ProjectionExpression: aws.String("pk"),
		FilterExpression:          aws.String("sk = :meta OR begins_with(sk, :item)"),
		ExpressionAttributeValues: row{":meta": s(metaSortKey), ":item": s(itemPrefix)},
	})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return fmt.Errorf("scan %s: %w", table, err)
		}
		for _, m := range page.Items {
			r := reader{row: m}
			if id, ok := strings.CutPrefix(r.str("pk"), roomPrefix); ok {
				each(room.ID(id))
			}
		}
	}
	return nil
}
