package feed

import (
	"maps"
	"slices"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

// finish returns the catalogue. What all variants of a product share is the product's.
func (b *builder) finish() catalog.Catalog {
	c := b.mapping.catalogue()
	for _, p := range b.products {
		share(p)
		if problems := catalog.CheckProduct(*p); len(problems) > 0 {
			message := "The product is not one that the planner can read: " + problems[0].Path + " " + problems[0].Message + "."
			b.problem(Problem{Place: b.places[p], ID: p.ID, Message: message, LeftOut: true})
			continue
		}
		c.Products = append(c.Products, *p)
	}
	return c
}

// share moves to the product what its first variant has, and out of the variants that have the same.
func share(p *catalog.Product) {
	first := p.Variants[0]
	p.Size, p.Prices, p.Packages, p.Image, p.Model = *first.Size, first.Prices, first.Packages, first.Image, first.Model
	if p.Packages == nil {
		p.Packages = []catalog.Package{}
	}
	for i := range p.Variants {
		v := &p.Variants[i]
		if *v.Size == p.Size {
			v.Size = nil
		}
		if maps.Equal(v.Prices, p.Prices) {
			v.Prices = nil
		}
		if slices.Equal(v.Packages, p.Packages) {
			v.Packages = nil
		} else if v.Packages == nil {
			v.Packages = []catalog.Package{} // not known, and not the product's
		}
		if v.Image == p.Image {
			v.Image = ""
		}
		if v.Model == p.Model {
			v.Model = ""
		}
	}
}
