package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
	"github.com/go-json-experiment/json"
)

// shopAPI calls the routes of the HTTP API that are for shops. It signs requests with IAM.
type shopAPI struct {
	url         string
	region      string
	credentials aws.CredentialsProvider
	app         *app
}

// openShopAPI returns the stack's HTTP API, or a usageError if its address is not set.
func (a *app) openShopAPI(ctx context.Context, t *stackConfig) (*shopAPI, error) {
	if err := t.needAPI(); err != nil {
		return nil, err
	}
	region, credentials, err := a.credentials(ctx)
	return &shopAPI{t.apiURL, region, credentials, a}, err
}

func loadCredentials(ctx context.Context) (region string, credentials aws.CredentialsProvider, err error) {
	c, err := loadConfig(ctx)
	return c.Region, c.Credentials, err
}

// call sends a request with body as JSON, unless it is nil, and decodes the answer into into,
// unless that is nil.
func (s *shopAPI) call(ctx context.Context, method, path string, body, into any) error {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return err
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, s.url+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if err := s.sign(ctx, r, text); err != nil {
		return err
	}
	return send(r, into)
}

func (s *shopAPI) sign(ctx context.Context, r *http.Request, body []byte) error {
	credentials, err := s.credentials.Retrieve(ctx)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	return v4.NewSigner().SignHTTP(ctx, credentials, r, hex.EncodeToString(sum[:]), "execute-api", s.region, s.app.now())
}
