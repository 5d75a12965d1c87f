package feed

import (
	"strings"
	"testing"
)

func TestMappingFaultsAreNamed(t *testing.T) {
	const head = "shop: S\ncurrencies: [SEK]\ncategories: [{id: a, name: {en: A}}]\n"
	for name, test := range map[string]struct{ mapping, want string }{
		"nothing":             {"", "EOF"},
		"an unknown name":     {head + "kindz: []", "field kindz not found"},
		"no shop":             {"currencies: [SEK]", "shop is missing"},
		"no currencies":       {"shop: S", "currencies is missing"},
		"no kinds":            {head, "kinds is missing"},
		"a rule for all":      {head + "kinds: [{kind: sofa, category: a, what: {en: x}}]", "kinds[0]: when is missing"},
		"an unknown kind":     {head + "kinds: [{when: {title: a}, kind: piano}]", "kinds[0]: kind must be one of"},
		"an unknown mount":    {head + "kinds: [{when: {title: a}, kind: sofa, mount: air}]", "kinds[0]: mount must be one of"},
		"no English":          {head + "kinds: [{when: {title: a}, kind: sofa, category: a, what: {sv: x}}]", "in English"},
		"an unknown category": {head + "kinds: [{when: {title: a}, kind: sofa, category: b, what: {en: x}}]", `category "b"`},
		"an unknown side":     {head + "kinds: [{when: {title: a}, kind: sofa, category: a, what: {en: x}, order: [up]}]", `order has "up"`},
		"a bad expression":    {head + "kinds: [{when: {title: '('}, kind: sofa}]", `"(" is no regular expression`},
		"a length of nothing": {head + "kinds: [{when: {title: a}, kind: sofa, hangsAt: 100}]", `"100" has no unit`},
		"a bad colour":        {head + "kinds: [{when: {title: a}, kind: sofa, category: a, what: {en: x}}]\ncolours: {names: {red: red}}", "is no colour"},
		"a bad unit":          {head + "kinds: [{when: {title: a}, kind: sofa, category: a, what: {en: x}}]\nsizes: {unit: ell}", "is no unit of length"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := ReadMapping(strings.NewReader(test.mapping))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want %q in it", err, test.want)
			}
		})
	}
}

func TestCategoriesOfGoogleAreComparedAsPaths(t *testing.T) {
	m, err := ReadMapping(strings.NewReader(`{"shop":"S","currencies":["SEK"],"categories":[{"id":"a","name":{"en":"A"}}],
		"kinds":[{"when":{"google_product_category":["460","Furniture > Sofas"]},"kind":"sofa","category":"a","what":{"en":"x"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for category, want := range map[string]bool{
		"460": true, "Furniture > Sofas": true, "furniture > sofas > Sofa beds": true,
		"4600": false, "Furniture": false, "Furniture > Sofas and more": false, "Home > Furniture > Sofas": false, "": false,
	} {
		o := Offer{Fields: map[string][]string{"google_product_category": {category}}}
		if got := m.ruleOf(o) != nil; got != want {
			t.Errorf("%q: matches %v", category, got)
		}
	}
}
