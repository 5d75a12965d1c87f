package main

import (
	"context"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/ssm"

	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
)

// parameters is what roomctl uses of Parameter Store.
type parameters interface {
	GetParametersByPath(context.Context, *ssm.GetParametersByPathInput, ...func(*ssm.Options)) (*ssm.GetParametersByPathOutput, error)
	PutParameter(context.Context, *ssm.PutParameterInput, ...func(*ssm.Options)) (*ssm.PutParameterOutput, error)
	DeleteParameter(context.Context, *ssm.DeleteParameterInput, ...func(*ssm.Options)) (*ssm.DeleteParameterOutput, error)
}

// rooms is what roomctl uses of room.Items.
type rooms interface {
	Create(context.Context, room.ID, room.Stamp, room.Plan) error
	Load(context.Context, room.ID) (room.Room, error)
}

func openParameters(ctx context.Context) (parameters, error) {
	c, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, fmt.Errorf("AWS configuration: %w", err)
	}
	return ssm.NewFromConfig(c), nil
}

func openRooms(ctx context.Context, table string) (rooms, error) {
	c, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, fmt.Errorf("AWS configuration: %w", err)
	}
	return dynamo.New(dynamodb.NewFromConfig(c), table, time.Now), nil
}
