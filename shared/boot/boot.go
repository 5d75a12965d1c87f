package boot

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/shared/apigw"
	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/ratelimit"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/route"
	"homstyle.dev/planner/shared/suggest"
	"homstyle.dev/planner/shared/usage"
)

// Builder returns the handler of one function. It returns an error if the configuration lacks
// a value that the function needs.
type Builder func(ctx context.Context, c Config) (lambda.Handler, error)

// Start is the main of every function: it loads the configuration from the environment,
// builds the handler and serves it until Lambda ends the process. If that fails, it logs the
// error and exits with status 1.
func Start(b Builder) {
	c, err := Load(os.Getenv)
	var h lambda.Handler
	if err == nil {
		h, err = b(context.Background(), c)
	}
	if err != nil {
		c.logger().Error("start", "err", err)
		os.Exit(1)
	}
	lambda.Start(h)
}

// Connect builds $connect. It needs access to the table and to EventBridge Scheduler, and no
// access to the management API.
func Connect(_ context.Context, c Config) (lambda.Handler, error) {
	err := need(c.tableNames(map[string]string{
		"AWS_REGION": c.Region, "EXPIRE_FUNCTION": c.ExpireFunction, "SCHEDULE_GROUP": c.ScheduleGroup,
		"SCHEDULE_ROLE": c.ScheduleRole,
	}))
	if err != nil {
		return nil, err
	}
	store := c.store()
	return route.Connect(route.Deps{
		Store: store, Revocations: store, Expiries: c.expiries(), Now: time.Now, Log: c.logger(), Metrics: c.Metrics,
		Usage: store, SampleRate: c.UsageSample, Sample: sample,
	}), nil
}

// Disconnect builds $disconnect.
func Disconnect(_ context.Context, c Config) (lambda.Handler, error) {
	return c.routed(route.Disconnect)
}

// Sync builds the sync route.
func Sync(_ context.Context, c Config) (lambda.Handler, error) { return c.routed(route.Sync) }

// Lock builds the lock route.
func Lock(_ context.Context, c Config) (lambda.Handler, error) { return c.routed(route.Lock) }

// Move builds the move route.
func Move(_ context.Context, c Config) (lambda.Handler, error) { return c.routed(route.Move) }

// Edit builds the edit route.
func Edit(_ context.Context, c Config) (lambda.Handler, error) { return c.routed(route.Edit) }

// Cursor builds the cursor route and the signal route.
func Cursor(_ context.Context, c Config) (lambda.Handler, error) { return c.routed(route.Cursor) }

// Fallback builds $default.
func Fallback(_ context.Context, c Config) (lambda.Handler, error) { return c.routed(route.Default) }

// Fanout builds the function that posts to one shard of a large room.
func Fanout(_ context.Context, c Config) (lambda.Handler, error) {
	if err := c.needRoom(); err != nil {
		return nil, err
	}
	b, err := c.broadcaster(c.store())
	if err != nil {
		return nil, err
	}
	return route.Fanout(b.Deliver), nil
}

// routed builds a route that needs the table and posts to connections.
func (c Config) routed(serve func(route.Deps) lambda.Handler) (lambda.Handler, error) {
	if err := c.needRoom(); err != nil {
		return nil, err
	}
	store := c.store()
	b, err := c.broadcaster(store)
	if err != nil {
		return nil, err
	}
	b.Bundles = store
	return serve(route.Deps{
		Service: &room.Service{
			Store: store, Broadcaster: b, PeerSender: b, MessagesPerSecond: c.MessagesPerSecond, Quota: c.Quota,
			Direct: c.Direct, Now: time.Now,
		},
		Store:       store,
		Broadcaster: b,
		Now:         time.Now,
		Log:         c.logger(),
		Usage:       store,
		RateLimit: &ratelimit.Limiter[room.ConnectionID]{
			Rate: float64(c.ConnectionRate), Burst: 2 * c.ConnectionRate,
		},
		DropRateLimit: &ratelimit.Limiter[room.ConnectionID]{Rate: dropRate, Burst: 2 * dropRate},
		SampleRate:    c.UsageSample,
		Sample:        sample,
		Metrics:       c.Metrics,
	}), nil
}

// dropRate is the number of drops per second that a connection may send beyond its rate
// (QU3). A person makes fewer.
const dropRate = 5

func (c Config) needTable() error { return need(c.tableNames(map[string]string{})) }

// tableNames adds the variables that the table needs to values, unless Store replaces the
// table.
func (c Config) tableNames(values map[string]string) map[string]string {
	if c.Store == nil {
		values["TABLE"] = c.Table
		values["AWS_REGION"] = c.Region
	}
	return values
}

func (c Config) needRoom() error {
	if err := c.needTable(); err != nil {
		return err
	}
	return need(map[string]string{"AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI": c.Management, "AWS_REGION": c.Region})
}

// Store has all methods of the table that a function may need.
type Store interface {
	room.Store
	room.Revocations
	usage.Store
	suggest.Counter
	Erase(ctx context.Context, id room.ID) error
}

func (c Config) store() Store {
	if c.Store != nil {
		return c.Store
	}
	return dynamo.New(dynamodb.New(dynamodb.Options{
		Region: c.Region, Credentials: c.provider(), BaseEndpoint: endpoint(c.Endpoints.DynamoDB),
		HTTPClient: c.client(tableTimeout), Retryer: dynamo.Retryer(),
	}), c.Table, time.Now)
}

func (c Config) broadcaster(peers room.Peers) (*apigw.Broadcaster, error) {
	posts := client(0) // apigw bounds each attempt itself
	if c.Posts != nil {
		posts = &http.Client{Transport: c.Posts}
	}
	poster, err := apigw.NewClient(c.Management, c.Region, c.provider(), c.through(posts))
	if err != nil {
		return nil, err
	}
	// Clients keep to the budget themselves (PR6); the limit is twice the budget (PR8).
	cursors := &ratelimit.Limiter[room.ID]{Rate: 2 * float64(c.MessagesPerSecond), Burst: 2 * c.MessagesPerSecond}
	b := &apigw.Broadcaster{Peers: peers, Poster: poster, Now: time.Now, Log: c.logger(), Budget: cursors}
	if c.Fanout != "" {
		// The template has the endpoint, since its domain is another one in China.
		if err := need(map[string]string{"AWS_ENDPOINT_URL_LAMBDA": c.Endpoints.Lambda}); err != nil {
			return nil, err
		}
		b.Dispatcher = apigw.NewInvoker(c.Endpoints.Lambda, c.Fanout, c.Region, c.provider(), c.client(invokeTimeout))
	}
	return b, nil
}

// provider returns the function's credentials. It does not use the SDK's chain of sources,
// which would make every binary larger and every start slower.
func (c Config) provider() aws.CredentialsProvider {
	k := c.Credentials
	return aws.CredentialsProviderFunc(func(context.Context) (aws.Credentials, error) {
		return aws.Credentials{
			AccessKeyID:     k.AccessKeyID,
			SecretAccessKey: k.SecretAccessKey,
			SessionToken:    k.SessionToken,
			Source:          "Lambda",
		}, nil
	})
}

// endpoint returns nil for "", which makes the SDK use AWS's own endpoint.
func endpoint(url string) *string {
	if url == "" {
		return nil
	}
	return &url
}

// logger returns a logger that writes JSON lines with the function's name and version.
func (c Config) logger() *slog.Logger {
	out := c.Output
	if out == nil {
		out = os.Stderr
	}
	return slog.New(slog.NewJSONHandler(out, nil)).With("function", c.Function, "functionVersion", c.Version)
}

// sample returns true with probability 1/n.
func sample(n int) bool { return rand.IntN(n) == 0 }

func sorted(names []string) []string {
	slices.Sort(names)
	return names
}
