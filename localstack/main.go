// Command localstack runs the room planner on this machine: the APIs, functions, table, stream and
// bucket of template.yaml, and the planner page.
//
//	go run ./localstack                      DynamoDB Local, functions in this process
//	go run ./localstack -store disk          no Java needed; the table is a file
//	go run ./localstack -store memory        no Java needed; rooms are not stored
//	go run ./localstack -lambda process      the compiled functions over the Lambda Runtime API
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"homstyle.dev/planner/localstack/stack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "localstack:", err)
		os.Exit(1)
	}
}

// run starts the stack and stops it when ctx ends. At SIGHUP it replaces the functions. It returns the error of a part of the stack that
// ended by itself.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	s, err := stack.Start(ctx, o)
	if err != nil {
		return err
	}
	defer s.Close()
	printAddresses(stdout, o, s)
	deploy := make(chan os.Signal, 1)
	signal.Notify(deploy, syscall.SIGHUP)
	defer signal.Stop(deploy)
	for {
		select {
		case <-ctx.Done():
			fmt.Fprintln(stdout, "\nStopping.")
			return nil
		case err := <-s.Failed():
			return err
		case <-deploy:
			if err := s.DeployFunctions(ctx); err != nil {
				fmt.Fprintln(stderr, "localstack: the functions are unchanged:", err)
			} else {
				fmt.Fprintln(stdout, "  The functions are replaced.")
			}
		}
	}
}

// parse parses the arguments. For -help it prints the flags and returns flag.ErrHelp.
func parse(args []string, stderr io.Writer) (stack.Options, error) {
	o := stack.Options{Params: map[string]string{}}
	quiet := false
	f := flag.NewFlagSet("localstack", flag.ContinueOnError)
	f.SetOutput(stderr)
	f.StringVar(&o.Addr, "addr", "127.0.0.1:8080", "`address` of the page and the WebSocket API")
	f.StringVar(&o.AWSAddr, "aws-addr", "127.0.0.1:0", "`address` of the local AWS services, for functions and roomctl")
	f.StringVar(&o.Template, "template", "template.yaml", "the SAM `template`")
	param := func(kv string) error {
		key, value, ok := strings.Cut(kv, "=")
		if !ok {
			return errors.New("want KEY=VALUE")
		}
		o.Params[key] = value
		return nil
	}
	f.Func("param", "template parameter as `KEY=VALUE`, in place of its default; may be repeated", param)
	f.StringVar(&o.Lambda, "lambda", stack.InProcess, "how functions run: inprocess, or process (compiled)")
	f.IntVar(&o.Environments, "environments", 10, "with -lambda process: maximum number of processes of each function")
	const concurrency = "maximum number of concurrent invocations of all functions: an account's quota, in a new account 10"
	f.IntVar(&o.Account.Concurrency, "concurrency", 1000, concurrency)
	f.StringVar(&o.Store, "store", stack.Auto, "where the `table` is: dynamodb (DynamoDB Local), disk (a file, needs no Java), "+
		"memory (not stored), or auto: the one that -data has, else dynamodb, or disk without Java")
	f.StringVar(&o.DynamoURL, "dynamodb", "", "`URL` of a DynamoDB to use in place of DynamoDB Local")
	f.StringVar(&o.S3URL, "s3", "", "`URL` of an S3 to use in place of the local bucket")
	f.StringVar(&o.Data, "data", ".local/data", "`folder` of the data that is stored between runs")
	f.BoolVar(&o.Fresh, "fresh", false, "delete the data in -data before the start")
	f.StringVar(&o.Web, "web", "web/dist", "`folder` of the built page")
	f.StringVar(&o.Demo, "demo", "vardagsrum", "`id` of a room to create if it does not exist; empty for none")
	f.BoolVar(&o.Faults, "faults", false, "serve /_faults, by which faults can be injected (see README.md)")
	f.BoolVar(&quiet, "quiet", false, "log only warnings and errors, not each invocation")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if f.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q; -help lists the flags", f.Arg(0))
	}
	level := slog.LevelInfo
	if quiet {
		level = slog.LevelWarn
	}
	o.Log = slog.New(slog.NewTextHandler(stderr, &slog.HandlerOptions{Level: level}))
	return o, nil
}

// printAddresses prints the addresses of the running stack.
func printAddresses(out io.Writer, o stack.Options, s *stack.Stack) {
	page := strings.Replace(s.PageURL(), "127.0.0.1", "localhost", 1)
	data := s.DataDir()
	store, _ := s.Table()
	if store == stack.Memory {
		data += " (only the token keys: -store memory does not store rooms)"
	}
	if _, err := os.Stat(filepath.Join(o.Web, "index.html")); err != nil {
		const format = "\n  The page is not built: there is no index.html in %s.\n  Run npm --prefix web run build.\n"
		fmt.Fprintf(out, format, o.Web)
	}
	fmt.Fprintf(out, "\n  room       %s?room=%s\n  two users  %sdemo.html?room=%s\n", page, o.Demo, page, o.Demo)
	fmt.Fprintf(out, "  websocket  %s\n", s.WSURL())
	fmt.Fprintf(out, "  data       %s\n  functions  %s, table %s\n", data, o.Lambda, store)
	if note := tableNote(o, s); note != "" {
		fmt.Fprintf(out, "\n  %s\n", note)
	}
	fmt.Fprint(out, "\n  Ctrl-C stops it.\n\n")
}

// tableNote says, if -store auto did not choose DynamoDB Local, why, and how to get it.
func tableNote(o stack.Options, s *stack.Stack) string {
	store, reason := s.Table()
	if o.Store != stack.Auto || store != stack.Disk {
		return ""
	}
	why := "the table that " + s.DataDir() + " has"
	if reason != nil {
		why, _, _ = strings.Cut(reason.Error(), ":") // the rest names the alternative, which this is
	}
	return "The table is a file (-store disk): " + why + ". " +
		"For DynamoDB Local: Java 17, then -store dynamodb with -fresh or another -data."
}
