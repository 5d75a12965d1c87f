package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"time"

	"homstyle.dev/planner/cmd/roomctl/cost"
	"homstyle.dev/planner/shared/pricing"
)

var costServeCommand = command{
	name:    "cost serve",
	summary: "serve a page that estimates costs",
	help: `Serves a page with sliders on this machine until Ctrl-C. The page asks this server
for each estimate, and gets what cost estimate -json prints:
estimate?people=2&hours=500&tabs=3000&viewers=0&awake=false. Parameters that are left
out are 0; without parameters the answer has the typical cases.

  roomctl cost serve
  roomctl cost serve -addr 127.0.0.1:8080`,
	bind: func(fs *flag.FlagSet) action {
		addr := fs.String("addr", "127.0.0.1:0", "`address` to listen at")
		return func(ctx context.Context, a *app, _ *stackConfig) error { return costServe(ctx, a, *addr) }
	},
}

func costServe(ctx context.Context, a *app, addr string) error {
	handler, err := costHandler()
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "http://%s/\n", listener.Addr())
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); ctx.Err() == nil {
		return err
	}
	return nil
}

// shownPrices are the prices that the page lists below its bills.
type shownPrices struct {
	AWS    pricing.PriceList `json:"aws"`
	Others cost.Model        `json:"others"`
}

// costHandler serves the page, /estimate and /prices.
func costHandler() (http.Handler, error) {
	page, err := fs.Sub(cost.Page, "page")
	if err != nil {
		return nil, err
	}
	m, err := cost.Load()
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /", http.FileServerFS(page))
	mux.HandleFunc("GET /estimate", func(w http.ResponseWriter, r *http.Request) { answerEstimate(w, r, m) })
	mux.HandleFunc("GET /prices", func(w http.ResponseWriter, _ *http.Request) { answerJSON(w, shownPrices{m.AWS, m}) })
	return mux, nil
}

func answerEstimate(w http.ResponseWriter, r *http.Request, m cost.Model) {
	month, err := monthOf(r.URL.RawQuery)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	e, err := m.Estimate(month)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	answerJSON(w, e)
}

func answerJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = printJSON(w, v) // fails only when the browser has disconnected
}

// monthOf parses a query with the names of cost estimate's flags. It returns nil for an empty query.
func monthOf(raw string) (*cost.Month, error) {
	query, err := url.ParseQuery(raw)
	if err != nil {
		return nil, fmt.Errorf("the query must be key=value pairs: %w", err)
	}
	flags := flag.NewFlagSet("estimate", flag.ContinueOnError)
	month := monthFlags(flags)
	for name, values := range query {
		switch {
		case flags.Lookup(name) == nil:
			return nil, fmt.Errorf("there is no parameter %q", name)
		case len(values) > 1:
			return nil, fmt.Errorf("%s must be given once, not %d times", name, len(values))
		}
		if err := flags.Set(name, values[0]); err != nil {
			return nil, fmt.Errorf("%s=%q can't be read: %w", name, values[0], err)
		}
	}
	return month(), nil
}
