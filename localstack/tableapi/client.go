package tableapi

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/archive"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/usage"
)

// Client is a Table that is served at URL.
type Client struct {
	URL         string
	Region      string
	Credentials aws.CredentialsProvider
}

var _ Table = (*Client)(nil)

// call sends a signed request. It returns the table's error, or that of the request.
func (c *Client) call(ctx context.Context, in call) (out answer, err error) {
	body, err := json.Marshal(in)
	if err != nil {
		return out, err
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.URL, bytes.NewReader(body))
	if err != nil {
		return out, err
	}
	if err := c.sign(ctx, r, body); err != nil {
		return out, err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return out, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(io.LimitReader(res.Body, 1<<10))
		return out, fmt.Errorf("table at %s: %s: %s", c.URL, res.Status, bytes.TrimSpace(text))
	}
	if err := json.UnmarshalRead(res.Body, &out); err != nil {
		return out, fmt.Errorf("table at %s: %w", c.URL, err)
	}
	return out, out.Error.err()
}

func (c *Client) sign(ctx context.Context, r *http.Request, body []byte) error {
	credentials, err := c.Credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	return v4.NewSigner().SignHTTP(ctx, credentials, r, hex.EncodeToString(sum[:]), Service, c.Region, time.Now())
}

func (c *Client) Create(ctx context.Context, id room.ID, origin room.Origin, p room.Plan) error {
	_, err := c.call(ctx, call{Method: "Create", Room: id, Origin: origin, Plan: asPlan(p)})
	return err
}

func (c *Client) Load(ctx context.Context, id room.ID) (room.Room, error) {
	out, err := c.call(ctx, call{Method: "Load", Room: id})
	if err != nil {
		return room.Room{}, err
	}
	return room.Room{ID: out.Room.ID, Plan: out.Room.Plan.plan(), Items: out.Room.Items, Peers: out.Room.Peers}, nil
}

func (c *Client) AddUsage(ctx context.Context, id room.ID, day usage.Day, u usage.Usage) error {
	_, err := c.call(ctx, call{Method: "AddUsage", Room: id, From: day, Usage: u})
	return err
}

func (c *Client) ListUsage(ctx context.Context, id room.ID, from, to usage.Day) ([]usage.DayUsage, error) {
	out, err := c.call(ctx, call{Method: "ListUsage", Room: id, From: from, To: to})
	return out.Days, err
}

func (c *Client) RestoreRows(ctx context.Context, from archive.Snapshot, each func()) (written int, err error) {
	s := snapshot{Room: from.Room, At: from.At, Erased: from.Erased, Plan: asPlan(from.Plan), Items: from.Items}
	out, err := c.call(ctx, call{Method: "RestoreRows", Room: from.Room, Snapshot: s})
	if err != nil {
		return 0, err
	}
	for range 1 + len(from.Items) {
		each()
	}
	return out.Written, nil
}

func (c *Client) Revoke(ctx context.Context, id room.ID, r room.Revocation) error {
	_, err := c.call(ctx, call{Method: "Revoke", Room: id, Revocation: r})
	return err
}

func (c *Client) Revoked(ctx context.Context, id room.ID, t room.TokenInfo) (bool, error) {
	out, err := c.call(ctx, call{Method: "Revoked", Room: id, Token: t})
	return out.Revoked, err
}

func (c *Client) Erase(ctx context.Context, id room.ID) error {
	_, err := c.call(ctx, call{Method: "Erase", Room: id})
	return err
}

func (c *Client) Rooms(ctx context.Context) ([]room.ID, error) {
	out, err := c.call(ctx, call{Method: "Rooms"})
	return out.Rooms, err
}

func (c *Client) Migrate(ctx context.Context) (scanned, written int, err error) {
	out, err := c.call(ctx, call{Method: "Migrate"})
	return out.Scanned, out.Written, err
}
