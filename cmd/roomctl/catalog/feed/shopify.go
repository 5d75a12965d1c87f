package feed

import (
	"bufio"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// shopifyProduct is Shopify's Product resource, as /products.json and the Admin API have it, with metafields if
// somebody has added them.
type shopifyProduct struct {
	ID          jsontext.Value     `json:"id"`
	Title       string             `json:"title"`
	Handle      string             `json:"handle"`
	BodyHTML    string             `json:"body_html"`
	Vendor      string             `json:"vendor"`
	ProductType string             `json:"product_type"`
	Tags        jsontext.Value     `json:"tags"` // a list, or a text with commas
	Options     []shopifyOption    `json:"options"`
	Variants    []shopifyVariant   `json:"variants"`
	Images      []shopifyImage     `json:"images"`
	Metafields  []shopifyMetafield `json:"metafields"`
}

type shopifyOption struct {
	Name string `json:"name"`
}

type shopifyVariant struct {
	ID            jsontext.Value     `json:"id"`
	Title         string             `json:"title"`
	SKU           string             `json:"sku"`
	Price         jsontext.Value     `json:"price"` // a text; a number in old files
	Option1       string             `json:"option1"`
	Option2       string             `json:"option2"`
	Option3       string             `json:"option3"`
	FeaturedImage *shopifyImage      `json:"featured_image"`
	Metafields    []shopifyMetafield `json:"metafields"`
}

type shopifyImage struct {
	Src        string           `json:"src"`
	VariantIDs []jsontext.Value `json:"variant_ids"`
}

type shopifyMetafield struct {
	Namespace string         `json:"namespace"`
	Key       string         `json:"key"`
	Value     jsontext.Value `json:"value"`
}

func decodeShopify(in *bufio.Reader, to receiver) error {
	g := newGuard(in, "one product", mostEntityBytes)
	d := jsontext.NewDecoder(g, jsontext.AllowDuplicateNames(true))
	if err := findProducts(d); err != nil {
		return fmt.Errorf("products.json of Shopify: %w", err)
	}
	for i := 0; d.PeekKind() != ']'; i++ {
		g.reset()
		place := fmt.Sprintf("products[%d]", i)
		value, err := d.ReadValue()
		if errors.Is(err, io.EOF) {
			err = errors.New("the file ends in the middle")
		}
		if err != nil {
			return fmt.Errorf("%s: %w", place, err)
		}
		var p shopifyProduct
		if err := json.Unmarshal(value, &p, jsontext.AllowDuplicateNames(true)); err != nil {
			to.problem(Problem{Place: place, Message: wrongType(err), LeftOut: true})
			continue
		}
		if err := p.pass(place, to); err != nil {
			return err
		}
	}
	return nil
}

// wrongType explains an error of a product's JSON, which is valid. It does not use the library's text, whose words
// change from one process to the next on purpose.
func wrongType(err error) string {
	if semantic, ok := errors.AsType[*json.SemanticError](err); ok && semantic.JSONPointer != "" {
		return fmt.Sprintf("The product's field %s has another type than Shopify's.", semantic.JSONPointer)
	}
	return "The product is not a JSON object."
}

// findProducts reads up to the first entry of the member products.
func findProducts(d *jsontext.Decoder) error {
	if _, err := d.ReadToken(); err != nil {
		return err
	}
	for d.PeekKind() == '"' {
		name, err := d.ReadToken()
		if err != nil {
			return err
		}
		if name.String() != "products" {
			if err := d.SkipValue(); err != nil {
				return err
			}
			continue
		}
		if d.PeekKind() != '[' {
			return errors.New("products is not a list")
		}
		_, err = d.ReadToken()
		return err
	}
	return errors.New("it has no member products")
}

// pass passes one offer on for each variant.
func (p shopifyProduct) pass(place string, to receiver) error {
	if len(p.Variants) == 0 {
		message := "The product has no variants."
		to.problem(Problem{Place: place, ID: scalar(p.ID), Message: message, LeftOut: true})
	}
	for i, v := range p.Variants {
		if err := to.offer(p.offer(v, fmt.Sprintf("%s.variants[%d]", place, i))); err != nil {
			return err
		}
	}
	return nil
}

func (p shopifyProduct) offer(v shopifyVariant, place string) Offer {
	fields := map[string][]string{
		"title": {p.Title}, "handle": {p.Handle}, "vendor": {p.Vendor}, "product_type": {p.ProductType},
		"body_html": {plain(p.BodyHTML)}, "tags": tagsOf(p.Tags), "variant_title": {v.Title}, "price": {scalar(v.Price)},
		"sku": {v.SKU},
	}
	for i, value := range []string{v.Option1, v.Option2, v.Option3} {
		if i < len(p.Options) && value != "" {
			fields["option."+p.Options[i].Name] = []string{value}
		}
	}
	for _, m := range slices.Concat(v.Metafields, p.Metafields) {
		name := "metafield." + m.Namespace + "." + m.Key
		fields[name] = append(fields[name], metafieldText(m.Value))
	}
	o := Offer{
		Place: place, ID: scalar(v.ID), Product: scalar(p.ID), Title: p.Title, Image: p.imageOf(v), Fields: fields,
		SKU: v.SKU,
	}
	if o.SKU == "" {
		o.SKU = o.ID
	}
	if v.Title != "Default Title" { // Shopify's name for the only variant
		o.Choice = v.Title
	}
	if p.Handle != "" {
		o.Page = "products/" + p.Handle
	}
	return o
}

func (p shopifyProduct) imageOf(v shopifyVariant) string {
	if v.FeaturedImage != nil {
		return v.FeaturedImage.Src
	}
	own := slices.IndexFunc(p.Images, func(i shopifyImage) bool {
		return slices.ContainsFunc(i.VariantIDs, func(id jsontext.Value) bool { return scalar(id) == scalar(v.ID) })
	})
	if len(p.Images) == 0 {
		return ""
	}
	return p.Images[max(own, 0)].Src
}

// scalar returns the text of a string or a number, and "" for anything else.
func scalar(v jsontext.Value) string {
	switch v.Kind() {
	case '"':
		var s string
		_ = json.Unmarshal(v, &s)
		return s
	case '0':
		return string(v)
	}
	return ""
}

func tagsOf(v jsontext.Value) []string {
	var list []string
	if json.Unmarshal(v, &list) == nil {
		return list
	}
	return strings.Split(scalar(v), ",")
}

// metafieldText returns a metafield's value as text: that of the type dimension, {"value":25,"unit":"cm"}, as "25 cm".
func metafieldText(v jsontext.Value) string {
	text := scalar(v)
	source := []byte(v)
	if strings.HasPrefix(text, "{") {
		source = []byte(text) // the API has every value as a text
	}
	var dimension struct {
		Value jsontext.Value `json:"value"`
		Unit  string         `json:"unit"`
	}
	if json.Unmarshal(source, &dimension) == nil && dimension.Unit != "" {
		return scalar(dimension.Value) + " " + dimension.Unit
	}
	return text
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plain returns the text of HTML, to look for sizes in. It is not shown to anybody.
func plain(source string) string {
	return oneLine(html.UnescapeString(tag.ReplaceAllString(source, " ")))
}
