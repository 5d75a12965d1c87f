package apigw

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
)

// ShardSize is the number of peers that one function posts to; the peers of a larger room
// are split among several functions (BC5).
const ShardSize = 200

// Shard is a part of a room's peers and the frame to post to them. In JSON it is the
// payload of the fanout function.
type Shard struct {
	Room    room.ID     `json:"room"`
	Peers   []room.Peer `json:"peers"`
	Frame   []byte      `json:"frame"` // base64 in JSON
	Durable bool        `json:"durable"`
}

// Dispatcher passes shards to other functions.
type Dispatcher interface {
	// Dispatch returns when the other function was invoked, not when it has posted.
	Dispatch(ctx context.Context, s Shard) error
}

// dispatch splits peers into shards of ShardSize and dispatches each. If that fails, this
// function posts the shard itself.
func (f *fanout) dispatch(peers []room.Peer, frame []byte, durable bool) {
	for len(peers) > 0 {
		n := min(ShardSize, len(peers))
		shard := Shard{Room: f.room, Peers: peers[:n], Frame: frame, Durable: durable}
		peers = peers[n:]
		f.spawn(func() {
			if err := f.b.Dispatcher.Dispatch(f.ctx, shard); err != nil {
				f.b.Log.Warn("hand over shard", "room", f.room, "peers", len(shard.Peers), "err", err)
				f.posts(shard.Peers, shard.Frame, shard.Durable)
			}
		})
	}
}

// Invoker dispatches shards by invoking the fanout function asynchronously. It signs its
// requests itself, as Client does, so that no binary links the SDK's Lambda client.
type Invoker struct {
	URL    string // the function's Invoke endpoint
	Region string
	Creds  aws.CredentialsProvider
	HTTP   *http.Client
}

// NewInvoker returns an Invoker of the named function at a Lambda endpoint.
func NewInvoker(endpoint, function, region string, creds aws.CredentialsProvider, h *http.Client) *Invoker {
	return &Invoker{
		URL:    endpoint + "/2015-03-31/functions/" + url.PathEscape(function) + "/invocations",
		Region: region, Creds: creds, HTTP: h,
	}
}

func (i *Invoker) Dispatch(ctx context.Context, s Shard) error {
	body, err := json.Marshal(s)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, i.URL, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("X-Amz-Invocation-Type", "Event")
	creds, err := i.Creds.Retrieve(ctx)
	if err != nil {
		return fmt.Errorf("credentials: %w", err)
	}
	if err := v4.NewSigner().SignHTTP(ctx, creds, req, payloadHash(body), "lambda", i.Region, time.Now()); err != nil {
		return err
	}
	replayable(req) // a shard may be posted twice: events carry versions (SY2)
	res, err := i.HTTP.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, res.Body)
	if res.StatusCode != http.StatusAccepted {
		return fmt.Errorf("invoke fanout: %s", res.Status)
	}
	return nil
}
