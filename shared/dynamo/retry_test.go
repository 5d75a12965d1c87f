package dynamo_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/roomtest"
)

// answers is an http.RoundTripper that answers the SDK's n-th call with the n-th element of
// script, and all later calls with the last.
type answers struct {
	script []string
	calls  int
	tokens map[string]bool // ClientRequestTokens that were seen
}

func (a *answers) RoundTrip(r *http.Request) (*http.Response, error) {
	body, _ := io.ReadAll(r.Body)
	if _, after, ok := strings.Cut(string(body), `"ClientRequestToken":"`); ok {
		token, _, _ := strings.Cut(after, `"`)
		a.tokens[token] = true
	}
	answer := a.script[min(a.calls, len(a.script)-1)]
	a.calls++
	status := http.StatusOK
	if strings.Contains(answer, "__type") {
		status = http.StatusBadRequest
	}
	return &http.Response{
		StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(answer)), Request: r,
	}, nil
}

// scripted returns a store whose table gives these answers.
func scripted(script ...string) (*dynamo.Store, *answers) {
	a := &answers{script: script, tokens: map[string]bool{}}
	return dynamo.New(dynamodb.New(dynamodb.Options{
		Region: "eu-north-1", Credentials: credentials.NewStaticCredentialsProvider("AKIDEXAMPLE", "secret", ""),
		HTTPClient: &http.Client{Transport: a}, Retryer: dynamo.Retryer(),
	}), "rooms", time.Now), a
}

const (
	errorPrefix = `{"__type":"com.amazonaws.dynamodb.v20120810#`
	throttling  = errorPrefix + `ThrottlingException","message":"Throughput exceeds the current capacity"}`
	exceeded    = errorPrefix + `ProvisionedThroughputExceededException","message":"slow down"}`
	conflict    = errorPrefix + `TransactionConflictException","message":"conflict"}`
	reasons     = errorPrefix + `TransactionCanceledException","message":"m","CancellationReasons":`
	cancelled   = reasons + `[{"Code":"TransactionConflict"},{"Code":"None"}]}`
	throttled   = reasons + `[{"Code":"None"},{"Code":"ThrottlingError"}]}`
	refused     = reasons + `[{"Code":"ConditionalCheckFailed"},{"Code":"TransactionConflict"}]}`
	// unprocessed is a BatchGetItem that was throttled.
	unprocessed = `{"Responses":{"rooms":[]},` +
		`"UnprocessedKeys":{"rooms":{"Keys":[{"pk":{"S":"REVOKED#r"},"sk":{"S":"ALL"}}]}}}`
	row = `{"Attributes":{"sk":{"S":"ITEM#sofa"},"version":{"N":"1"},"token":{"N":"1"}}}`
)

var origin = room.Origin{Peer: "anna", Op: 1, At: roomtest.Epoch}

// Calls the store's reads and writes on a table that throttles or conflicts always.
func TestWR6_whatTheTableHasNoTimeForIsBusy(t *testing.T) {
	acquire := func(ids ...room.ItemID) (mutations []room.Mutation) {
		for _, id := range ids {
			mutations = append(mutations, room.Acquire{ID: id})
		}
		return mutations
	}
	for name, c := range map[string]struct {
		answer string
		do     func(ctx context.Context, s *dynamo.Store) error
	}{
		"exists": {throttling, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.Exists(ctx, "r")
			return err
		}},
		"list peers": {exceeded, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.ListPeers(ctx, "r")
			return err
		}},
		"get connection": {throttling, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.GetConnection(ctx, "c")
			return err
		}},
		"join": {throttling, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.Join(ctx, "r", room.Peer{ID: "p"})
			return err
		}},
		"put": {throttling, func(ctx context.Context, s *dynamo.Store) error {
			return s.Revoke(ctx, "r", room.Revocation{})
		}},
		"write": {exceeded, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.Commit(ctx, "r", origin, acquire("a"))
			return err
		}},
		"write into a transaction": {conflict, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.Commit(ctx, "r", origin, acquire("a"))
			return err
		}},
		"plan": {conflict, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.SavePlan(ctx, "r", origin, room.PlanEdit{})
			return err
		}},
		"transaction that collides": {cancelled, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.Commit(ctx, "r", origin, acquire("a", "b"))
			return err
		}},
		"transaction that is throttled": {throttled, func(ctx context.Context, s *dynamo.Store) error {
			_, err := s.Commit(ctx, "r", origin, acquire("a", "b"))
			return err
		}},
		"revocations": {
			unprocessed,
			func(ctx context.Context, s *dynamo.Store) error {
				_, err := s.Revoked(ctx, "r", room.TokenInfo{})
				return err
			},
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			s, a := scripted(c.answer)
			if err := c.do(t.Context(), s); room.CodeOf(err) != room.Busy {
				t.Errorf("%s: %v, want busy", name, err)
			}
			if a.calls != 4 {
				t.Errorf("%s: the table was asked %d times, want 4", name, a.calls)
			}
			if len(a.tokens) > 1 {
				t.Errorf("%s: the attempts had %d idempotency tokens", name, len(a.tokens))
			}
		})
	}
}

func TestLK6_collisionIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, a := scripted(conflict, throttling, row)
		rows, err := s.Commit(t.Context(), "r", origin, []room.Mutation{room.Acquire{ID: "sofa"}})
		if err != nil || len(rows) != 1 || rows[0].ID != "sofa" || a.calls != 3 {
			t.Errorf("after %d calls: %v, %v", a.calls, rows, err)
		}
	})
}

// A condition failed, so a retry would be refused as well.
func TestLK6_refusedTransactionIsNotTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, a := scripted(refused)
		both := []room.Mutation{room.Acquire{ID: "sofa"}, room.Acquire{ID: "lamp"}}
		_, err := s.Commit(t.Context(), "r", origin, both)
		if room.CodeOf(err) != room.NotFound || a.calls != 1 {
			t.Errorf("after %d calls: %v, want not_found after one", a.calls, err)
		}
	})
}

func TestLeftOverKeysAreAskedForAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, a := scripted(
			unprocessed,
			`{"Responses":{"rooms":[{"before":{"N":"1795500000000"},"jti":{"S":""},"userId":{"S":""}}]}}`,
		)
		revoked, err := s.Revoked(t.Context(), "r", room.TokenInfo{Issued: time.UnixMilli(1795500000000)})
		if err != nil || !revoked || a.calls != 2 {
			t.Errorf("after %d calls: %t, %v", a.calls, revoked, err)
		}
	})
}

func TestStoreKeepsOtherErrors(t *testing.T) {
	s, a := scripted(errorPrefix + `AccessDeniedException","message":"no"}`)
	_, err := s.Exists(t.Context(), "r")
	var denied interface{ ErrorCode() string }
	if room.CodeOf(err) != room.Internal || !errors.As(err, &denied) || a.calls != 1 {
		t.Errorf("after %d calls: %v", a.calls, err)
	}
	var missing *types.ResourceNotFoundException
	s, _ = scripted(errorPrefix + `ResourceNotFoundException","message":"no table"}`)
	if _, err := s.Exists(t.Context(), "r"); !errors.As(err, &missing) {
		t.Errorf("a missing table gave %v", err)
	}
}
