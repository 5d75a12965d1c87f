package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

var catalogCheckCommand = command{
	name:    "catalog check",
	summary: "check a catalogue and its 3D models",
	operand: "in",
	help: `Checks a catalogue by the rules by which the planner reads it, and its 3D models by the limits of
docs/embed.md. Prints each problem with its path in the JSON. What the planner refuses or leaves out is an error,
and the command fails; missing translations, missing prices and heavy models are warnings.

  roomctl catalog check catalog.json
  roomctl catalog check https://shop.example/catalog.json -models=false`,
	bind: func(fs *flag.FlagSet) action {
		in := fs.String("in", "", "the `file` or address of the catalogue; may be given without the flag")
		models := fs.Bool("models", true, "read the 3D models")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, _ *stackConfig) error {
			return catalogCheck(ctx, a, *in, *models, *asJSON)
		}
	},
}

// mostCatalogBytes is more than any catalogue has.
const mostCatalogBytes = 256 << 20

func catalogCheck(ctx context.Context, a *app, in string, models, asJSON bool) error {
	if in == "" {
		return usagef("the file or address of the catalogue is missing")
	}
	source, err := readAll(ctx, in, mostCatalogBytes)
	if err != nil {
		return err
	}
	problems := catalog.Check(source)
	if models {
		problems = append(problems, a.checkModels(ctx, in, catalog.Models(source))...)
	}
	faults := 0
	for _, p := range problems {
		if p.Level != catalog.Warning {
			faults++
		}
	}
	if asJSON {
		type result struct {
			Problems []catalog.Problem `json:"problems"`
		}
		err = printJSON(a.stdout, result{problems})
	} else {
		printSome(a.stdout, problems)
	}
	if err == nil && faults > 0 {
		err = fmt.Errorf("%s: %d errors, %d warnings", in, faults, len(problems)-faults)
	}
	return err
}

// checkModels reads each model once, and returns what the planner does not show or what is heavy.
func (a *app) checkModels(ctx context.Context, in string, models []catalog.Model) []catalog.Problem {
	step, done := a.progress("models", len(models))
	defer done()
	var problems []catalog.Problem
	for _, m := range models {
		step()
		file, err := readAll(ctx, besides(in, m.Address), catalog.MostModelBytes)
		if err != nil {
			problems = append(problems, m.Problem("can't be read: "+err.Error()))
			continue
		}
		problems = append(problems, m.Check(file)...)
	}
	return problems
}

// besides returns an address that is relative to the catalogue, as the planner resolves it.
func besides(in, address string) string {
	if isWeb(address) {
		return address
	}
	if !isWeb(in) {
		path, _ := url.PathUnescape(address)
		return filepath.Join(filepath.Dir(in), filepath.FromSlash(path))
	}
	base, _ := url.Parse(in)
	relative, err := url.Parse(address)
	if base == nil || err != nil {
		return address
	}
	return base.ResolveReference(relative).String()
}

func isWeb(address string) bool {
	return strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
}

// readAll returns a file, or what an address answers; an error if it is longer than most bytes.
func readAll(ctx context.Context, address string, most int64) ([]byte, error) {
	in, err := openAny(ctx, address)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	read, err := io.ReadAll(io.LimitReader(in, most+1))
	if err == nil && int64(len(read)) > most {
		err = fmt.Errorf("%s is larger than %d MB", address, most>>20)
	}
	return read, err
}

func openAny(ctx context.Context, address string) (io.ReadCloser, error) {
	if !isWeb(address) {
		return os.Open(address)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	client := http.Client{Timeout: time.Minute}
	response, err := client.Do(request)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		response.Body.Close()
		return nil, fmt.Errorf("%s answered %s", address, response.Status)
	}
	return response.Body, nil
}
