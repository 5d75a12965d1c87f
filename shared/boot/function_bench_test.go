package boot_test

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/wire"
)

const peers = 5

var credentialsProvider = credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", "session")

// fakeAWS is an http.RoundTripper that answers DynamoDB's calls and counts posts to
// connections, without a network.
type fakeAWS struct{ posts atomic.Int64 }

func (c *fakeAWS) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
	body := ""
	switch target := r.Header.Get("X-Amz-Target"); {
	case strings.HasSuffix(target, ".UpdateItem"):
		body = updateItemResponse
	case strings.HasSuffix(target, ".Query"):
		body = queryResponse
	default:
		c.posts.Add(1)
	}
	return &http.Response{
		StatusCode: 200, ContentLength: int64(len(body)), Request: r,
		Header: http.Header{"Content-Type": {"application/x-amz-json-1.0"}},
		Body:   io.NopCloser(strings.NewReader(body)),
	}, nil
}

// updateItemResponse is UpdateItem's response: an item's row.
const updateItemResponse = `{"Attributes":{"pk":{"S":"ROOM#vardagsrum"},"sk":{"S":"ITEM#sofa-1"},` +
	`"product":{"S":"sofa.klinte"},"variant":{"S":"moss"},"x":{"N":"2100"},"y":{"N":"3980"},` +
	`"rotation":{"N":"180"},"version":{"N":"42"},"token":{"N":"7"},` +
	`"holder":{"S":"p0AbCdEfGhIjKlMn"},"holderName":{"S":"Anna"},` +
	`"expiresAt":{"N":"1795500015000"},"lastPeer":{"S":"p0AbCdEfGhIjKlMn"},"lastOp":{"N":"99"},` +
	`"write":{"S":"change"},"changedBy":{"S":"user-1"},"changedName":{"S":"Anna"},` +
	`"changedAt":{"N":"1795500000000"},"schemaVersion":{"N":"1"}}}`

// queryResponse is Query's response: the rows of the peers.
var queryResponse = func() string {
	const row = `{"pk":{"S":"ROOM#vardagsrum"},"sk":{"S":"PEER#p%dAbCdEfGhIjKlMn"},` +
		`"connection":{"S":"L0SM9cOFvHcCI%dw="},"peerName":{"S":"Anna"},"peerRole":{"S":"editor"},` +
		`"colour":{"N":"3"},"ttl":{"N":"9999999999"}}`
	var rows []string
	for n := range peers {
		rows = append(rows, fmt.Sprintf(row, n, n))
	}
	return `{"Items":[` + strings.Join(rows, ",") + `],"Count":5,"ScannedCount":5}`
}()

// event returns the event of API Gateway for a message to the action's route, with all its
// fields.
func event(b *testing.B, action, body string) []byte {
	b.Helper()
	payload, err := json.Marshal(map[string]any{
		"requestContext": map[string]any{
			"routeKey": action, "eventType": "MESSAGE", "messageDirection": "IN", "stage": "v1",
			"messageId": "L0SM9cOFvHcCIhw=", "connectionId": "L0SM9cOFvHcCI0w=",
			"requestId": "L0SM9H4lvHcFhKA=", "extendedRequestId": "L0SM9H4lvHcFhKA=",
			"requestTime": "24/Nov/2026:09:00:00 +0000", "requestTimeEpoch": 1795500000000,
			"connectedAt": 1795499000000,
			"domainName":  "abc123.execute-api.eu-north-1.amazonaws.com", "apiId": "abc123",
			"identity": map[string]any{"sourceIp": "192.0.2.1", "userAgent": "Mozilla/5.0"},
			"authorizer": map[string]any{
				"principalId": "user-1", "integrationLatency": 21, "roomId": "vardagsrum", "peerId": "p0AbCdEfGhIjKlMn",
				"userId": "user-1", "name": "Anna", "role": "editor", "exp": "9999999999", "protocol": wire.Protocol,
			},
		},
		"body": body, "isBase64Encoded": false,
	})
	if err != nil {
		b.Fatal(err)
	}
	return payload
}

// newHandler returns a function's handler whose AWS clients send their requests to c.
func newHandler(b *testing.B, c *fakeAWS, build func(route.Deps) lambda.Handler) lambda.Handler {
	b.Helper()
	const region, endpoint = "eu-north-1", "https://abc123.execute-api.eu-north-1.amazonaws.com/v1"
	client := &http.Client{Transport: c}
	table := dynamodb.New(dynamodb.Options{
		Region: region, Credentials: credentialsProvider, HTTPClient: client, Retryer: dynamo.Retryer(),
	})
	store := dynamo.New(table, "rooms", time.Now)
	poster, err := apigw.NewClient(endpoint, region, credentialsProvider, client)
	if err != nil {
		b.Fatal(err)
	}
	log := slog.New(slog.DiscardHandler)
	broadcaster := &apigw.Broadcaster{Peers: store, Poster: poster, Now: time.Now, Log: log}
	return build(route.Deps{
		Service: &room.Service{Store: store, Broadcaster: broadcaster, Now: time.Now, MessagesPerSecond: 100},
		Store:   store, Broadcaster: broadcaster, Now: time.Now, Log: log,
	})
}

// The bodies of the benchmarked messages.
const (
	moveBody = `{"action":"move","op":99,"items":[{"id":"sofa-1","x":2100,"y":3980,"rotation":180,"token":7}],` +
		`"drop":true}`
	lockBody   = `{"action":"lock","op":98,"mode":"acquire","items":[{"id":"sofa-1"}]}`
	cursorBody = `{"action":"cursor","points":[[2100,3980,0],[2110,3970,50],[2125,3955,50],[2150,3930,50]],` +
		`"drag":[{"id":"sofa-1","x":2100,"y":3980,"rotation":180,"token":7}]}`
)

// BenchmarkFunction measures the CPU time of one invocation of the functions that a drag invokes, as Lambda runs
// them: with the real handlers, the real client of DynamoDB and the real signing of posts, but without a network.
func BenchmarkFunction(b *testing.B) {
	for _, f := range []struct {
		name, body string
		build      func(route.Deps) lambda.Handler
	}{
		{"move", moveBody, route.Move},
		{"lock", lockBody, route.Lock},
		{"cursor", cursorBody, route.Cursor},
	} {
		b.Run("route="+f.name, func(b *testing.B) {
			c := &fakeAWS{}
			h := newHandler(b, c, f.build)
			payload := event(b, f.name, f.body)
			if _, err := h.Invoke(b.Context(), payload); err != nil { // the first invocation fills caches
				b.Fatal(err)
			}
			c.posts.Store(0)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := h.Invoke(b.Context(), payload); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(c.posts.Load())/float64(b.N), "posts/op")
		})
	}
}
