// Package feed makes a catalogue of what shops have already: a Google Merchant feed, as XML (RSS or Atom) or as
// tab-separated text, or Shopify's products.json. A Mapping says what the feed does not: kinds, mounts, and
// where sizes and colours are. The field names are those of Google's product data specification and of Shopify's
// Product resource.
package feed

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

// Offer is one variant of a product, as a feed has it.
type Offer struct {
	Place   string // "line 12" or "products[3].variants[0]"
	ID      string
	Product string // the id that all variants of a product have
	SKU     string
	Title   string
	Choice  string // the variant's name; "" if there is only one
	Link    string
	Page    string // the same, relative to the mapping's site
	Image   string
	Model   string              // a 3D file's address
	Fields  map[string][]string // all fields by the feed's own names
}

// Problem is something that could not be read.
type Problem struct {
	Place   string `json:"place"`
	ID      string `json:"id,omitempty"`
	Message string `json:"message"` // a sentence
	LeftOut bool   `json:"leftOut"` // whether the offer is not in the catalogue
}

func (p Problem) String() string {
	if p.ID == "" {
		return p.Place + ": " + p.Message
	}
	return p.Place + ", " + p.ID + ": " + p.Message
}

// Limits that no honest feed reaches.
const (
	mostOffers      = 500_000
	mostOfferBytes  = 1 << 20 // of one item of XML or one row of text
	mostEntityBytes = 8 << 20 // of one product of Shopify, with all its variants
	mostDepth       = 32      // of elements in elements
)

// receiver takes what a decoder reads.
type receiver interface {
	offer(Offer) error
	problem(Problem)
}

// Import makes one catalogue of a shop's feed, and of its feeds in other languages and currencies.
type Import struct{ builder *builder }

// NewImport returns an import without a feed.
func NewImport(m *Mapping) *Import { return &Import{newBuilder(m)} }

// Read reads the shop's main feed. The format is recognised by the first character. An error means that the file is
// no feed, or is broken at a place from which it can't be read on.
func (i *Import) Read(r io.Reader) error { return decode(r, i.builder) }

// ReadAlso reads the same offers from a feed in another language: it takes over the variants' names, and prices in
// currencies that the offers have no price in yet.
func (i *Import) ReadAlso(r io.Reader, language string) error {
	if !catalog.IsLanguage(language) {
		return fmt.Errorf("%q is not a language such as sv", language)
	}
	return decode(r, translation{i.builder, language})
}

// Finish returns the catalogue, and what could not be read.
func (i *Import) Finish() (catalog.Catalog, []Problem) {
	made := i.builder.finish()
	return made, i.builder.problems
}

func decode(r io.Reader, to receiver) error {
	in := bufio.NewReaderSize(r, 1<<16)
	if start, _ := in.Peek(3); bytes.Equal(start, []byte("\ufeff")) {
		_, _ = in.Discard(3)
	}
	switch start, err := firstCharacter(in); {
	case err != nil:
		return fmt.Errorf("the feed is empty")
	case start == '<':
		return decodeXML(in, to)
	case start == '{':
		return decodeShopify(in, to)
	default:
		return decodeText(in, to)
	}
}

// firstCharacter skips spaces and line ends, and returns the next byte without reading it.
func firstCharacter(in *bufio.Reader) (byte, error) {
	for {
		next, err := in.Peek(1)
		if err != nil {
			return 0, err
		}
		if !strings.ContainsRune(" \r\n", rune(next[0])) {
			return next[0], nil
		}
		_, _ = in.Discard(1)
	}
}

// first returns the first value that is not blank, of the fields in their order.
func (o Offer) first(names []string) string {
	for _, name := range names {
		if i := slices.IndexFunc(o.Fields[name], notBlank); i >= 0 {
			return strings.TrimSpace(o.Fields[name][i])
		}
	}
	return ""
}

// oneLine returns a text with single spaces for all its spaces and line ends, also for those that don't break.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

func notBlank(s string) bool { return strings.TrimSpace(s) != "" }
