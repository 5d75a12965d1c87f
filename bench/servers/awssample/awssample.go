// Package awssample is the chat application of many tutorials for API Gateway's WebSocket
// APIs, on this project's gateway and DynamoDB Local. It stores connections in a table; for
// each message it scans the table and posts to the connections one after the other. It has no
// rooms, no locks and no stored moves.
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
	apitypes "github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi/types"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/localstack/gateway"
	"homstyle.dev/planner/localstack/template"
)

const table = "simplechat_connections"

// Sample is the application's three functions, for Config.Invoker of package gateway.
type Sample struct {
	Table *dynamodb.Client
	Posts *apigatewaymanagementapi.Client
}

// API returns the application's routes. Each has a function of the same name.
func API() template.API {
	api := template.API{ID: "sample", Stage: "v1", Selection: "action", Routes: map[string]template.Route{}}
	for _, key := range []string{"$connect", "$disconnect", "sendmessage"} {
		api.Routes[key] = template.Route{Key: key, Function: key, Timeout: 29 * time.Second}
	}
	return api
}

// Gateway returns a gateway that invokes the sample's functions.
func (s *Sample) Gateway() *gateway.Gateway {
	return gateway.New(gateway.Config{
		API: API(), Region: "us-east-1", Account: template.Account, Invoker: s, RequireSignature: true,
	})
}

// CreateTable creates the table of connections.
func (s *Sample) CreateTable(ctx context.Context) error {
	id := aws.String("connectionId")
	_, err := s.Table.CreateTable(ctx, &dynamodb.CreateTableInput{
		TableName: aws.String(table), BillingMode: types.BillingModePayPerRequest,
		KeySchema: []types.KeySchemaElement{{AttributeName: id, KeyType: types.KeyTypeHash}},
		AttributeDefinitions: []types.AttributeDefinition{
			{AttributeName: id, AttributeType: types.ScalarAttributeTypeS},
		},
	})
	if err != nil {
		return fmt.Errorf("create the sample's table: %w", err)
	}
	return nil
}

type event struct {
	Body           string
	RequestContext struct{ ConnectionID string }
}

// Invoke runs the function of a route with an event of API Gateway.
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
		err = s.deleteConnection(ctx, id)
	default:
		err = s.send(ctx, id, e.Body)
	}
	return []byte(`{"statusCode":200}`), err
}

// send posts a message to all connections but the sender's.
func (s *Sample) send(ctx context.Context, from, body string) error {
	var message struct{ Data string }
	if err := json.Unmarshal([]byte(body), &message); err != nil {
		return err
	}
	pages := dynamodb.NewScanPaginator(s.Table, &dynamodb.ScanInput{
		TableName: aws.String(table), ProjectionExpression: aws.String("connectionId"),
	})
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

// post posts to one connection, and deletes its row if the connection is gone.
func (s *Sample) post(ctx context.Context, id, data string) error {
	_, err := s.Posts.PostToConnection(ctx, &apigatewaymanagementapi.PostToConnectionInput{
		ConnectionId: &id, Data: []byte(data),
	})
	if _, gone := errors.AsType[*apitypes.GoneException](err); gone {
		return s.deleteConnection(ctx, id)
	}
	return err
}

func (s *Sample) deleteConnection(ctx context.Context, id string) error {
	_, err := s.Table.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: aws.String(table), Key: key(id)})
	return err
}

func key(id string) map[string]types.AttributeValue {
	return map[string]types.AttributeValue{"connectionId": &types.AttributeValueMemberS{Value: id}}
}

// Mux returns a handler of the gateway's WebSocket API and of its connections API.
func Mux(g *gateway.Gateway) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /v1", g.Sockets())
	mux.Handle("/v1/@connections/", g.Connections())
	return mux
}
