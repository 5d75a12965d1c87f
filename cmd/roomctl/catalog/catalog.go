// Package catalog has a shop's catalogue as the planner reads it: web/public/catalog/schema.json describes its
// JSON form, and web/src/catalog/read.ts decodes it in the page. Both and this package follow the same rules;
// testdata/rules.json proves it in Go and in TypeScript.
package catalog

// Catalog is what a shop sells. Lengths are millimetres, weights grams, prices minor units.
type Catalog struct {
	Shop       string     `json:"shop"`
	Currencies []string   `json:"currencies"` // ISO 4217, in the order of preference
	Categories []Category `json:"categories"`
	Products   []Product  `json:"products"`
}

// Category is a section of the catalogue.
type Category struct {
	ID   string    `json:"id"`
	Name Localised `json:"name"`
}

// Localised is a text by BCP 47 language; English is always there.
type Localised map[string]string

// Prices are prices by currency, in its minor unit.
type Prices map[string]int64

// Product is one product in its variants.
type Product struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	What       Localised `json:"what"`
	Kind       string    `json:"kind"`
	Category   string    `json:"category"`
	Size       Size      `json:"size"`
	Mount      string    `json:"mount,omitempty"`
	HangsAt    *int      `json:"hangsAt,omitempty"`
	Carries    *bool     `json:"carries,omitempty"`
	Mirrorable bool      `json:"mirrorable,omitzero"`
	Prices     Prices    `json:"prices"`
	Clearance  Clearance `json:"clearance"`
	Packages   []Package `json:"packages"`
	Variants   []Variant `json:"variants"`
	Image      string    `json:"image,omitempty"`
	Model      string    `json:"model,omitempty"`
	URL        string    `json:"url,omitempty"`
}

// Variant is one choice of colour and size. What it does not say is the product's.
type Variant struct {
	ID       string    `json:"id"`
	SKU      string    `json:"sku"`
	Name     Localised `json:"name"`
	Colour   string    `json:"colour"` // #rrggbb
	Size     *Size     `json:"size,omitempty"`
	Prices   Prices    `json:"prices,omitzero"`   // nil: the product's
	Packages []Package `json:"packages,omitzero"` // nil: the product's
	Image    string    `json:"image,omitempty"`
	Model    string    `json:"model,omitempty"`
}

// Size is that of a piece as it stands in the room, its front towards you.
type Size struct {
	Width  int `json:"width"`
	Depth  int `json:"depth"`
	Height int `json:"height"`
}

// Package is a parcel that is carried in.
type Package struct {
	Width  int `json:"width"`
	Depth  int `json:"depth"`
	Height int `json:"height"`
	Weight int `json:"weight"`
}

// Clearance is what should stay free on each side.
type Clearance struct {
	Front int `json:"front,omitzero"`
	Back  int `json:"back,omitzero"`
	Left  int `json:"left,omitzero"`
	Right int `json:"right,omitzero"`
}

// Kinds are the kinds of products that the planner draws.
var Kinds = []string{
	"sofa", "corner", "armchair", "ottoman", "chair", "stool", "bench", "table", "round-table", "desk", "bed",
	"nightstand", "wardrobe", "drawers", "storage", "shelf", "tv-unit", "lamp", "rug", "round-rug", "plant",
	"mirror", "table-lamp", "ceiling-lamp", "wall-shelf", "picture", "curtain", "other",
}

// Mounts are what holds a piece.
var Mounts = []string{"floor", "wall", "top", "ceiling", "floor-or-top"}
