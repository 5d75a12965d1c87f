package main

import (
	"flag"
	"fmt"
)

const stackHelp = `
The stack is set by one of:
  -local           the local stack that make up started in this directory
  -env FILE        a file of KEY=value lines, as make deploy writes to .local/
  otherwise the flags -url, -api-url, -table, -bucket and -key-path, or HOMSTYLE_URL,
  HOMSTYLE_API_URL, HOMSTYLE_TABLE, HOMSTYLE_BUCKET and HOMSTYLE_KEY_PATH; AWS
  credentials and region as for any AWS tool
`

func (a *app) printHelp() {
	fmt.Fprint(a.stdout, "Usage: roomctl [-local | -env FILE] COMMAND [FLAG...]\n\nCommands:\n")
	for _, c := range commands() {
		fmt.Fprintf(a.stdout, "  %-14s %s\n", c.name, c.summary)
	}
	fmt.Fprint(a.stdout, stackHelp, "\nroomctl COMMAND -h describes a command.\n")
}

func (a *app) printCommand(c command, fs *flag.FlagSet) {
	fmt.Fprintf(a.stdout, "roomctl %s: %s.\n\n%s\n\nFlags:\n", c.name, c.summary, c.help)
	fs.SetOutput(a.stdout)
	fs.PrintDefaults()
	fmt.Fprint(a.stdout, stackHelp)
}
