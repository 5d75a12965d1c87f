package dynamo

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

var _ usage.Store = (*Store)(nil)

// usageTTL is how long a day's usage is kept: a year and a month.
const usageTTL = 400 * 24 * time.Hour

// questionTTL is how long the number of a day's questions is kept: until all clocks agree that the day is over.
const questionTTL = 48 * time.Hour

// usageColumns are the attributes of a day's row and the fields of Usage that they store.
var usageColumns = []struct {
	name string
	get  func(usage.Usage) float64
	set  func(*usage.Usage, float64)
}{
	{
		"invocations",
		func(u usage.Usage) float64 { return float64(u.Invocations) },
		func(u *usage.Usage, v float64) { u.Invocations = int64(v) },
	},
	{
		"millis",
		func(u usage.Usage) float64 { return float64(u.Millis) },
		func(u *usage.Usage, v float64) { u.Millis = int64(v) },
	},
	{
		"messagesIn",
		func(u usage.Usage) float64 { return float64(u.In) },
		func(u *usage.Usage, v float64) { u.In = int64(v) },
	},
	{
		"messagesOut",
		func(u usage.Usage) float64 { return float64(u.Out) },
		func(u *usage.Usage, v float64) { u.Out = int64(v) },
	},
	{
		"bytesOut",
		func(u usage.Usage) float64 { return float64(u.Bytes) },
		func(u *usage.Usage, v float64) { u.Bytes = int64(v) },
	},
	{
		"minutes",
		func(u usage.Usage) float64 { return float64(u.Minutes) },
		func(u *usage.Usage, v float64) { u.Minutes = int64(v) },
	},
	{
		"readUnits",
		func(u usage.Usage) float64 { return u.Reads },
		func(u *usage.Usage, v float64) { u.Reads = v },
	},
	{
		"writeUnits",
		func(u usage.Usage) float64 { return u.Writes },
		func(u *usage.Usage, v float64) { u.Writes = v },
	},
	{
		"gone",
		func(u usage.Usage) float64 { return float64(u.Gone) },
		func(u *usage.Usage, v float64) { u.Gone = int64(v) },
	},
	{
		"throttled",
		func(u usage.Usage) float64 { return float64(u.Throttled) },
		func(u *usage.Usage, v float64) { u.Throttled = int64(v) },
	},
	{
		"denied",
		func(u usage.Usage) float64 { return float64(u.Denied) },
		func(u *usage.Usage, v float64) { u.Denied = int64(v) },
	},
}

func (st *Store) AddUsage(ctx context.Context, id room.ID, day usage.Day, u usage.Usage) error {
	add := "SET #ttl = :ttl ADD "
	values := row{":ttl": seconds(st.now().Add(usageTTL))}
	for i, c := range usageColumns {
		if i > 0 {
			add += ", "
		}
		add += c.name + " :" + c.name
		values[":"+c.name] = &types.AttributeValueMemberN{Value: strconv.FormatFloat(c.get(u), 'f', -1, 64)}
	}
	_, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: key(usePrefix+string(id), string(day)),
		UpdateExpression:          &add,
		ExpressionAttributeNames:  map[string]string{"#ttl": "ttl"},
		ExpressionAttributeValues: values,
	})
	if err != nil {
		return fmt.Errorf("add usage of %s: %w", id, err)
	}
	return nil
}

// CountQuestion implements suggest.Counter. The row is beside those of the days' usage, which ListUsage selects
// by their dates.
func (st *Store) CountQuestion(ctx context.Context, id room.ID, day usage.Day, most int) (bool, error) {
	_, err := st.api.UpdateItem(ctx, &dynamodb.UpdateItemInput{
		TableName: &st.table, Key: key(usePrefix+string(id), questionPrefix+string(day)),
		UpdateExpression:         aws.String("SET #ttl = :ttl ADD questions :one"),
		ConditionExpression:      aws.String("attribute_not_exists(questions) OR questions < :most"),
		ExpressionAttributeNames: map[string]string{"#ttl": "ttl"},
		ExpressionAttributeValues: row{
			":ttl": seconds(st.now().Add(questionTTL)), ":one": n(1), ":most": n(most),
		},
	})
	if _, full := errors.AsType[*types.ConditionalCheckFailedException](err); full {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("count a question of %s: %w", id, err)
	}
	return true, nil
}

func (st *Store) ListUsage(ctx context.Context, id room.ID, from, to usage.Day) ([]usage.DayUsage, error) {
	var days []usage.DayUsage
	err := st.query(ctx, &dynamodb.QueryInput{
		KeyConditionExpression: aws.String("pk = :pk AND sk BETWEEN :from AND :to"),
		ExpressionAttributeValues: row{
			":pk": s(usePrefix + string(id)), ":from": s(string(from)), ":to": s(string(to)),
		},
	}, func(m row) error { return appendTo(&days, m, toDayUsage) })
	if err != nil {
		return nil, fmt.Errorf("list usage of %s: %w", id, err)
	}
	return days, nil
}

func toDayUsage(m row) (usage.DayUsage, error) {
	r := &reader{row: m}
	d := usage.DayUsage{Day: usage.Day(r.str("sk"))}
	for _, c := range usageColumns {
		c.set(&d.Usage, r.float(c.name))
	}
	return d, r.err
}
