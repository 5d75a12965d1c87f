// Package awssample does what the usual tutorial for API Gateway's WebSocket APIs does,
// on this project's gateway and DynamoDB Local: connections in a table, and for each
// message a scan of all of them and one post after the other. It has no rooms, no
// locks and no stored moves.
package awssample

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi"
	gone "github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/localstack/gateway"
	"homstyle.dev/planner/localstack/template"
)

const table = "simplechat_connections"

// Sample is the tutorial's three functions; it is a gateway.Invoker.
type Sample struct {
	Table *dynamodb.Client
	Posts *apigatewaymanagementapi.Client
}

// API has the tutorial's routes; their functions are named like them.
func API() template.API {
	api := template.API{ID: "sample", Stage: "v1", Selection: "action", Routes: map[string]template.Route{}}
	for _, key := range []string{"$connect", "$disconnect", "sendmessage"} {
		api.Routes[key] = template.Route{Key: key, Function: key, Timeout: 29 * time.Second}
	}
	return api
}

// Gateway serves the sample.
func (s *Sample) Gateway() *gateway.Gateway {
	return gateway.New(gateway.Config{API: API(), Region: "us-east-1", Account: template.Account, Invoker: s, RequireSignature: true})
}

// Create makes the table.
func (s *Sample) Create(ctx context.Context) error {
	_, err := s.Table.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName: aws.String(table), BillingMode: types.BillingModePayPerRequest,
		KeySchema:            []types.KeySchemaElement{{AttributeName: aws.String("connectionId"), KeyType: types.KeyTypeHash}},
		AttributeDefinitions: []types.AttributeDefinition{{AttributeName: aws.String("connectionId"), AttributeType: types.ScalarAttributeTypeS}},
	})
	if err != nil {
		return fmt.Errorf("table of the sample: %w", err)
	}
	return nil
}

type event struct {
	Body           string
	RequestContext struct{ ConnectionID string }
}

func (s *Sample) Invoke(ctx context.Context, function string, payload []byte) ([]byte, error) {
	var e event
	if err := json.Unmarshal(payload, &e); err != nil {
		return nil, err
	}
	var err error
	switch id := e.RequestContext.ConnectionID; function {
	case "$connect":
		_, err = s.Table.PutItem(ctx, &dynamodb.PutItemInput{TableName: aws.String(table), Item: key(id)})
	case "$disconnect":
		err = s.forget(ctx, id)
	default:
		err = s.send(ctx, id, e.Body)
	}
	return []byte(`{"statusCode":200}`), err
}

func (s *Sample) send(ctx context.Context, from, body string) error {
	var message struct{ Data string }
	if err := json.Unmarshal([]byte(body), &message); err != nil {
		return err
	}
	pages := dynamodb.NewScanPaginator(s.Table, &dynamodb.ScanInput{TableName: aws.String(table), ProjectionExpression: aws.String("connectionId")})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, row := range page.Items {
			id := row["connectionId"].(*types.AttributeValueMemberS).Value
			if id == from {
				continue
			}
			if err := s.post(ctx, id, message.Data); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *Sample) post(ctx context.Context, id, data string) error {
	_, err := s.Posts.PostToConnection(ctx, &apigatewaymanagementapi.PostToConnectionInput{ConnectionId: &id, Data: []byte(data)})
	if _, left := errors.AsType[*gone.GoneException](err); left {
		return s.forget(ctx, id)
	}
	return err
}

func (s *Sample) forget(ctx context.Context, id string) error {
	_, err := s.Table.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: aws.String(table), Key: key(id)})
	return err
}

func key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"connectionId": &types.AttributeValueMemberS{Value: id}}
}

// Mux serves the gateway's two sides at one address.
func Mux(g *gateway.Gateway) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /v1", g.Sockets())
	mux.Handle("/v1/@connections/", g.Connections())
	return mux
}
