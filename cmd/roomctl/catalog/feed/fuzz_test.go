package feed

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

func FuzzXML(f *testing.F) {
	fuzz(f, "feed.xml", `<rss><item><g:id>1</g:id><title>a</title></item></rss>`, `<feed><entry><link href="x"/></entry></feed>`,
		`<!DOCTYPE a><rss/>`, `<rss><item><![CDATA[`, `<?xml version="1.0" encoding="utf-16"?>`)
}

func FuzzText(f *testing.F) {
	fuzz(f, "feed.tsv", "id\ttitle\n1\t\"a\"\"b\"\n", "id\ttitle\r\n\"", "\ufeffid\ttitle\n\t\t\t")
}

func FuzzShopify(f *testing.F) {
	fuzz(f, "products.json", `{"products":[{"id":1,"title":"a","variants":[{}]}]}`, `{"products":[null,1,[]]}`,
		`{"x":{},"products":[{"tags":7,"variants":[{"id":1,"price":9,"featured_image":null}]}]}`)
}

// fuzz checks of any feed that it is refused with a reason, or that the planner can read what it becomes.
func fuzz(f *testing.F, file string, seeds ...string) {
	whole, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range append(seeds, string(whole)) {
		f.Add(seed)
	}
	mapping := readMapping(f, "testdata/mapping.yaml")
	f.Fuzz(func(t *testing.T, feed string) {
		made, problems, err := convert(strings.NewReader(feed), mapping)
		if err != nil {
			if err.Error() == "" {
				t.Error("refused without a reason")
			}
			return
		}
		for _, p := range problems {
			if p.Place == "" || p.Message == "" {
				t.Errorf("%+v says nothing", p)
			}
		}
		for _, p := range catalog.Check(encode(t, made)) {
			if p.Level != catalog.Warning {
				t.Errorf("the catalogue has a fault: %v", p)
			}
		}
	})
}
