package httpapi

import (
	"context"

	"homstyle.dev/planner/shared/suggest"
)

type suggestionResponse struct {
	Products []suggestedProduct `json:"products"`
	Currency string             `json:"currency"`
	Total    int64              `json:"total"` // in the currency's minor unit
	Budget   int64              `json:"budget,omitzero"`
}

type suggestedProduct struct {
	Product string `json:"product"`
	Count   int    `json:"count"`
	Price   int64  `json:"price"` // of one piece, in the currency's minor unit
}

// suggest returns products for a wish (WD1). It changes nothing in the room.
func (d Deps) suggest(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[struct {
		Wish     string `json:"wish"`
		Lang     string `json:"lang"`
		Currency string `json:"currency"`
	}](c)
	if err != nil {
		return nil, err
	}
	s, err := d.Suggest.Suggest(ctx, c.room, suggest.Request{Wish: in.Wish, Language: in.Lang, Currency: in.Currency})
	if err != nil {
		return nil, err
	}
	out := suggestionResponse{Currency: s.Currency, Total: s.Total, Budget: s.Budget}
	for _, l := range s.Lines {
		out.Products = append(out.Products, suggestedProduct(l))
	}
	return out, nil
}
