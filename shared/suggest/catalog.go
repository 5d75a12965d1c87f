package suggest

import (
	"errors"
	"fmt"
	"math"
	"regexp"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"golang.org/x/text/currency"
)

// Catalog is what suggestions need of the shop's catalogue, catalog.json.
type Catalog struct {
	Currencies []string // ISO 4217, at least one; the first is the default
	Products   []Product
}

// Product is a product of the catalogue.
type Product struct {
	ID, Kind             string
	Width, Depth, Height int              // millimetres
	Prices               map[string]int64 // by currency, in its minor unit
}

var (
	productID   = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`) // as WR4
	productKind = regexp.MustCompile(`^[a-z-]{1,20}$`)
	maxLength   = 20_000 // millimetres
)

// ReadCatalog decodes catalog.json. Like the planner, it omits products that are not valid. It returns an error
// for a text that is no catalogue.
func ReadCatalog(text []byte) (Catalog, error) {
	var in struct {
		Currencies []string         `json:"currencies"`
		Products   []jsontext.Value `json:"products"`
	}
	if err := json.Unmarshal(text, &in); err != nil {
		return Catalog{}, fmt.Errorf("catalogue: %w", err)
	}
	c := Catalog{Currencies: in.Currencies}
	taken := map[string]bool{}
	for _, entry := range in.Products {
		if p, ok := readProduct(entry); ok && !taken[p.ID] {
			taken[p.ID] = true
			c.Products = append(c.Products, p)
		}
	}
	if len(c.Currencies) == 0 || len(c.Products) == 0 {
		return Catalog{}, errors.New("catalogue: it has no currency or no valid product")
	}
	return c, nil
}

func readProduct(entry jsontext.Value) (Product, bool) {
	var in struct {
		ID   string `json:"id"`
		Kind string `json:"kind"`
		Size struct {
			Width  int `json:"width"`
			Depth  int `json:"depth"`
			Height int `json:"height"`
		} `json:"size"`
		Prices map[string]int64 `json:"prices"`
	}
	if err := json.Unmarshal(entry, &in); err != nil || !productID.MatchString(in.ID) || !productKind.MatchString(in.Kind) {
		return Product{}, false
	}
	for _, length := range []int{in.Size.Width, in.Size.Depth, in.Size.Height} {
		if length < 1 || length > maxLength {
			return Product{}, false
		}
	}
	return Product{in.ID, in.Kind, in.Size.Width, in.Size.Depth, in.Size.Height, in.Prices}, true
}

// offer is what is sold in one currency.
type offer struct {
	currency string
	minor    float64 // minor units of one unit of the currency: 100 for SEK
	products []Product
	byID     map[string]Product // of products
	kinds    map[string]string  // of all products, also of those that are not sold
}

// offer returns the products that have a price in a currency, or in the catalogue's first if it is "". Its error
// is a *room.Error with room.BadField if the catalogue does not have that currency.
func (c Catalog) offer(code string) (offer, error) {
	if code == "" {
		code = c.Currencies[0]
	}
	unit, err := currency.ParseISO(code)
	if err != nil {
		return offer{}, badField("currency", "currency must be one of the catalogue's, such as %s.", c.Currencies[0])
	}
	digits, _ := currency.Standard.Rounding(unit)
	o := offer{currency: code, minor: math.Pow10(digits), byID: map[string]Product{}, kinds: map[string]string{}}
	for _, p := range c.Products {
		o.kinds[p.ID] = p.Kind
		if price := p.Prices[code]; price > 0 && price <= maxPrice {
			o.products = append(o.products, p)
			o.byID[p.ID] = p
		}
	}
	if len(o.products) == 0 {
		return offer{}, badField("currency", "The catalogue has no price in that currency.")
	}
	return o, nil
}

// maxPrice is the highest price of a catalogue in minor units, so that a total can't overflow.
const maxPrice = 1_000_000_000
