package feed

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// Each feed of testdata becomes the catalogue and the report beside it; read the diff after -update.
func TestFeedsBecomeCatalogues(t *testing.T) {
	for _, file := range []string{"feed.xml", "feed.tsv", "products.json"} {
		t.Run(file, func(t *testing.T) {
			mapping := readMapping(t, "testdata/mapping.yaml")
			if file == "products.json" {
				mapping.Sizes.Width = append(mapping.Sizes.Width, "metafield.custom.width")
			}
			in, err := os.Open(filepath.Join("testdata", file))
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			made, problems, err := convert(in, mapping)
			if err != nil {
				t.Fatal(err)
			}
			source := encode(t, made)
			for _, p := range catalog.Check(source) {
				if p.Level != catalog.Warning {
					t.Errorf("the catalogue has a fault: %v", p)
				}
			}
			wantGolden(t, filepath.Join("testdata", "want", file+".catalog.json"), source)
			wantGolden(t, filepath.Join("testdata", "want", file+".report.json"), encode(t, problems))
		})
	}
}

func TestAtomIsReadAsRSS(t *testing.T) {
	atom := `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>S</title>
		<link href="https://shop.example"/><entry><g:id>1</g:id><title>Klinte</title>
		<link href="https://shop.example/klinte"/><g:google_product_category>460</g:google_product_category>
		<g:product_detail><g:attribute_name>Bredd</g:attribute_name><g:attribute_value>2,18 m</g:attribute_value></g:product_detail>
		<description>D 93 cm x H 82 cm</description></entry></feed>`
	mapping := readMapping(t, "testdata/mapping.yaml")
	mapping.Sizes.Width = []string{"product_detail.Bredd"}
	made, _, err := convert(strings.NewReader(atom), mapping)
	if err != nil || len(made.Products) != 1 {
		t.Fatalf("got %v, %v", made.Products, err)
	}
	p := made.Products[0]
	if p.URL != "https://shop.example/klinte" || p.Size != (catalog.Size{Width: 2180, Depth: 930, Height: 820}) {
		t.Errorf("got %+v", p)
	}
}

func TestBrokenAndHostileFeedsAreRefused(t *testing.T) {
	long := strings.Repeat("x", mostOfferBytes+1)
	for name, test := range map[string]struct{ feed, want string }{
		"empty":                {"", "the feed is empty"},
		"a page":               {"<html><body>Not found</body></html>", "no item"},
		"an entity bomb":       {`<!DOCTYPE rss [<!ENTITY a "aa">]><rss><item>&a;</item></rss>`, "document type"},
		"an unknown entity":    {"<rss><item><title>&bomb;</title></item></rss>", "line 1: "},
		"elements without end": {"<rss>" + strings.Repeat("<a>", 100_000), "32 deep"},
		"depth in an item":     {"<rss><item>" + strings.Repeat("<a>", 100_000), "32 deep"},
		"a text without end":   {"<rss><item><title>" + long, "one item is longer than"},
		"an attribute":         {`<rss><item a="` + long, "one item is longer than"},
		"many small elements":  {"<rss><item>" + strings.Repeat("<a>1</a>", mostOfferBytes/8), "one item is longer than"},
		"cut off":              {"<rss><item><title>A</title>", "line 1"},
		"not UTF-8":            {"<rss><item><title>\xff</title></item></rss>", "UTF-8"},
		"Latin-1":              {`<?xml version="1.0" encoding="iso-8859-1"?><rss/>`, "must be in UTF-8"},
		"text of words":        {"hello", "first line does not name the columns"},
		"a long line":          {"id\ttitle\n1\t" + long, "line 2: one row is longer than"},
		"an open quote":        {"id\ttitle\n1\t\"Klinte\n2\tTorpa\n", "line 2: a quote is not closed"},
		"a quote inside":       {"id\ttitle\n1\t\"Klinte\" soffa\n", "line 2: a field that begins with a quote"},
		"a quote without end":  {"id\ttitle\n1\t\"" + long, "line 2: one row is longer than"},
		"JSON of another kind": {`{"items":[]}`, "no member products"},
		"products of no list":  {`{"products":7}`, "products is not a list"},
		"JSON cut off":         {`{"products":[{"id":1},`, "products[1]: "},
		"a product too long":   {`{"products":[{"id":"` + strings.Repeat("x", 2*mostEntityBytes), "one product is longer than"},
		"depth in JSON":        {`{"products":[` + strings.Repeat("[", 100_000), "products[0]: "},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := convert(strings.NewReader(test.feed), readMapping(t, "testdata/mapping.yaml"))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %.300v, want %q in it", err, test.want)
			}
		})
	}
}

// A feed larger than any limit of one item is read: only the items count.
func TestLargeFeedIsRead(t *testing.T) {
	const items = 3000
	item := "<item><g:id>%</g:id><title>Soffa</title><g:google_product_category>460</g:google_product_category>" +
		"<description>200 x 90 x 80 cm " + strings.Repeat("x", 1000) + "</description></item>"
	var feed strings.Builder
	feed.WriteString("<rss>")
	for i := range items {
		feed.WriteString(strings.Replace(item, "%", strconv.Itoa(i), 1))
	}
	feed.WriteString("</rss>")
	made, problems, err := convert(strings.NewReader(feed.String()), readMapping(t, "testdata/mapping.yaml"))
	if err != nil || len(made.Products) != items {
		t.Errorf("read %d of %d products, %v; %v", len(made.Products), items, err, problems[0])
	}
}

func TestIdsAreStableAndStayApart(t *testing.T) {
	seen := map[string]string{}
	for _, id := range []string{"KL-1", "KL 1", "KL/1", "KL-1 ", "åäö", "öäå", strings.Repeat("x", 65), strings.Repeat("x", 66)} {
		got := idOf(id)
		if !catalog.IsID(got) {
			t.Errorf("%q became %q, which is no id", id, got)
		}
		if other, taken := seen[got]; taken {
			t.Errorf("%q and %q both became %q", id, other, got)
		}
		seen[got] = id
	}
	if got := idOf("KL 1"); got != "KL-1.9f0869dee5dd4925" {
		t.Errorf("got %s: ids in rooms would no longer be found", got)
	}
}

// Another feed of the shop adds names and prices, and changes nothing else.
func TestOtherFeedsAddLanguagesAndCurrencies(t *testing.T) {
	mapping := readMapping(t, "testdata/mapping.yaml")
	mapping.Currencies = []string{"SEK", "EUR"}
	i := NewImport(mapping)
	const header = "id\titem_group_id\ttitle\tcolor\tprice\tgoogle_product_category\tdescription\n"
	main := header + "1\tg\tKlinte\tVit\t849 SEK\t460\t200 x 90 x 80 cm\n2\tg\tKlinte\tGrå\t949 SEK\t460\t200 x 90 x 80 cm\n"
	also := header + "2\tg\tKlinte\tGrau\t95 EUR\t460\t\n1\tg\tKlinte\tWeiß\t85 EUR\t460\t\n3\tg\tNeu\tRot\t1 EUR\t460\t\n"
	english := header + "1\tg\tKlinte\tWhite\t1 SEK\t460\t\n"
	if err := i.Read(strings.NewReader(main)); err != nil {
		t.Fatal(err)
	}
	if err := i.ReadAlso(strings.NewReader(also), "de"); err != nil {
		t.Fatal(err)
	}
	if err := i.ReadAlso(strings.NewReader(english), "en"); err != nil {
		t.Fatal(err)
	}
	made, problems := i.Finish()
	p := made.Products[0]
	for language, want := range map[string]string{"sv": "Vit", "de": "Weiß", "en": "White"} {
		if got := p.Variants[0].Name[language]; got != want {
			t.Errorf("in %s: %q, want %q", language, got, want)
		}
	}
	if p.Prices["SEK"] != 84900 || p.Prices["EUR"] != 8500 || p.Variants[1].Prices["EUR"] != 9500 {
		t.Errorf("prices are %v and %v", p.Prices, p.Variants[1].Prices)
	}
	if len(problems) != 1 || problems[0].ID != "3" || problems[0].Place != "feed in de, line 4" {
		t.Errorf("reported %v", problems)
	}
	if err := i.ReadAlso(strings.NewReader(main), "Swedish!"); err == nil {
		t.Error("took a language that is none")
	}
}

// convert reads one feed.
func convert(feed io.Reader, m *Mapping) (catalog.Catalog, []Problem, error) {
	i := NewImport(m)
	err := i.Read(feed)
	made, problems := i.Finish()
	return made, problems, err
}

func readMapping(t testing.TB, file string) *Mapping {
	t.Helper()
	in, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	m, err := ReadMapping(in)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	source, err := json.Marshal(v, jsontext.WithIndent("  "), json.Deterministic(true))
	if err != nil {
		t.Fatal(err)
	}
	return append(source, '\n')
}

func wantGolden(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s: got\n%s", file, got)
	}
}
