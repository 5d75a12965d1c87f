package stack

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// post calls the HTTP API with a body.
func (s *Stack) post(ctx context.Context, path, token string, body, into any) error {
	return s.fetch(ctx, http.MethodPost, path, token, body, into)
}

// fetch calls the HTTP API as a shop's back end does: with the token of a page or, if token is empty,
// with a signature. It sends body as JSON and decodes the response into into, unless these are nil. For
// an error response it returns a *refusal.
func (s *Stack) fetch(ctx context.Context, method, path, token string, body, into any) error {
	var text []byte
	if body != nil {
		var err error
		if text, err = json.Marshal(body); err != nil {
			return err
		}
	}
	r, err := http.NewRequestWithContext(ctx, method, s.APIURL()+path, bytes.NewReader(text))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	} else if err := s.sign(ctx, r, text); err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	switch {
	case res.StatusCode < 300 && into == nil:
		return nil
	case res.StatusCode < 300:
		return json.NewDecoder(res.Body).Decode(into)
	}
	var problem struct{ Detail, Message string } // Detail is the API's field, Message API Gateway's
	if err := json.NewDecoder(res.Body).Decode(&problem); err != nil {
		return fmt.Errorf("%s returned %s: %w", path, res.Status, err)
	}
	return &refusal{res.StatusCode, problem.Detail + problem.Message}
}

func (s *Stack) sign(ctx context.Context, r *http.Request, body []byte) error {
	creds, err := provider().Retrieve(ctx)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	return v4.NewSigner().SignHTTP(ctx, creds, r, hex.EncodeToString(sum[:]), "execute-api", region, time.Now())
}
