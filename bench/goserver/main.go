// Command goserver runs one of the compared servers that are written in Go, in a process
// of its own: this project's stack with its table in DynamoDB Local or in memory, the
// usual sample, or the bare relay. bench/servers starts it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof" // for bench/load, which keeps a profile of this project's server
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi"
	awsdynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/bench/awssample"
	"homstyle.dev/planner/bench/relay"
	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/shared/room"
)

// settings are the flags.
type settings struct{ kind, addr, control, data string }

func main() {
	var s settings
	flag.StringVar(&s.kind, "kind", "product", "product, unsynced, memory, sample or floor")
	flag.StringVar(&s.addr, "addr", "127.0.0.1:0", "`address` of the WebSocket")
	flag.StringVar(&s.control, "control", "127.0.0.1:0", "`address` of rooms and profiles; it answers when all else does")
	flag.StringVar(&s.data, "data", "", "`folder` of what is kept")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	if err := run(ctx, s); err != nil {
		fmt.Fprintln(os.Stderr, "goserver:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, s settings) error {
	var err error
	var end func()
	switch s.kind {
	case "product", "unsynced", "memory":
		end, err = product(ctx, s)
	case "sample":
		end, err = tutorial(ctx, s)
	case "floor":
		serve(s.addr, &relay.Relay{})
		end = func() {}
	default:
		err = fmt.Errorf("there is no server %q", s.kind)
	}
	if err != nil {
		return err
	}
	defer end()
	serve(s.control, http.DefaultServeMux)
	<-ctx.Done()
	return nil
}

// product is this project. Its quotas are out of the way: they guard a shop's bill and
// account, and the rivals have none.
func product(ctx context.Context, s settings) (end func(), err error) {
	o := stack.Options{
		Addr: s.addr, Data: filepath.Join(s.data, "stack"), Store: stack.DynamoDB,
		Params: map[string]string{
			"ThrottleRate": "100000", "ThrottleBurst": "50000", "ConnectionRate": "1000", "MessageBudget": "10000", "MaxPeers": "10000",
		},
	}
	switch s.kind {
	case "memory":
		o.Store = stack.Memory
	case "unsynced":
		o.Data = "" // then DynamoDB Local has no files either
	}
	st, err := stack.Start(ctx, o)
	if err != nil {
		return nil, err
	}
	http.HandleFunc("PUT /rooms/{id}", func(w http.ResponseWriter, r *http.Request) {
		stamp := room.Origin{Peer: "bench", Op: 1, At: time.Now().UTC().Truncate(time.Millisecond)}
		if err := st.Store().Create(r.Context(), room.ID(r.PathValue("id")), stamp, plan()); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	return st.Close, nil
}

func plan() room.Plan {
	return room.Plan{
		Name: "Bench", Units: "cm", Outline: []room.Point{{0, 0}, {9000, 0}, {9000, 9000}, {0, 9000}},
		Walls: []room.Wall{}, Doors: []room.Door{}, Windows: []room.Window{},
	}
}

func tutorial(ctx context.Context, s settings) (end func(), err error) {
	db, err := dynamodb.Start(ctx, dynamodb.Options{Modules: filepath.Join("localstack", "node_modules"), Data: filepath.Join(s.data, "table")})
	if err != nil {
		return nil, err
	}
	creds := credentials.NewStaticCredentialsProvider("local", "local", "")
	endpoint := "http://" + s.addr + "/v1"
	it := &awssample.Sample{
		Table: awsdynamodb.New(awsdynamodb.Options{Region: "us-east-1", BaseEndpoint: &db.URL, Credentials: creds}),
		Posts: apigatewaymanagementapi.New(apigatewaymanagementapi.Options{Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: creds}),
	}
	if err := it.Create(ctx); err != nil {
		db.Close()
		return nil, err
	}
	g := it.Gateway()
	serve(s.addr, awssample.Mux(g))
	return func() { g.Close(); db.Close() }, nil
}

// serve answers at addr until the process ends; an address that is taken ends it.
func serve(addr string, h http.Handler) {
	server := &http.Server{Addr: addr, Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			fmt.Fprintln(os.Stderr, "goserver:", err)
			os.Exit(1)
		}
	}()
}
