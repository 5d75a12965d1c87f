package dynamo

import (
	"context"
	"fmt"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// AddToBundle overwrites one row of the room, because the stream keeps the order of the writes
// of a row: the messages are read from the stream, not from the table. It uses one write unit
// for each begun KB.
func (st *Store) AddToBundle(ctx context.Context, id room.ID, m room.BundledMessage) error {
	_, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: bundleKey(id),
		// A write that changes nothing is not in the stream, so each raises the number.
		UpdateExpression:         aws.String("SET #write = :write, message = :message, madeAt = :at, #ttl = :ttl ADD messages :one"),
		ExpressionAttributeNames: map[string]string{"#write": "write", "#ttl": "ttl"},
		ExpressionAttributeValues: row{
			":write": s(bundle), ":message": s(string(m.Message)), ":at": ms(m.At), ":one": n(1),
			":ttl": seconds(st.now().Add(crowdTTL)),
		},
	})
	if err != nil {
		return fmt.Errorf("add to the bundle of %s: %w", id, err)
	}
	return nil
}

// BundledMessage converts a record of the table's stream to a message that AddToBundle added.
// ok is false if the record is of another row.
func BundledMessage(r events.DynamoDBEventRecord) (id room.ID, m room.BundledMessage, ok bool, err error) {
	image, err := fromStream(r.Change.NewImage)
	if err != nil {
		return "", m, false, err
	}
	read := reader{row: image}
	name, inRoom := strings.CutPrefix(read.str("pk"), roomPrefix)
	if !inRoom || read.str("sk") != bundleSortKey {
		return "", m, false, read.err
	}
	m = room.BundledMessage{At: read.time("madeAt"), Message: []byte(read.str("message"))}
	return room.ID(name), m, read.err == nil, read.err
}

// BundleRecord returns the record that the table's stream has for a call of AddToBundle. Local
// runs without DynamoDB use it.
func BundleRecord(id room.ID, sequence archive.Sequence, m room.BundledMessage) events.DynamoDBEventRecord {
	return streamRecord(sequence, row{
		"pk": roomKey(id), "sk": s(bundleSortKey), "write": s(bundle), "message": s(string(m.Message)), "madeAt": ms(m.At),
	})
}
