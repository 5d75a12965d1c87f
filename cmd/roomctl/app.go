package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"golang.org/x/term"

	"homstyle.dev/planner/shared/dynamo"
	"homstyle.dev/planner/shared/room"
)

// app is one run of roomctl. Output, environment, clock and services are fields, so that
// tests can replace them.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	setenv         func(key, value string) error
	now            func() time.Time
	after          func(time.Duration) <-chan time.Time
	parameters     func(context.Context) (parameters, error)
	credentials    func(context.Context) (region string, credentials aws.CredentialsProvider, err error)
	rooms          func(ctx context.Context, table string) (rooms, error)
	archive        func(ctx context.Context, bucket string) (roomArchive, error)
	tableRooms     func(ctx context.Context, table string, each func(room.ID)) error
	migrate        func(ctx context.Context, table string, from dynamo.Cursor, each func(dynamo.Progress) error) error
	terminal       bool // whether stderr is a terminal: for progress and questions
}

func newApp() *app {
	return &app{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr,
		getenv: os.Getenv, setenv: os.Setenv, now: time.Now, after: time.After,
		parameters: openParameters, credentials: loadCredentials, rooms: openRooms, archive: openArchive, tableRooms: listTable, migrate: migrateTable,
		terminal: term.IsTerminal(int(os.Stderr.Fd())),
	}
}

// command is one subcommand of roomctl.
type command struct {
	name    string // one or two words
	summary string // for the list of commands
	help    string // a description, then examples
	operand string // the flag that an argument without a flag sets, first or last on the line; "" for none
	// bind adds the command's flags to the set and returns the action that reads them after parsing.
	bind func(*flag.FlagSet) action
}

type action func(context.Context, *app, *stackConfig) error

func commands() []command {
	return []command{
		tokenCommand, keyListCommand, keyAddCommand, keyRemoveCommand,
		roomCreateCommand, roomShowCommand, roomListCommand, roomCopyCommand, roomDeleteCommand, tailCommand,
		historyCommand, replayCommand, diffCommand, snapshotCommand, restoreCommand, exportCommand, importCommand,
		verifyCommand, migrateCommand, learnCommand,
		costEstimateCommand, costRoomCommand, costServeCommand,
		catalogImportCommand, catalogCheckCommand,
	}
}

// usageError is a mistake on the command line. It is printed in one line, and the exit
// code is 2; the exit code of every other error is 1.
type usageError string

func (e usageError) Error() string { return string(e) }

func usagef(format string, args ...any) error { return usageError(fmt.Sprintf(format, args...)) }

// run executes one command line and returns the exit code.
func (a *app) run(ctx context.Context, args []string) int {
	name, err := a.do(ctx, args)
	switch {
	case err == nil:
		return 0
	case errors.As(err, new(usageError)):
		fmt.Fprintf(a.stderr, "%s: %v (see %s -h)\n", name, err, name)
		return 2
	}
	fmt.Fprintf(a.stderr, "%s: %v\n", name, err)
	return 1
}

// do executes the command that args name, and returns its full name for messages.
func (a *app) do(ctx context.Context, args []string) (string, error) {
	var stack stackConfig
	rest, help, err := parse("roomctl", args, stack.flags)
	switch {
	case err != nil:
		return "roomctl", err
	case help || len(rest) == 0 || rest[0] == "help":
		a.printHelp()
		return "roomctl", nil
	}
	c, rest, err := find(rest)
	if err != nil {
		return "roomctl", err
	}
	return a.doCommand(ctx, c, rest, &stack)
}

func (a *app) doCommand(ctx context.Context, c command, args []string, t *stackConfig) (string, error) {
	name := "roomctl " + c.name
	var act action
	var flags *flag.FlagSet
	operand, args := c.takeOperand(args)
	rest, help, err := parse(name, args, func(fs *flag.FlagSet) {
		flags = fs
		act = c.bind(fs)
		t.flags(fs) // these flags are accepted before the command and after it
	})
	if err == nil && c.operand != "" && operand == "" && len(rest) == 1 {
		operand, rest = rest[0], nil
	}
	if operand != "" {
		_ = flags.Set(c.operand, operand) // a flag of text takes any
	}
	switch {
	case err != nil:
		return name, err
	case help:
		a.printCommand(c, flags)
		return name, nil
	case len(rest) > 0:
		return name, usagef("unexpected argument %q", rest[0])
	}
	if err := t.resolve(a.getenv, a.setenv); err != nil {
		return name, err
	}
	if t.tableURL != "" {
		a = a.withLocalTable(t.tableURL)
	}
	return name, act(ctx, a, t)
}

// takeOperand returns the first argument, if the command has an operand and that argument is no flag, and the others.
func (c command) takeOperand(args []string) (string, []string) {
	if c.operand == "" || len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return "", args
	}
	return args[0], args[1:]
}

// find returns the command that args begin with, and the arguments after its one or two words.
func find(args []string) (command, []string, error) {
	for _, c := range commands() {
		words := strings.Fields(c.name)
		if len(args) >= len(words) && strings.Join(args[:len(words)], " ") == c.name {
			return c, args[len(words):], nil
		}
	}
	var seconds []string
	for _, c := range commands() {
		if first, second, two := strings.Cut(c.name, " "); two && first == args[0] {
			seconds = append(seconds, second)
		}
	}
	if len(seconds) > 0 {
		return command{}, nil, usagef("%s needs a second word: %s", args[0], strings.Join(seconds, ", "))
	}
	return command{}, nil, usagef("there is no command %q", args[0])
}

// parse parses args with the flags that bind adds to a set of that name. It returns the
// arguments that are left, and whether -h was given.
func parse(name string, args []string, bind func(*flag.FlagSet)) (rest []string, help bool, err error) {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	bind(fs)
	err = fs.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		return nil, true, nil
	}
	if err != nil {
		return nil, false, usageError(err.Error())
	}
	return fs.Args(), false, nil
}
