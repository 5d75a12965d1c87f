package catalog

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

type fault struct {
	Product string `json:"product"`
	Path    string `json:"path"`
	Message string `json:"message"`
}

// web/test/catalog/rules.test.ts runs the same cases with the page's decoders.
func TestRulesFindWhatThePageFindsFirst(t *testing.T) {
	var golden struct {
		Base  any `json:"base"`
		Cases []struct {
			Name   string         `json:"name"`
			At     []any          `json:"at"`
			Value  jsontext.Value `json:"value"` // absent: the member is removed
			Faults []fault        `json:"faults"`
		} `json:"cases"`
	}
	readJSON(t, "testdata/rules.json", &golden)
	lists := strings.NewReplacer("{kinds}", strings.Join(Kinds, ", "), "{mounts}", strings.Join(Mounts, ", "))
	for _, c := range golden.Cases {
		t.Run(c.Name, func(t *testing.T) {
			source := encode(t, changed(t, golden.Base, c.At, c.Value))
			for i, f := range c.Faults {
				c.Faults[i].Message = lists.Replace(f.Message)
			}
			if got := firstFaults(Check(source)); !slices.Equal(got, c.Faults) {
				t.Errorf("found %q, want %q", got, c.Faults)
			}
		})
	}
}

// changed returns a copy of a value in which the member at a path is replaced, or removed if there is no value.
func changed(t *testing.T, value any, at []any, to jsontext.Value) any {
	t.Helper()
	if len(at) == 0 {
		return to
	}
	if i, is := at[0].(float64); is {
		list := slices.Clone(value.([]any))
		list[int(i)] = changed(t, list[int(i)], at[1:], to)
		return list
	}
	key, members := at[0].(string), maps.Clone(value.(map[string]any))
	if len(at) == 1 && to == nil {
		delete(members, key)
		return members
	}
	members[key] = changed(t, members[key], at[1:], to)
	return members
}

// firstFaults returns the faults of the whole, and the first of each product, as the page reports them.
func firstFaults(problems []Problem) []fault {
	found, seen := []fault{}, map[string]bool{}
	for _, p := range problems {
		f, place := fault{Product: p.Product, Path: p.Path, Message: p.Message}, ""
		if p.Level == LeftOut {
			var inside string
			place, inside, _ = strings.Cut(p.Path, "]")
			place += "]"
			f.Path = strings.TrimPrefix(inside, ".")
		}
		if p.Level != Warning && !seen[place] {
			found = append(found, f)
			seen[place] = true
		}
	}
	return found
}

func TestKindsAndMountsAreThoseOfTheSchema(t *testing.T) {
	var schema struct {
		Defs struct {
			Product struct {
				Properties struct{ Kind, Mount struct{ Enum []string } }
			}
		} `json:"$defs"`
	}
	readJSON(t, "../../../web/public/catalog/schema.json", &schema)
	of := schema.Defs.Product.Properties
	if !slices.Equal(of.Kind.Enum, Kinds) || !slices.Equal(of.Mount.Enum, Mounts) {
		t.Errorf("the schema has %v and %v", of.Kind.Enum, of.Mount.Enum)
	}
}

func TestOurCatalogueHasNoProblem(t *testing.T) {
	source, err := os.ReadFile("../../../web/public/catalog/catalog.json")
	if err != nil {
		t.Fatal(err)
	}
	if problems := Check(source); len(problems) > 0 {
		t.Errorf("found %v", problems)
	}
}

func TestWhatIsMissingIsAWarning(t *testing.T) {
	source := `{"shop":"S","currencies":["SEK","EUR"],
		"categories":[{"id":"sofas","name":{"en":"Sofas","sv":"Soffor"}}],
		"products":[{"id":"bad"},
			{"id":"a","name":"A","what":{"en":"sofa"},"kind":"sofa","category":"sofas",
			"size":{"width":1,"depth":1,"height":1},"prices":{"SEK":1,"EUR":1},"clearance":{},"packages":[],
			"variants":[{"id":"x","sku":"1","name":{"en":"X","de":"X"},"colour":"#ffffff","prices":{"SEK":1}}]},
			{"id":"b","name":"B","what":{"en":"b","sv":"b","de":"b"},"kind":"sofa","category":"sofas",
			"size":{"width":1,"depth":1,"height":1},"prices":{},"clearance":{},"packages":[],
			"variants":[{"id":"x","sku":"1","name":{"en":"X","de":"X","sv":"X"},"colour":"#ffffff"}]}]}`
	var got []string
	for _, p := range Check([]byte(source)) {
		if p.Level == Warning {
			got = append(got, p.Path+" "+p.Message)
		}
	}
	want := []string{
		"categories[0].name has no text in de",
		"products[1].what has no text in de, sv",
		"products[1].variants[0].name has no text in sv",
		"products[1].variants[0].prices has no price in EUR",
		"products[2].prices has no price in SEK, EUR",
	}
	if !slices.Equal(got, want) {
		t.Errorf("found\n%s, want\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{
		`{`, `[]`, `{"shop":1e999}`, `{"shop":"S","currencies":["SEK"],"categories":[],"products":[{"id":"a"}]}`,
		`{"shop":"S","currencies":["SEK"],"categories":[{"id":"a","name":{"en":"A"}}],"products":[],"products":[7]}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		for _, p := range Check([]byte(source)) {
			if p.Message == "" || p.Level == "" {
				t.Errorf("%+v says nothing", p)
			}
		}
	})
}

func readJSON(t *testing.T, file string, into any) {
	t.Helper()
	source, err := os.ReadFile(file)
	if err == nil {
		err = json.Unmarshal(source, into, json.MatchCaseInsensitiveNames(true))
	}
	if err != nil {
		t.Fatal(err)
	}
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	source, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return source
}
