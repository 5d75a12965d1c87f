package feed

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

// Mapping says what a feed does not. It is written in YAML, of which JSON is a part; docs/catalog.md describes it.
type Mapping struct {
	Shop       string             `yaml:"shop"`
	Site       string             `yaml:"site"`       // to which Shopify's addresses are relative
	Language   string             `yaml:"language"`   // of the feed's texts
	Currency   string             `yaml:"currency"`   // of a price without one
	Currencies []string           `yaml:"currencies"` // of the catalogue
	Categories []catalog.Category `yaml:"categories"`
	Kinds      []Rule             `yaml:"kinds"` // the first that matches decides
	Skip       []Condition        `yaml:"skip"`  // what is not for a room
	Name       *Pattern           `yaml:"name"`  // the part of a title that is the product's name
	Price      []string           `yaml:"price"` // fields, the first that is there counts
	Sizes      Sizes              `yaml:"sizes"`
	Colours    Colours            `yaml:"colours"`
}

// Rule says what products are that a condition matches.
type Rule struct {
	When       Condition         `yaml:"when"`
	Kind       string            `yaml:"kind"`
	Category   string            `yaml:"category"`
	What       catalog.Localised `yaml:"what"`
	Mount      string            `yaml:"mount"`
	HangsAt    Length            `yaml:"hangsAt"`
	Mirrorable bool              `yaml:"mirrorable"`
	Clearance  struct {
		Front, Back, Left, Right Length
	} `yaml:"clearance"`
	Size  Box      `yaml:"size"`  // of what the feed does not say
	Order []string `yaml:"order"` // of sizes in texts, instead of that of Sizes
}

// Box is a size of which any side may be unknown, 0.
type Box struct {
	Width, Depth, Height Length
}

// Sizes says where sizes are.
type Sizes struct {
	Width    []string  `yaml:"width"` // fields
	Depth    []string  `yaml:"depth"`
	Height   []string  `yaml:"height"`
	Texts    []string  `yaml:"texts"`    // fields that have sizes such as 210 x 95 x 80 cm in their text
	Order    []string  `yaml:"order"`    // of the sides in such a text
	Unit     string    `yaml:"unit"`     // of a number without one
	Patterns []Pattern `yaml:"patterns"` // with groups named width, depth, height and unit; tried first
}

// Colours says which field has the colour's name, and what it looks like.
type Colours struct {
	Fields  []string          `yaml:"fields"`
	Unknown string            `yaml:"unknown"` // #rrggbb of a name that is not known
	Names   map[string]string `yaml:"names"`   // #rrggbb by name
}

// Condition is met if each of its fields has a value that one of the field's patterns matches.
// google_product_category is met by its number, or by the path of a category or of one above it.
type Condition map[string]patterns

func (c Condition) matches(o Offer) bool {
	for field, any := range c {
		if !slices.ContainsFunc(o.Fields[field], any.match) {
			return false
		}
	}
	return true
}

type patterns []Pattern

func (all patterns) match(value string) bool {
	return slices.ContainsFunc(all, func(p Pattern) bool { return p.match(value) })
}

// Pattern is a regular expression in which case does not matter.
type Pattern struct {
	*regexp.Regexp
	category string // the whole text in lower case
}

// UnmarshalYAML compiles the expression.
func (p *Pattern) UnmarshalYAML(node *yaml.Node) error {
	compiled, err := regexp.Compile("(?i)" + node.Value)
	if err != nil || node.Kind != yaml.ScalarNode {
		return fmt.Errorf("line %d: %q is no regular expression", node.Line, node.Value)
	}
	*p = Pattern{compiled, strings.ToLower(node.Value)}
	return nil
}

func (p Pattern) match(value string) bool { return p.MatchString(value) }

// UnmarshalYAML takes one pattern or a list of them.
func (all *patterns) UnmarshalYAML(node *yaml.Node) error {
	if node.Kind == yaml.SequenceNode {
		return node.Decode((*[]Pattern)(all))
	}
	*all = make(patterns, 1)
	return node.Decode(&(*all)[0])
}

// UnmarshalYAML replaces the patterns of Google's categories, which are compared as paths.
func (c *Condition) UnmarshalYAML(node *yaml.Node) error {
	if err := node.Decode((*map[string]patterns)(c)); err != nil {
		return err
	}
	for i, p := range (*c)["google_product_category"] {
		path := regexp.QuoteMeta(p.category)
		(*c)["google_product_category"][i].Regexp = regexp.MustCompile(`(?i)^\s*` + path + `\s*(>|$)`)
	}
	return nil
}

// Length is a length in millimetres, written with its unit: 35 cm.
type Length int

// UnmarshalYAML reads the number and the unit.
func (l *Length) UnmarshalYAML(node *yaml.Node) error {
	mm, err := millimetres(node.Value, "")
	if err != nil {
		return fmt.Errorf("line %d: %w", node.Line, err)
	}
	*l = Length(mm)
	return nil
}

// ReadMapping reads a mapping and checks it. Names that it does not know are errors.
func ReadMapping(r io.Reader) (*Mapping, error) {
	source, err := io.ReadAll(io.LimitReader(r, mostOfferBytes))
	if err != nil {
		return nil, err
	}
	m := defaults()
	d := yaml.NewDecoder(bytes.NewReader(source))
	d.KnownFields(true)
	if err := d.Decode(m); err != nil {
		return nil, err
	}
	return m, m.check()
}

// defaults are Google's and Shopify's own fields.
func defaults() *Mapping {
	return &Mapping{
		Language: "en", Price: []string{"price"},
		Sizes: Sizes{
			Width: []string{"product_width"}, Depth: []string{"product_length"}, Height: []string{"product_height"},
			Texts: []string{"size", "variant_title", "title", "tags", "description", "body_html"},
			Order: []string{"width", "depth", "height"},
		},
		Colours: Colours{
			Fields:  []string{"color", "option.Color", "option.Colour", "option.Farbe", "option.Färg"},
			Unknown: "#b9b2a6",
		},
	}
}

func (m *Mapping) check() error {
	if len(m.Currencies) == 0 && m.Currency != "" {
		m.Currencies = []string{m.Currency}
	}
	if m.Currency == "" && len(m.Currencies) > 0 {
		m.Currency = m.Currencies[0]
	}
	switch {
	case m.Shop == "":
		return errors.New("shop is missing: the shop's name")
	case len(m.Currencies) == 0:
		return errors.New("currencies is missing: the currencies of the catalogue, such as [SEK]")
	case !catalog.IsLanguage(m.Language):
		return fmt.Errorf("language: %q is not a language such as sv", m.Language)
	case len(m.Kinds) == 0:
		return errors.New("kinds is missing: rules that say what each product is")
	}
	if problems := catalog.CheckFrame(m.catalogue()); len(problems) > 0 {
		return fmt.Errorf("%s %s", problems[0].Path, problems[0].Message)
	}
	for i, rule := range m.Kinds {
		if err := m.checkRule(rule); err != nil {
			return fmt.Errorf("kinds[%d]: %w", i, err)
		}
	}
	if _, ok := units[strings.ToLower(m.Sizes.Unit)]; !ok && m.Sizes.Unit != "" {
		return fmt.Errorf("sizes.unit: %q is no unit of length", m.Sizes.Unit)
	}
	if err := checkOrder(m.Sizes.Order); err != nil {
		return fmt.Errorf("sizes.order: %w", err)
	}
	names := map[string]string{}
	for name, colour := range m.Colours.Names {
		if !catalog.IsColour(colour) {
			return fmt.Errorf("colours.names: %s is no colour such as #93a183", strconv.Quote(colour))
		}
		names[strings.ToLower(name)] = colour
	}
	m.Colours.Names = names
	return nil
}

func (m *Mapping) checkRule(r Rule) error {
	switch {
	case len(r.When) == 0:
		return errors.New("when is missing: the fields and their patterns")
	case !slices.Contains(catalog.Kinds, r.Kind):
		return fmt.Errorf("kind must be one of %s", strings.Join(catalog.Kinds, ", "))
	case r.Mount != "" && !slices.Contains(catalog.Mounts, r.Mount):
		return fmt.Errorf("mount must be one of %s", strings.Join(catalog.Mounts, ", "))
	case r.What["en"] == "":
		return errors.New("what must be there in English")
	case !slices.ContainsFunc(m.Categories, func(c catalog.Category) bool { return c.ID == r.Category }):
		return fmt.Errorf("category %q is not one of the categories", r.Category)
	}
	return checkOrder(r.Order)
}

func checkOrder(order []string) error {
	for _, side := range order {
		if side != "width" && side != "depth" && side != "height" {
			return fmt.Errorf("order has %q; it may have width, depth and height", side)
		}
	}
	return nil
}

// catalogue returns the catalogue without products.
func (m *Mapping) catalogue() catalog.Catalog {
	return catalog.Catalog{
		Shop: m.Shop, Currencies: m.Currencies, Categories: slices.Clip(m.Categories), Products: []catalog.Product{},
	}
}

// ruleOf returns the rule that decides what an offer is, or nil.
func (m *Mapping) ruleOf(o Offer) *Rule {
	for i := range m.Kinds {
		if m.Kinds[i].When.matches(o) {
			return &m.Kinds[i]
		}
	}
	return nil
}

func (m *Mapping) skips(o Offer) bool {
	return slices.ContainsFunc(m.Skip, func(c Condition) bool { return len(c) > 0 && c.matches(o) })
}
