package main

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/cmd/roomctl/catalog"
	"homstyle.dev/planner/cmd/roomctl/catalog/feed"
)

const feeds = "catalog/feed/testdata/"

func TestCatalogImportWritesWhatTheCheckAccepts(t *testing.T) {
	b, dir := newTestApp(t), t.TempDir()
	out, report := filepath.Join(dir, "catalog.json"), filepath.Join(dir, "report.json")

	printed := b.must(t, "catalog", "import", feeds+"feed.xml", "-map", feeds+"mapping.yaml", "-o", out, "-report", report)

	wantContains(t, printed, "products in", "left out")
	wantContains(t, b.err.String(), "BO-1: No rule of kinds matches", "line ")
	var problems []feed.Problem
	source, err := os.ReadFile(report)
	if err == nil {
		err = json.Unmarshal(source, &problems)
	}
	if err != nil || len(problems) != strings.Count(b.err.String(), "\n") {
		t.Errorf("the report has %d problems, %v; printed %s", len(problems), err, b.err.String())
	}
	b.must(t, "catalog", "check", out, "-models=false")
}

func TestCatalogImportFailsWhenNothingCanBeRead(t *testing.T) {
	b, dir := newTestApp(t), t.TempDir()
	empty, out := filepath.Join(dir, "feed.xml"), filepath.Join(dir, "catalog.json")
	item := "<rss><item><id>1</id><title>Vas</title></item></rss>"
	if err := os.WriteFile(empty, []byte(item), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"catalog", "import", "-map", feeds + "mapping.yaml", "-o", out, empty}
	if code := b.run(t.Context(), args); code != 1 {
		t.Errorf("exit %d", code)
	}
	wantContains(t, b.err.String(), "line 1, 1: No rule of kinds matches", "no product could be read")
	if _, err := os.Stat(out); err == nil {
		t.Error("wrote a catalogue without products")
	}
}

func TestCatalogCommandsNameWhatIsMissing(t *testing.T) {
	b := newTestApp(t)
	for args, want := range map[string]string{
		"catalog import":                          "the file of the feed is missing",
		"catalog import a.xml":                    "-map is missing",
		"catalog import a.xml -map m":             "-o is missing",
		"catalog import a.xml -map m -o c second": `unexpected argument "second"`,
		"catalog import a.xml -also b.xml":        "must be a language and a file",
		"catalog check":                           "the file or address of the catalogue is missing",
	} {
		wantContains(t, b.fails(t, 2, strings.Fields(args)...), want)
	}
	wantContains(t, b.fails(t, 1, "catalog", "import", "a.xml", "-map", "none.yaml", "-o", "c"), "none.yaml")
	wantContains(t, b.fails(t, 1, "catalog", "check", "none.json"), "none.json")
}

func TestCatalogCheckReadsModelsBesidesTheCatalogue(t *testing.T) {
	dir := t.TempDir()
	source := strings.Replace(oneProduct, "MODEL", "models/a.glb", 1)
	if err := os.WriteFile(filepath.Join(dir, "catalog.json"), []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	t.Cleanup(server.Close)
	b := newTestApp(t)
	for _, in := range []string{filepath.Join(dir, "catalog.json"), server.URL + "/catalog.json"} {
		printed := b.must(t, "catalog", "check", in)
		wantContains(t, printed, "warning: products[0].model can't be read", "models/a.glb")
	}
	if err := os.Mkdir(filepath.Join(dir, "models"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "models", "a.glb"), []byte("glTF, not"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{filepath.Join(dir, "catalog.json"), server.URL + "/catalog.json"} {
		wantContains(t, b.must(t, "catalog", "check", in), "products[0].model is not shown: it is no binary glTF 2.0 file")
	}
}

func TestCatalogCheckFailsOnWhatThePlannerLeavesOut(t *testing.T) {
	file := filepath.Join(t.TempDir(), "catalog.json")
	source := strings.Replace(oneProduct, `"width":2000`, `"width":0`, 1)
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	b := newTestApp(t)
	if code := b.run(t.Context(), []string{"catalog", "check", file, "-models=false", "-json"}); code != 1 {
		t.Errorf("exit %d", code)
	}
	var printed struct{ Problems []catalog.Problem }
	if err := json.Unmarshal(b.out.Bytes(), &printed, json.MatchCaseInsensitiveNames(true)); err != nil {
		t.Fatal(err)
	}
	want := catalog.Problem{
		Path: "products[0].size.width", Product: "a", Level: catalog.LeftOut, Message: "must be an integer in its bounds",
	}
	if len(printed.Problems) != 1 || printed.Problems[0] != want {
		t.Errorf("found %+v", printed.Problems)
	}
	wantContains(t, b.err.String(), "1 errors, 0 warnings")
}

const oneProduct = `{"shop":"S","currencies":["SEK"],"categories":[{"id":"sofas","name":{"en":"Sofas"}}],
	"products":[{"id":"a","name":"A","what":{"en":"sofa"},"kind":"sofa","category":"sofas",
	"size":{"width":2000,"depth":900,"height":800},"prices":{"SEK":1},"clearance":{},"packages":[],"model":"MODEL",
	"variants":[{"id":"x","sku":"1","name":{"en":"X"},"colour":"#ffffff"}]}]}`
