package bedrock_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/go-json-experiment/json"

	standin "homstyle.dev/planner/localstack/bedrock"
	"homstyle.dev/planner/localstack/sigv4"
	"homstyle.dev/planner/shared/bedrock"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/suggest"
)

const modelID = "eu.amazon.nova-lite-v1:0"

var question = suggest.Question{
	Instructions: "Call the tool.", Text: "sofa.a sofa 2000x900x800 100",
	Tool: suggest.Tool{
		Name: "suggest_products", Description: "Shows products.",
		Schema: map[string]any{"type": "object", "required": []string{"products"}},
	},
}

// model returns a model whose questions the stand-in answers, after it has checked their signatures.
func model(t *testing.T, answer func(*http.Request, standin.Request) standin.Answer) *bedrock.Model {
	t.Helper()
	signatures := sigv4.Verifier{Keys: map[string]string{"key": "secret"}, Region: "eu-north-1", Now: time.Now}
	next := standin.Handler(answer)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return // the client has gone
		}
		if _, err := signatures.Verify(r, standin.Service, sigv4.PayloadHash(body)); err != nil {
			t.Errorf("the signature is refused: %v", err)
		}
		r.Body = io.NopCloser(strings.NewReader(string(body)))
		next.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	credentials := aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{AccessKeyID: "key", SecretAccessKey: "secret"}, nil
	})
	return &bedrock.Model{ID: modelID, API: bedrockruntime.New(bedrockruntime.Options{
		Region: "eu-north-1", Credentials: credentials, BaseEndpoint: &server.URL, RetryMaxAttempts: 1,
	})}
}

func TestWD3_theArgumentsOfTheToolAreTheAnswer(t *testing.T) {
	var asked standin.Request
	m := model(t, func(_ *http.Request, q standin.Request) standin.Answer {
		asked = q
		return standin.Calls(q.Tool, `{"budget": 20000, "products": [{"product": "sofa.a", "count": 2}]}`)
	})
	got, err := m.Ask(t.Context(), question)
	if err != nil {
		t.Fatal(err)
	}
	var arguments struct {
		Budget   float64 `json:"budget"`
		Products []struct {
			Product string `json:"product"`
			Count   int    `json:"count"`
		} `json:"products"`
	}
	if err := json.Unmarshal(got, &arguments); err != nil || arguments.Budget != 20000 ||
		len(arguments.Products) != 1 || arguments.Products[0].Product != "sofa.a" || arguments.Products[0].Count != 2 {
		t.Errorf("%s, %v", got, err)
	}
	want := standin.Request{Model: modelID, Text: question.Text, Tool: question.Tool.Name}
	if asked != want {
		t.Errorf("asked %+v, want %+v", asked, want)
	}
}

func TestWD5_refusalsOfTheModel(t *testing.T) {
	fails := func(status int, kind string) func(*http.Request, standin.Request) standin.Answer {
		return func(*http.Request, standin.Request) standin.Answer { return standin.Failure(status, kind, "no") }
	}
	says := func(a standin.Answer) func(*http.Request, standin.Request) standin.Answer {
		return func(*http.Request, standin.Request) standin.Answer { return a }
	}
	for name, c := range map[string]struct {
		answer func(*http.Request, standin.Request) standin.Answer
		code   room.Code
	}{
		"throttled":     {fails(429, "ThrottlingException"), room.Busy},
		"quota":         {fails(400, "ServiceQuotaExceededException"), room.Busy},
		"model failed":  {fails(424, "ModelErrorException"), room.Busy},
		"not ready":     {fails(429, "ModelNotReadyException"), room.Busy},
		"slow":          {fails(408, "ModelTimeoutException"), room.Busy},
		"outage":        {fails(503, "ServiceUnavailableException"), room.Busy},
		"fault":         {fails(500, "InternalServerException"), room.Busy},
		"unknown 5xx":   {fails(502, "SomethingNew"), room.Busy},
		"not permitted": {fails(403, "AccessDeniedException"), room.Internal},
		"no such model": {fails(404, "ResourceNotFoundException"), room.Internal},
		"malformed":     {fails(400, "ValidationException"), room.Internal},
		"unknown 4xx":   {fails(418, "SomethingNew"), room.Internal},
		"text only":     {says(standin.Says(`{"products": []}`)), suggest.NoSuggestion},
		"another tool":  {says(standin.Calls("delete_room", `{}`)), suggest.NoSuggestion},
		"empty":         {says(standin.Answer{Status: 200, Body: `{}`}), suggest.NoSuggestion},
		"no JSON":       {says(standin.Answer{Status: 200, Body: `<html>`}), room.Internal},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := model(t, c.answer).Ask(t.Context(), question)
			if err == nil || room.CodeOf(err) != c.code {
				t.Errorf("%s, %v, want %s", got, err, c.code)
			}
		})
	}
}

// The caller's deadline ends a question that is not answered.
func TestWD5_slowAnswerIsBusy(t *testing.T) {
	m := model(t, func(r *http.Request, _ standin.Request) standin.Answer {
		<-r.Context().Done() // until the client cancels
		return standin.Answer{Status: 200, Body: `{}`}
	})
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := m.Ask(ctx, question); room.CodeOf(err) != room.Busy {
		t.Errorf("%v, want %s", err, room.Busy)
	}
}
