package suggest

import (
	"math"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
)

// maxAnswer is the maximum size of an answer in bytes, several times that of one with MaxPieces products.
const maxAnswer = 16 << 10

// noSuggestion is the error for an answer of the model that can't be used.
var noSuggestion = &room.Error{
	Code:    NoSuggestion,
	Message: "The wish led to no list of products. Nothing was changed. Try other words.",
}

// read returns the suggestion in the arguments of the model's call (WD3). It leaves out products that are not
// sold, and pieces for which the budget does not suffice. Its error is noSuggestion if the arguments are not
// those of the tool, or nothing is left.
func (o offer) read(arguments []byte) (Suggestion, error) {
	var in struct {
		Budget   *float64 `json:"budget"`
		Products []struct {
			Product string `json:"product"`
			Count   int    `json:"count"`
		} `json:"products"`
	}
	if len(arguments) > maxAnswer || json.Unmarshal(arguments, &in) != nil || len(in.Products) > MaxPieces {
		return Suggestion{}, noSuggestion
	}
	out := Suggestion{Currency: o.currency}
	left := int64(math.MaxInt64)
	if in.Budget != nil {
		budget := math.Floor(*in.Budget*o.minor + 1e-6) // a binary fraction may be slightly below the decimal one
		if !(budget >= 1 && budget <= MaxPieces*maxPrice) {
			return Suggestion{}, noSuggestion
		}
		out.Budget = int64(budget)
		left = out.Budget
	}
	pieces := 0
	for _, entry := range in.Products {
		if entry.Count < 1 || entry.Count > MaxPieces-pieces {
			return Suggestion{}, noSuggestion
		}
		pieces += entry.Count
		p, sold := o.byID[entry.Product]
		if !sold {
			continue
		}
		price := p.Prices[o.currency]
		count := int(min(int64(entry.Count), left/price))
		out.add(Line{Product: p.ID, Count: count, Price: price})
		left -= int64(count) * price
	}
	if len(out.Lines) == 0 {
		return Suggestion{}, noSuggestion
	}
	return out, nil
}

// add adds a line, or its count to the line of the same product. A line without pieces is not added.
func (s *Suggestion) add(l Line) {
	if l.Count == 0 {
		return
	}
	s.Total += int64(l.Count) * l.Price
	for i := range s.Lines {
		if s.Lines[i].Product == l.Product {
			s.Lines[i].Count += l.Count
			return
		}
	}
	s.Lines = append(s.Lines, l)
}
