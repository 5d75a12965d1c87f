package feed

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

// builder makes a catalogue of offers: those of one product are its variants.
type builder struct {
	mapping  *Mapping
	products []*catalog.Product
	places   map[*catalog.Product]string
	byID     map[string]*catalog.Product
	taken    map[string]taken // by the offer's id
	problems []Problem
	offers   int
}

// taken is an offer that has become a variant.
type taken struct {
	place   string
	product *catalog.Product
	variant int
}

func newBuilder(m *Mapping) *builder {
	return &builder{
		mapping: m, byID: map[string]*catalog.Product{}, taken: map[string]taken{}, places: map[*catalog.Product]string{},
	}
}

// variantWith returns the variant that an offer has become, or nil.
func (b *builder) variantWith(id string) *catalog.Variant {
	t, has := b.taken[id]
	if !has {
		return nil
	}
	return &t.product.Variants[t.variant]
}

func (b *builder) problem(p Problem) { b.problems = append(b.problems, p) }

// offer adds an offer to its product, or reports why not.
func (b *builder) offer(o Offer) error {
	if b.offers++; b.offers > mostOffers {
		return fmt.Errorf("%s: the feed has more than %d offers", o.Place, mostOffers)
	}
	if b.mapping.skips(o) {
		return nil
	}
	if err := b.add(o); err != nil {
		b.problem(Problem{Place: o.Place, ID: o.ID, Message: sentence(err), LeftOut: true})
	}
	return nil
}

func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

// note reports what is missing of an offer that is in the catalogue.
func (b *builder) note(o Offer, format string, args ...any) {
	b.problem(Problem{Place: o.Place, ID: o.ID, Message: fmt.Sprintf(format, args...)})
}

// add adds an offer, or returns why not.
func (b *builder) add(o Offer) error {
	if o.ID == "" {
		return errors.New("the offer has no id")
	}
	if other, has := b.taken[o.ID]; has {
		return fmt.Errorf("the offer has the id of that at %s", other.place)
	}
	if o.Title == "" {
		return errors.New("the offer has no title")
	}
	rule := b.mapping.ruleOf(o)
	if rule == nil {
		const format = "no rule of kinds matches: title %q, product_type %q, google_product_category %q"
		return fmt.Errorf(format, o.Title, o.first([]string{"product_type"}), o.first([]string{"google_product_category"}))
	}
	size, err := b.mapping.sizeOf(o, rule)
	if err != nil {
		return err
	}
	variant := b.variantOf(o)
	variant.Size = &size
	id := idOf(cmp.Or(o.Product, o.ID))
	p := b.byID[id]
	if p == nil {
		p = b.productOf(o, id, rule)
		b.byID[id], b.places[p] = p, o.Place
		b.products = append(b.products, p)
	}
	b.taken[o.ID] = taken{o.Place, p, len(p.Variants)}
	p.Variants = append(p.Variants, variant)
	return nil
}

// variantOf returns an offer as a variant that inherits nothing.
func (b *builder) variantOf(o Offer) catalog.Variant {
	name := cut(cmp.Or(o.Choice, o.Title))
	v := catalog.Variant{ID: idOf(o.ID), SKU: cut(o.SKU), Name: b.localised(name), Prices: catalog.Prices{}}
	v.Image = b.addressOf(o, "picture", o.Image)
	if v.Model = b.addressOf(o, "model", o.Model); v.Model != "" && !isGLB(v.Model) {
		b.note(o, "The model %s is not shown: it must be a GLB file.", v.Model)
		v.Model = ""
	}
	b.price(o, v.Prices)
	v.Colour = b.colourOf(o)
	v.Packages = b.packagesOf(o)
	return v
}

func (b *builder) colourOf(o Offer) string {
	name := o.first(b.mapping.Colours.Fields)
	colour, known := b.mapping.colourOf(name)
	switch {
	case name == "":
		b.note(o, "The offer has no colour.")
	case !known:
		b.note(o, "The colour %q is not known: add it to colours.names.", name)
	}
	return colour
}

func (b *builder) productOf(o Offer, id string, rule *Rule) *catalog.Product {
	p := &catalog.Product{
		ID: id, Name: b.nameOf(o), What: rule.What, Kind: rule.Kind, Category: rule.Category,
		Mount: rule.Mount, Mirrorable: rule.Mirrorable, URL: b.addressOf(o, "page", o.Link),
		Clearance: catalog.Clearance{
			Front: int(rule.Clearance.Front), Back: int(rule.Clearance.Back),
			Left: int(rule.Clearance.Left), Right: int(rule.Clearance.Right),
		},
	}
	if p.URL == "" && b.mapping.Site != "" {
		p.URL = b.addressOf(o, "page", o.Page)
	}
	if rule.HangsAt != 0 {
		height := int(rule.HangsAt)
		p.HangsAt = &height
	}
	return p
}

func (b *builder) nameOf(o Offer) string {
	if b.mapping.Name != nil {
		if m := b.mapping.Name.FindStringSubmatch(o.Title); m != nil && notBlank(m[len(m)-1]) {
			return cut(strings.TrimSpace(m[len(m)-1]))
		}
	}
	return cut(o.Title)
}

// localised returns a text of the feed, which also stands for English: the planner needs that.
func (b *builder) localised(text string) catalog.Localised {
	return catalog.Localised{b.mapping.Language: text, "en": text}
}

func (b *builder) price(o Offer, prices catalog.Prices) {
	text := o.first(b.mapping.Price)
	if text == "" {
		b.note(o, "The offer has no price.")
		return
	}
	currency, minor, err := priceOf(text, b.mapping.Currency)
	switch {
	case err != nil:
		b.note(o, "The price can't be read: %v.", err)
	case !slices.Contains(b.mapping.Currencies, currency):
		b.note(o, "The price is in %s, which is not one of the mapping's currencies.", currency)
	default:
		prices[currency] = minor
	}
}

// packagesOf returns the parcel of Google's shipping fields, if they are complete.
func (b *builder) packagesOf(o Offer) []catalog.Package {
	var p catalog.Package
	for field, to := range map[string]*int{
		"shipping_width": &p.Width, "shipping_length": &p.Depth, "shipping_height": &p.Height,
	} {
		if *to, _ = millimetres(o.first([]string{field}), b.mapping.Sizes.Unit); *to == 0 {
			return nil
		}
	}
	if p.Weight, _ = weight(o.first([]string{"shipping_weight"})); p.Weight == 0 {
		return nil
	}
	return []catalog.Package{p}
}

// addressOf returns an absolute address, or "" and a note if it is none.
func (b *builder) addressOf(o Offer, what, address string) string {
	if address == "" {
		return ""
	}
	base, _ := url.Parse(b.mapping.Site)
	full, err := url.Parse(strings.TrimSpace(address))
	if err == nil && base != nil {
		full = base.ResolveReference(full)
	}
	if err != nil || full.Host == "" || !catalog.IsAddress(full.String()) {
		b.note(o, "The address of the %s, %q, is not an http or https address.", what, address)
		return ""
	}
	return full.String()
}

func isGLB(address string) bool {
	u, err := url.Parse(address)
	return err == nil && strings.HasSuffix(strings.ToLower(u.Path), ".glb")
}

var notOfID = regexp.MustCompile(`[^A-Za-z0-9._-]+`)

// idOf returns an id that rooms can store, always the same for the same id of the feed: that one if it may be,
// or else its letters and a hash.
func idOf(id string) string {
	if catalog.IsID(id) {
		return id
	}
	h := fnv.New64a()
	h.Write([]byte(id))
	letters := strings.Trim(notOfID.ReplaceAllString(id, "-"), "-")
	return fmt.Sprintf("%.40s.%016x", letters, h.Sum64())
}

// cut returns the first 200 characters of a text without line ends.
func cut(text string) string {
	text = oneLine(text)
	if runes := []rune(text); len(runes) > 200 {
		return string(runes[:199]) + "…"
	}
	return text
}
