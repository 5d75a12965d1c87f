package feed

import "strings"

// googleOffer returns the offer of the fields of Google's product data specification.
func googleOffer(place string, fields map[string][]string) Offer {
	o := Offer{Place: place, Fields: fields}
	o.ID = o.first([]string{"id"})
	o.Product = o.first([]string{"item_group_id", "id"})
	o.SKU = o.ID // Google asks for the article number as id
	o.Title = o.first([]string{"title"})
	o.Link = o.first([]string{"link"})
	o.Image = o.first([]string{"image_link"})
	o.Model = o.first([]string{"virtual_model_link"})
	var choice []string
	for _, attribute := range []string{"color", "size", "material", "pattern"} {
		if value := o.first([]string{attribute}); value != "" {
			choice = append(choice, value)
		}
	}
	o.Choice = strings.Join(choice, ", ")
	return o
}
