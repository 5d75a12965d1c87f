package dynamo

import (
	"fmt"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Change reads a record of the table's stream. A record of a row that is neither an
// item nor a plan is no change: ok is false.
func Change(r events.DynamoDBEventRecord) (c archive.Change, ok bool, err error) {
	m, err := fromStream(r.Change.NewImage)
	if err != nil {
		return c, false, err
	}
	read := reader{row: m}
	id, inRoom := strings.CutPrefix(read.str("pk"), roomPrefix)
	sk := read.str("sk")
	c.Room, c.Sequence = room.ID(id), archive.Sequence(r.Change.SequenceNumber)
	switch {
	case !inRoom:
		return c, false, nil
	case sk == metaSortKey:
		p, err := toPlan(m)
		c.Plan = &p
		return c, err == nil, err
	case strings.HasPrefix(sk, itemPrefix):
		i, err := toItem(m)
		c.Item = &i
		return c, err == nil, err
	}
	return c, false, nil
}

// fromStream turns the stream's attributes into the SDK's: the kinds that our rows
// are made of.
func fromStream(image map[string]events.DynamoDBAttributeValue) (row, error) {
	m := make(row, len(image))
	for name, v := range image {
		switch v.DataType() {
		case events.DataTypeString:
			m[name] = s(v.String())
		case events.DataTypeNumber:
			m[name] = &types.AttributeValueMemberN{Value: v.Number()}
		case events.DataTypeBoolean:
			m[name] = &types.AttributeValueMemberBOOL{Value: v.Boolean()}
		default:
			return nil, fmt.Errorf("attribute %s is of a kind that no row has", name)
		}
	}
	return m, nil
}

// StreamRecord is the record that the table's stream would have for a change: for a
// local run without DynamoDB.
func StreamRecord(c archive.Change) events.DynamoDBEventRecord {
	image := map[string]events.DynamoDBAttributeValue{
		"pk":    events.NewStringAttribute(roomPrefix + string(c.Room)),
		"write": events.NewStringAttribute(change),
	}
	for name, v := range changed(c) {
		switch v := v.(type) {
		case *types.AttributeValueMemberS:
			image[name] = events.NewStringAttribute(v.Value)
		case *types.AttributeValueMemberN:
			image[name] = events.NewNumberAttribute(v.Value)
		case *types.AttributeValueMemberBOOL:
			image[name] = events.NewBooleanAttribute(v.Value)
		}
	}
	return events.DynamoDBEventRecord{
		EventID: string(c.Sequence), EventName: "MODIFY", EventSource: "aws:dynamodb", EventVersion: "1.1",
		Change: events.DynamoDBStreamRecord{
			Keys:     map[string]events.DynamoDBAttributeValue{"pk": image["pk"], "sk": image["sk"]},
			NewImage: image, SequenceNumber: string(c.Sequence), StreamViewType: "NEW_IMAGE",
		},
	}
}

// changed is a change's row, as far as history keeps it.
func changed(c archive.Change) row {
	by := c.By()
	m := row{"schemaVersion": n(room.Schema), "changedBy": s(by.User), "changedName": s(by.Name), "changedAt": ms(by.At)}
	if c.Plan != nil {
		m["sk"], m["plan"], m["version"] = s(metaSortKey), encodePlan(*c.Plan), n(c.Plan.Version)
		m["lastPeer"], m["lastOp"] = s(string(c.Plan.LastOp.Peer)), n(c.Plan.LastOp.Op)
		return m
	}
	i := c.Item
	m["sk"], m["product"], m["variant"] = s(itemPrefix+string(i.ID)), s(i.Product), s(i.Variant)
	m["x"], m["y"], m["rotation"] = n(i.X), n(i.Y), n(i.Rotation)
	m["version"], m["token"] = n(i.Version), n(i.Token)
	m["lastPeer"], m["lastOp"] = s(string(i.LastOp.Peer)), n(i.LastOp.Op)
	if i.Removed {
		m["removed"] = &types.AttributeValueMemberBOOL{Value: true}
	}
	return m
}
