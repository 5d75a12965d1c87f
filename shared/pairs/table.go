package pairs

import (
	"fmt"
	"regexp"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// schema is the version of the file's form. A reader refuses every other one.
const schema = 1

// Table is the learned pairs of a shop.
type Table struct {
	MinRooms int // each pair stands in at least so many rooms
	// Pairs has the lift of each pair, above 1, once: by its lesser id, then by its greater.
	Pairs map[string]map[string]float64
}

// Len returns the number of pairs.
func (t Table) Len() int {
	n := 0
	for _, partners := range t.Pairs {
		n += len(partners)
	}
	return n
}

// file is a Table in JSON. docs/recommendations.md describes it, and web/src/recommend/pairs.ts
// decodes it.
type file struct {
	Schema   int                           `json:"schema"`
	MinRooms int                           `json:"minRooms"`
	Pairs    map[string]map[string]float64 `json:"pairs"`
}

// Encode returns the table as a JSON object with a newline at its end; equal tables have equal
// bytes.
func (t Table) Encode() ([]byte, error) {
	body, err := json.Marshal(file{schema, t.MinRooms, t.Pairs}, json.Deterministic(true), jsontext.EscapeForHTML(false))
	return append(body, '\n'), err
}

var productGrammar = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// maxLift bounds the lifts of a file.
const maxLift = 1e6

// Decode reads what Encode wrote; it ignores members that it does not know. It returns an error for anything else: another schema, an
// repeated member, an id that is none (WR4), a pair in the wrong order, a lift that is
// not above 1.
func Decode(body []byte) (Table, error) {
	var f file
	if err := json.Unmarshal(body, &f); err != nil {
		return Table{}, err
	}
	if f.Schema != schema {
		return Table{}, fmt.Errorf("schema is %d, not %d", f.Schema, schema)
	}
	if f.MinRooms < 1 {
		return Table{}, fmt.Errorf("minRooms is %d, less than 1", f.MinRooms)
	}
	if f.Pairs == nil {
		return Table{}, fmt.Errorf("pairs is missing")
	}
	for a, partners := range f.Pairs {
		for b, lift := range partners {
			if !productGrammar.MatchString(a) || !productGrammar.MatchString(b) {
				return Table{}, fmt.Errorf("%q and %q are no product ids", a, b)
			}
			if a >= b {
				return Table{}, fmt.Errorf("%q is not less than %q", a, b)
			}
			if lift <= 1 || lift > maxLift {
				return Table{}, fmt.Errorf("the lift of %q and %q is %v", a, b, lift)
			}
		}
	}
	return Table{MinRooms: f.MinRooms, Pairs: f.Pairs}, nil
}
