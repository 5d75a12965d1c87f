// Package stack starts the local stack in one process: the WebSocket API and the HTTP API of
// template.yaml with their functions, table, stream, bucket and token keys, and the server of the
// planner page. The command localstack and tests of other packages call [Start].
//
//	s, err := stack.Start(ctx, stack.Options{Store: stack.Memory})
//	defer s.Close()
//	token, err := s.Mint("vardagsrum", "anna", "Anna", "editor", time.Hour)
//	// dial s.WSURL() with the subprotocols homstyle.v2 and token
package stack

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"syscall"
	"time"

	"homstyle.dev/planner/localstack/eventsource"
	"homstyle.dev/planner/localstack/faults"
	"homstyle.dev/planner/localstack/gateway"
	"homstyle.dev/planner/localstack/httpgateway"
	"homstyle.dev/planner/localstack/iam"
	"homstyle.dev/planner/localstack/lambdaruntime"
	"homstyle.dev/planner/localstack/params"
	"homstyle.dev/planner/localstack/quota"
	"homstyle.dev/planner/localstack/scheduler"
	"homstyle.dev/planner/localstack/template"
	"homstyle.dev/planner/shared/room"
)

// Stack is a running stack.
type Stack struct {
	opts        Options
	template    *template.Template
	data        *data
	params      *params.Store
	faults      faults.Faults
	guard       iam.Guard
	deadLetters *eventsource.DeadLetterFile
	store       tableStore
	bucket      bucketStore
	gateway     *gateway.Gateway
	http        http.Handler // the HTTP API
	streams     streams
	pools       pools
	runner      lambdaruntime.Runner
	compiled    *lambdaruntime.Process // nil if functions run in this process
	invoke      *lambdaruntime.InvokeAPI
	schedules   *scheduler.Scheduler
	public      net.Listener
	internal    net.Listener

	closers []func() // in the order of starting
	once    sync.Once
	closing chan struct{} // closed at the start of Close
	failed  chan error    // of a part that ended by itself; at most one
}

// region is the AWS region of the local stack.
const region = "us-east-1"

// Start starts all parts, or none if one fails. Its errors have one line. ctx is for the start only;
// Close stops the stack.
func Start(ctx context.Context, o Options) (*Stack, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Stack{opts: o, closing: make(chan struct{}), failed: make(chan error, 1)}
	steps := []func(context.Context) error{
		s.readTemplate, s.openData, s.listen, s.openStore, s.openObjects, s.openParams,
		s.startFunctions, s.startGateway, s.serve, s.startStreams, s.startSchedules, s.seed, s.writeEnv,
	}
	for _, step := range steps {
		if err := step(ctx); err != nil {
			s.Close()
			return nil, startError(ctx, err)
		}
	}
	return s, nil
}

// startError returns the cause of a failed start. If ctx was cancelled, that is the cause, such as
// the signal that ended the process; err is only the step that noticed it.
func startError(ctx context.Context, err error) error {
	if ctx.Err() == nil {
		return err
	}
	return fmt.Errorf("the start was interrupted: %w (%w)", context.Cause(ctx), err)
}

// Close stops the stack. It first closes the connections, runs their $disconnect, and stops streams and
// asynchronous invocations, while the services that these need still run. Then it stops the services.
func (s *Stack) Close() {
	s.once.Do(func() {
		close(s.closing)
		if s.gateway != nil {
			s.gateway.Close()
		}
		s.streams.stop()
		if s.invoke != nil {
			s.schedules.Close()
			s.invoke.Close()
		}
		for i := len(s.closers) - 1; i >= 0; i-- {
			s.closers[i]()
		}
	})
}

// Failed returns a channel with the error of a part that ended by itself and that all others need. The
// caller should then close the stack.
func (s *Stack) Failed() <-chan error { return s.failed }

// onClose adds a function for Close to call. Close calls the last one first.
func (s *Stack) onClose(f func()) { s.closers = append(s.closers, f) }

// WSURL returns the URL of the WebSocket API. A client adds ?room=…&tab=….
func (s *Stack) WSURL() string {
	return "ws://" + s.public.Addr().String() + "/" + s.template.API.Stage
}

// PageURL returns the URL of the planner page.
func (s *Stack) PageURL() string { return "http://" + s.public.Addr().String() + "/" }

// APIURL returns the URL of the HTTP API.
func (s *Stack) APIURL() string { return "http://" + s.public.Addr().String() + apiPrefix }

// DataDir returns the folder of the stored data.
func (s *Stack) DataDir() string { return s.data.dir }

// Store returns the store that the functions use.
func (s *Stack) Store() room.Store { return s.store.rooms }

// SetFaults replaces the injected faults. The zero value injects none.
func (s *Stack) SetFaults(f faults.Settings) error { return s.faults.Set(f) }

// DeadLettered returns the number of records that went to the dead-letter file since the start.
func (s *Stack) DeadLettered() int { return s.deadLetters.Count() }

// Connections returns the number of open connections.
func (s *Stack) Connections() int { return s.gateway.Count() }

func (s *Stack) readTemplate(context.Context) (err error) {
	s.template, err = template.Load(s.opts.Template, template.Options{
		Region: region, Params: s.opts.Params, Defaults: map[string]string{"PairsBucket": pageBucket},
	})
	return err
}

// startSchedules starts the functions' schedules.
func (s *Stack) startSchedules(context.Context) error {
	for _, rule := range s.template.Schedules {
		s.schedules.Repeat(rule, region)
	}
	return nil
}

func (s *Stack) openData(context.Context) (err error) {
	s.data, err = openData(s.opts.Data, s.opts.Fresh)
	if err != nil {
		return err
	}
	s.onClose(s.data.close)
	s.deadLetters = eventsource.NewDeadLetterFile(s.data.path(deadLetterFile), s.opts.Log)
	if s.opts.Output != nil {
		return nil
	}
	log, err := os.OpenFile(s.data.path(logFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("log of functions: %w", err)
	}
	s.opts.Output = log
	s.onClose(func() { _ = log.Close() })
	return nil
}

// listen opens both ports, whose addresses functions need in their environment.
func (s *Stack) listen(context.Context) error {
	for _, l := range []struct {
		to         *net.Listener
		addr, flag string
	}{{&s.public, s.opts.Addr, "-addr"}, {&s.internal, s.opts.AWSAddr, "-aws-addr"}} {
		listener, err := net.Listen("tcp", l.addr)
		if errors.Is(err, syscall.EADDRINUSE) {
			return fmt.Errorf("%s is in use by another program: give another address with %s", l.addr, l.flag)
		}
		if err != nil {
			return fmt.Errorf("%s %s: %w", l.flag, l.addr, err)
		}
		*l.to = listener
		s.onClose(func() { _ = listener.Close() })
	}
	return nil
}

// internalURL returns the base URL of the local AWS services.
func (s *Stack) internalURL() string { return "http://" + s.internal.Addr().String() }

func (s *Stack) startGateway(context.Context) error {
	account := quota.New(s.opts.Account)
	s.gateway = gateway.New(gateway.Config{
		API: s.template.API, Region: region, Account: template.Account, Invoker: s.runner,
		Limits: s.opts.Limits, Quota: account, Faults: &s.faults, RequireSignature: true, Log: s.opts.Log,
	})
	s.http = httpgateway.New(httpgateway.Config{
		API: s.template.HTTP, Prefix: apiPrefix, Region: region, Account: template.Account,
		Keys: map[string]string{accessKey: accessKey}, Invoker: s.runner, Quota: account, Log: s.opts.Log,
	})
	return nil
}

// serve starts to serve both ports.
func (s *Stack) serve(context.Context) error {
	handlers := map[net.Listener]http.Handler{s.public: s.publicHandler(), s.internal: s.internalHandler()}
	for listener, handler := range handlers {
		server := &http.Server{
			Handler:           handler,
			ReadHeaderTimeout: 10 * time.Second,
			ReadTimeout:       s.opts.readTimeout, // does not apply to WebSockets, whose connections are hijacked
		}
		if listener == s.internal {
			s.pools.watch(server)
		} else {
			listener = gateway.KeepHeaderNames(server, listener)
		}
		go func() { _ = server.Serve(listener) }()
		s.onClose(func() { _ = server.Close() })
	}
	return nil
}
