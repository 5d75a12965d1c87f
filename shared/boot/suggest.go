package boot

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"

	"homstyle.dev/planner/shared/httpapi"
	"homstyle.dev/planner/shared/suggest"
)

// suggestDeadline is the time for the model's answer. With catalogTimeout it is less than the function's
// timeout, so that a slow model is reported.
const suggestDeadline = 20 * time.Second

// NewModel returns the model with that id.
type NewModel func(c aws.Config, id string) suggest.Model

// Suggest returns the builder of the function that answers wishes in words. The model is an argument, so that only this
// function links the client of Bedrock, which makes a binary 0.7 MB larger.
func Suggest(model NewModel) Builder {
	return func(_ context.Context, c Config) (lambda.Handler, error) { return c.suggestions(model) }
}

func (c Config) suggestions(model NewModel) (lambda.Handler, error) {
	values := c.tableNames(map[string]string{
		"KEY_PATH": c.KeyPath, "AWS_REGION": c.Region, "SUGGEST_MODEL": c.SuggestModel, "SUGGEST_CATALOG": c.SuggestCatalog,
	})
	if err := need(values); err != nil {
		return nil, err
	}
	if err := checkCatalog(c.SuggestCatalog); err != nil {
		return nil, err
	}
	store := c.store()
	// The catalogue is no service of AWS: c.Transport, which checks permissions, is not for it.
	pages := client(catalogTimeout)
	pages.Timeout = catalogTimeout
	pages.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return httpapi.SuggestionHandler(httpapi.Deps{
		Table: store,
		Keys:  c.keys(),
		Suggest: &suggest.Service{
			Model: model(aws.Config{
				Region: c.Region, Credentials: c.provider(), BaseEndpoint: endpoint(c.Endpoints.BedrockRuntime),
				HTTPClient: c.client(suggestDeadline), RetryMaxAttempts: 2,
			}, c.SuggestModel),
			Products: &suggest.Source{URL: c.SuggestCatalog, Client: pages, Now: time.Now},
			Rooms:    store, Counter: store,
			PerDay: c.Suggestions, Deadline: suggestDeadline, Now: time.Now,
		},
		Now: time.Now,
		Log: c.logger(),
	}), nil
}

// checkCatalog returns an error unless the address is one of HTTPS, or of this machine.
func checkCatalog(address string) error {
	u, err := url.Parse(address)
	local := err == nil && u.Scheme == "http" && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1")
	if err != nil || u.Host == "" || u.Scheme != "https" && !local {
		return fmt.Errorf("SUGGEST_CATALOG is %q: it must be an address that begins with https://", address)
	}
	return nil
}
