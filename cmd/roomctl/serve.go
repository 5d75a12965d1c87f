package main

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"time"

	"homstyle.dev/planner/shared/cost"
)

var costServeCommand = command{
	name:    "cost serve",
	summary: "the same as a page with sliders",
	help: `Serves the page on this machine until Ctrl-C. It is static: shared/cost/page can
stand on any web server.

  roomctl cost serve`,
	bind: func(fs *flag.FlagSet) action {
		addr := fs.String("addr", "127.0.0.1:0", "`address` to listen at")
		return func(ctx context.Context, a *app, _ *target) error { return costServe(ctx, a, *addr) }
	},
}

func costServe(ctx context.Context, a *app, addr string) error {
	page, err := fs.Sub(cost.Page, "page")
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Fprintf(a.stdout, "http://%s/\n", listener.Addr())
	server := &http.Server{Handler: http.FileServerFS(page), ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	if err := server.Serve(listener); ctx.Err() == nil {
		return err
	}
	return nil
}
