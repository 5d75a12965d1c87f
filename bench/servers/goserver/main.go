// Command goserver runs one of the compared servers that are written in Go: this project's
// stack with its table in DynamoDB Local, in a file or in memory, the AWS sample, or the bare relay.
// bench/servers starts it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"net/http"
	_ "net/http/pprof" // for the CPU profile of bench/load
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/apigatewaymanagementapi"
	awsdynamodb "github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/bench/servers/awssample"
	"homstyle.dev/planner/bench/servers/relay"
	"homstyle.dev/planner/localstack/dynamodb"
	"homstyle.dev/planner/localstack/quota"
	"homstyle.dev/planner/localstack/stack"
	"homstyle.dev/planner/shared/room"
)

// settings are the flags.
type settings struct{ kind, addr, control, data string }

func main() {
	var s settings
	flag.StringVar(&s.kind, "kind", "product", "product, binaries, disk, memory, sample or floor")
	flag.StringVar(&s.addr, "addr", "127.0.0.1:0", "`address` of the WebSocket API")
	flag.StringVar(&s.control, "control", "127.0.0.1:0",
		"`address` of /rooms, /deployments and /debug/pprof; it accepts connections once the server is ready")
	flag.StringVar(&s.data, "data", "", "`folder` for the server's data")
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
	var stop func()
	switch s.kind {
	case "product", "binaries", "disk", "memory":
		stop, err = startProduct(ctx, s)
	case "sample":
		stop, err = startSample(ctx, s)
	case "floor":
		serve(s.addr, &relay.Relay{})
		stop = func() {}
	default:
		err = fmt.Errorf("there is no server %q", s.kind)
	}
	if err != nil {
		return err
	}
	defer stop()
	serve(s.control, http.DefaultServeMux)
	<-ctx.Done()
	return nil
}

// startProduct starts this project's stack. Its quotas, which limit a shop's bill, are so high
// that they have no effect, because the alternatives have none.
func startProduct(ctx context.Context, s settings) (stop func(), err error) {
	o := stack.Options{
		Addr: s.addr, Data: filepath.Join(s.data, "stack"), Store: stack.DynamoDB,
		Account: quota.Limits{RequestRate: -1, ConnectRate: -1, Concurrency: -1},
		Params: map[string]string{
			"ThrottleRate": "100000", "ThrottleBurst": "50000", "ConnectionRate": "1000",
			"MessageBudget": "10000", "MaxPeers": "10000",
		},
	}
	switch s.kind {
	case "binaries":
		o.Lambda = stack.Process
	case "disk":
		o.Store = stack.Disk
	case "memory":
		o.Store = stack.Memory
	}
	st, err := stack.Start(ctx, o)
	if err != nil {
		return nil, err
	}
	http.HandleFunc("POST /deployments", func(w http.ResponseWriter, r *http.Request) {
		if err := st.DeployFunctions(r.Context()); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	http.HandleFunc("PUT /rooms/{id}", func(w http.ResponseWriter, r *http.Request) {
		origin := room.Origin{Peer: "bench", Op: 1, At: time.Now().UTC().Truncate(time.Millisecond)}
		if err := st.Store().Create(r.Context(), room.ID(r.PathValue("id")), origin, servers.Plan()); err != nil {
			http.Error(w, err.Error(), http.StatusConflict)
			return
		}
		w.WriteHeader(http.StatusCreated)
	})
	return st.Close, nil
}

// startSample starts the AWS sample on this project's gateway and DynamoDB Local.
func startSample(ctx context.Context, s settings) (stop func(), err error) {
	db, err := dynamodb.Start(ctx, dynamodb.Options{
		Modules: filepath.Join("localstack", "node_modules"), Data: filepath.Join(s.data, "table"),
	})
	if err != nil {
		return nil, err
	}
	creds := credentials.NewStaticCredentialsProvider("local", "local", "")
	endpoint := "http://" + s.addr + "/v1"
	sample := &awssample.Sample{
		Table: awsdynamodb.New(awsdynamodb.Options{
			Region: "us-east-1", BaseEndpoint: &db.URL, Credentials: creds,
		}),
		Posts: apigatewaymanagementapi.New(apigatewaymanagementapi.Options{
			Region: "us-east-1", BaseEndpoint: &endpoint, Credentials: creds,
		}),
	}
	if err := sample.CreateTable(ctx); err != nil {
		db.Close()
		return nil, err
	}
	g := sample.Gateway()
	serve(s.addr, awssample.Mux(g))
	return func() { g.Close(); db.Close() }, nil
}

// serve serves h at addr in the background until the process ends. If it can't listen, it exits
// the process.
func serve(addr string, h http.Handler) {
	server := &http.Server{Addr: addr, Handler: h, ReadHeaderTimeout: 10 * time.Second}
	go func() {
		if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
			fmt.Fprintln(os.Stderr, "goserver:", err)
			os.Exit(1)
		}
	}()
}
