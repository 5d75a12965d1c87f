package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"homstyle.dev/planner/cmd/roomctl/catalog"
	"homstyle.dev/planner/cmd/roomctl/catalog/feed"
)

var catalogImportCommand = command{
	name:    "catalog import",
	summary: "make a catalogue of a shop's feed",
	operand: "in",
	help: `Reads a Google Merchant feed (XML or tab-separated text) or Shopify's products.json, and writes the
catalogue that the planner reads. A mapping in YAML says of what kind products are, and where the feed has sizes
and colours; docs/catalog.md describes it. What could not be read is printed, with the line or place in the feed,
and written to the file of -report. Fails if nothing could be read, and writes no catalogue then.

  roomctl catalog import feed.xml -map mapping.yaml -o catalog.json
  roomctl catalog import feed-sv.xml -also de=feed-de.xml -map mapping.yaml -o catalog.json
  roomctl catalog import products.json -map mapping.yaml -o catalog.json -report report.json`,
	bind: func(fs *flag.FlagSet) action {
		var f importFiles
		fs.StringVar(&f.in, "in", "", "the `file` of the feed; may be given without the flag")
		fs.Func("also", "a feed of the same offers in another `language=file`; may be repeated", f.addOther)
		fs.StringVar(&f.mapping, "map", "", "the `file` of the mapping")
		fs.StringVar(&f.out, "o", "", "the `file` of the catalogue to write")
		fs.StringVar(&f.report, "report", "", "the `file` to write what could not be read to, as JSON")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(_ context.Context, a *app, _ *stackConfig) error { return catalogImport(a, f, *asJSON) }
	},
}

type importFiles struct {
	in, mapping, out, report string
	others                   []otherFeed
}

// otherFeed is a feed in another language.
type otherFeed struct{ language, file string }

func (f *importFiles) addOther(text string) error {
	language, file, found := strings.Cut(text, "=")
	if !found {
		return errors.New("must be a language and a file, such as de=feed-de.xml")
	}
	f.others = append(f.others, otherFeed{language, file})
	return nil
}

func (f importFiles) check() error {
	switch {
	case f.in == "":
		return usagef("the file of the feed is missing")
	case f.mapping == "":
		return usagef("-map is missing")
	case f.out == "":
		return usagef("-o is missing")
	}
	return nil
}

// mostPrinted is how many problems are printed; -report has all.
const mostPrinted = 50

func catalogImport(a *app, f importFiles, asJSON bool) error {
	if err := f.check(); err != nil {
		return err
	}
	made, problems, err := f.read()
	if err != nil {
		return err
	}
	printSome(a.stderr, problems)
	if f.report != "" {
		if err := writeJSON(f.report, problems); err != nil {
			return err
		}
	}
	if len(made.Products) == 0 {
		return fmt.Errorf("%s: no product could be read", f.in)
	}
	if err := writeJSON(f.out, made); err != nil {
		return err
	}
	return a.printImport(made, problems, asJSON)
}

func (a *app) printImport(made catalog.Catalog, problems []feed.Problem, asJSON bool) error {
	counts := struct {
		Products int `json:"products"`
		Variants int `json:"variants"`
		LeftOut  int `json:"leftOut"`
		Problems int `json:"problems"`
	}{Products: len(made.Products), Problems: len(problems)}
	for _, p := range made.Products {
		counts.Variants += len(p.Variants)
	}
	for _, p := range problems {
		if p.LeftOut {
			counts.LeftOut++
		}
	}
	if asJSON {
		return printJSON(a.stdout, counts)
	}
	_, err := fmt.Fprintf(a.stdout, "%d products in %d variants; %d left out\n",
		counts.Products, counts.Variants, counts.LeftOut)
	return err
}

// printSome prints the first problems, each in one line, and how many more there are.
func printSome[P fmt.Stringer](w io.Writer, problems []P) {
	for i, p := range problems {
		if i == mostPrinted {
			fmt.Fprintf(w, "and %d more\n", len(problems)-i)
			return
		}
		fmt.Fprintln(w, sanitize(p.String()))
	}
}

// read returns the catalogue of all feeds, and what could not be read.
func (f importFiles) read() (catalog.Catalog, []feed.Problem, error) {
	var mapping *feed.Mapping
	err := withFile(f.mapping, func(r io.Reader) (err error) { mapping, err = feed.ReadMapping(r); return err })
	if err != nil {
		return catalog.Catalog{}, nil, err
	}
	i := feed.NewImport(mapping)
	if err := withFile(f.in, i.Read); err != nil {
		return catalog.Catalog{}, nil, err
	}
	for _, o := range f.others {
		err := withFile(o.file, func(r io.Reader) error { return i.ReadAlso(r, o.language) })
		if err != nil {
			return catalog.Catalog{}, nil, err
		}
	}
	made, problems := i.Finish()
	return made, problems, nil
}

// withFile reads a file. Errors name the file.
func withFile(file string, read func(io.Reader) error) error {
	in, err := os.Open(file)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := read(in); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

// writeJSON writes a file of indented JSON.
func writeJSON(file string, v any) error {
	out, err := os.Create(file)
	if err != nil {
		return err
	}
	err = printJSON(out, v)
	if closing := out.Close(); err == nil {
		err = closing
	}
	return err
}
