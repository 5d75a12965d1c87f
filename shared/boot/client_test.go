package boot

import (
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/dynamo"
)

// A call to a table that hangs is retried within the function's timeout.
func TestClient_hungCallIsRetried(t *testing.T) {
	var asked atomic.Int64
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // the server detects that the client closed only after the body is read
		if asked.Add(1) == 1 {
			<-r.Context().Done() // until the client cancels
			return
		}
		_, _ = w.Write([]byte(`{}`))
	}))
	defer server.Close()
	c := Config{Region: "eu-north-1", Table: "rooms", Endpoints: Endpoints{DynamoDB: server.URL}}
	table := dynamodb.New(dynamodb.Options{
		Region: c.Region, Credentials: c.provider(), BaseEndpoint: endpoint(server.URL),
		HTTPClient: client(10 * time.Millisecond), Retryer: dynamo.Retryer(),
	})
	if _, err := table.GetItem(t.Context(), &dynamodb.GetItemInput{
		TableName: &c.Table, Key: map[string]types.AttributeValue{"pk": &types.AttributeValueMemberS{Value: "x"}},
	}); err != nil {
		t.Fatal(err)
	}
	if n := asked.Load(); n != 2 {
		t.Errorf("asked %d times, want 2", n)
	}
}

// Every client bounds its dial and handshake, and does not use HTTP/2.
func TestClient_bounds(t *testing.T) {
	for _, answer := range []time.Duration{0, tableTimeout, bucketTimeout} {
		transport := client(answer).Transport.(*http.Transport)
		if transport.ResponseHeaderTimeout != answer || transport.TLSHandshakeTimeout == 0 ||
			transport.Protocols.HTTP2() {
			t.Errorf("%+v", transport)
		}
	}
}
