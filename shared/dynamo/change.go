package dynamo

import (
	"fmt"
	"maps"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
)

// Change converts a record of the table's stream to a change. ok is false if the row is
// neither an item nor a plan.
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

// fromStream converts the stream's attributes to the SDK's. It supports the types that our
// rows have.
func fromStream(image map[string]events.DynamoDBAttributeValue) (row, error) {
	m := make(row, len(image))
	for name, v := range image {
		switch v.DataType() {
		case events.DataTypeString:
			m[name] = s(v.String())
		case events.DataTypeNumber:
			m[name] = &types.AttributeValueMemberN{Value: v.Number()}
		case events.DataTypeBoolean:
			m[name] = boolean(v.Boolean())
		default:
			return nil, fmt.Errorf("attribute %s has a type that no row has", name)
		}
	}
	return m, nil
}

// StreamRecord returns the record that the table's stream has for a change. Local runs
// without DynamoDB use it.
func StreamRecord(c archive.Change) events.DynamoDBEventRecord {
	m := changeRow(c)
	m["pk"], m["write"] = roomKey(c.Room), s(change)
	return streamRecord(c.Sequence, m)
}

// streamRecord returns the record of a write that left the row m.
func streamRecord(sequence archive.Sequence, m row) events.DynamoDBEventRecord {
	image := map[string]events.DynamoDBAttributeValue{}
	for name, v := range m {
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
		EventID: string(sequence), EventName: "MODIFY", EventSource: "aws:dynamodb", EventVersion: "1.1",
		Change: events.DynamoDBStreamRecord{
			Keys:     map[string]events.DynamoDBAttributeValue{"pk": image["pk"], "sk": image["sk"]},
			NewImage: image, SequenceNumber: string(sequence), StreamViewType: "NEW_IMAGE",
		},
	}
}

// changeRow returns the row of a change with the attributes that history keeps, and
// without pk and write.
func changeRow(c archive.Change) row {
	by := c.By()
	m := row{
		"schemaVersion": n(room.Schema),
		"changedBy":     s(by.User),
		"changedName":   s(by.Name),
		"changedAt":     ms(by.At),
	}
	if c.Plan != nil {
		maps.Copy(m, row{
			"sk":       s(metaSortKey),
			"plan":     encodePlan(*c.Plan),
			"version":  n(c.Plan.Version),
			"lastPeer": s(string(c.Plan.LastOp.Peer)),
			"lastOp":   n(c.Plan.LastOp.Op),
		})
		if c.Plan.Owner != "" {
			m[ownerAttribute] = s(c.Plan.Owner)
		}
		return m
	}
	i := c.Item
	maps.Copy(m, row{
		"sk":       s(itemPrefix + string(i.ID)),
		"product":  s(i.Product),
		"variant":  s(i.Variant),
		"x":        n(i.X),
		"y":        n(i.Y),
		"z":        n(i.Z),
		"rotation": n(i.Rotation),
		"version":  n(i.Version),
		"token":    n(i.Token),
		"lastPeer": s(string(i.LastOp.Peer)),
		"lastOp":   n(i.LastOp.Op),
	})
	if i.Own != (room.Own{}) {
		m["own"] = encodeOwn(i.Own)
	}
	if i.Mirrored {
		m["mirrored"] = boolean(true)
	}
	if i.Removed {
		m["removed"] = boolean(true)
	}
	return m
}
