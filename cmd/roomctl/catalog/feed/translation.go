package feed

import (
	"cmp"
	"maps"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

// translation adds to the variants of a builder what another feed says of them.
type translation struct {
	*builder
	language string
}

// problem names the feed, since lines alone would be those of any.
func (t translation) problem(p Problem) {
	p.Place = t.place(p.Place)
	t.builder.problem(p)
}

func (t translation) place(place string) string { return "feed in " + t.language + ", " + place }

func (t translation) offer(o Offer) error {
	o.Place = t.place(o.Place)
	if t.mapping.skips(o) {
		return nil
	}
	v := t.variantWith(o.ID)
	if v == nil {
		t.note(o, "The offer is not in the catalogue, which has those of the first feed.")
		return nil
	}
	v.Name[t.language] = cut(cmp.Or(o.Choice, o.Title))
	more := catalog.Prices{}
	t.price(o, more)
	maps.DeleteFunc(more, func(currency string, _ int64) bool { _, has := v.Prices[currency]; return has })
	maps.Copy(v.Prices, more)
	return nil
}
