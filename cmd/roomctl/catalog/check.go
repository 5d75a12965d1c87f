package catalog

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Check returns every fault of a catalogue's JSON: first what the planner refuses or leaves out, then what it
// shows with something missing. The planner reports only the first fault of each product.
func Check(source []byte) []Problem {
	root, err := decode(source)
	if err != nil {
		return []Problem{{Level: Refused, Message: fmt.Sprintf("is no JSON: %v", err)}}
	}
	problems := checkFrame(root)
	if len(problems) > 0 {
		return problems
	}
	return append(checkProducts(root), missing(typed(source))...)
}

// typed returns a catalogue whose frame is valid. A product with a member of a wrong type is empty.
func typed(source []byte) Catalog {
	var raw struct {
		Currencies []string         `json:"currencies"`
		Categories []Category       `json:"categories"`
		Products   []jsontext.Value `json:"products"`
	}
	_ = json.Unmarshal(source, &raw, lenient...) // its frame is valid
	c := Catalog{Currencies: raw.Currencies, Categories: raw.Categories, Products: make([]Product, len(raw.Products))}
	for i, value := range raw.Products {
		var p Product
		if json.Unmarshal(value, &p, lenient...) == nil {
			c.Products[i] = p
		}
	}
	return c
}

// lenient reads as a browser does: repeated members and bytes that are no UTF-8 are no fault.
var lenient = []json.Options{jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)}

func decode(source []byte) (root any, err error) {
	err = json.Unmarshal(source, &root, lenient...)
	return root, err
}

func checkFrame(root any) []Problem {
	var problems []Problem
	frame(root, "", func(path, message string) {
		problems = append(problems, Problem{Path: path, Level: Refused, Message: message})
	})
	return problems
}

// checkProducts returns the faults of the products of a catalogue whose frame is valid.
func checkProducts(root any) []Problem {
	all := root.(map[string]any)
	categories, taken := map[string]bool{}, map[string]bool{}
	for _, c := range all["categories"].([]any) {
		categories[c.(map[string]any)["id"].(string)] = true
	}
	var problems []Problem
	for i, entry := range all["products"].([]any) {
		found := checkProduct(entry, indexed("products", i), categories, taken)
		problems = append(problems, found...)
	}
	return problems
}

// checkProduct returns the faults of one product, and adds the id of one without faults to those taken.
func checkProduct(entry any, path string, categories, taken map[string]bool) []Problem {
	members, _ := entry.(map[string]any)
	name, is := members["id"].(string)
	if !is {
		name = path
	}
	var problems []Problem
	report := func(at, message string) {
		problems = append(problems, Problem{Path: at, Product: name, Level: LeftOut, Message: message})
	}
	product(entry, path, report)
	if len(problems) > 0 {
		return problems
	}
	if taken[name] {
		report(joined(path, "id"), "is another product's, too")
	}
	if category, _ := members["category"].(string); !categories[category] {
		report(joined(path, "category"), "is not one of the categories")
	}
	if repeatsID(members["variants"].([]any)) {
		report(joined(path, "variants"), "must have an id each")
	}
	if len(problems) == 0 {
		taken[name] = true
	}
	return problems
}

func repeatsID(variants []any) bool {
	ids := map[any]bool{}
	for _, v := range variants {
		ids[v.(map[string]any)["id"]] = true
	}
	return len(ids) < len(variants)
}

// CheckProduct returns the faults of one product, by their paths in it. Its category is not looked up.
func CheckProduct(p Product) []Problem {
	entry, err := encoded(p)
	if err != nil {
		return []Problem{{Product: p.ID, Level: LeftOut, Message: fmt.Sprintf("is no JSON: %v", err)}}
	}
	return checkProduct(entry, "", map[string]bool{p.Category: true}, map[string]bool{})
}

// CheckFrame returns the faults of a catalogue without those of its products.
func CheckFrame(c Catalog) []Problem {
	root, err := encoded(c)
	if err != nil {
		return []Problem{{Level: Refused, Message: fmt.Sprintf("is no JSON: %v", err)}}
	}
	return checkFrame(root)
}

func encoded(v any) (any, error) {
	source, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return decode(source)
}
