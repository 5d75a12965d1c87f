// Package cost estimates what rooms cost in a month: on this stack, as Durable Objects,
// and on Socket.IO with a load balancer and Redis. The prices of this stack are those of
// shared/pricing. The prices of the others, what their plans include, and all
// assumptions are in model.json, each with its source or its reason.
package cost

import (
	"embed"
	"fmt"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/pricing"
)

// Page is the static files of the page with sliders, in the folder page. The page requires a
// server that answers its requests for estimates and prices: roomctl cost serve.
//
//go:embed page
var Page embed.FS

//go:embed model.json
var modelJSON []byte

// Model is the prices and the assumptions of the estimates.
type Model struct {
	AWS         pricing.PriceList     `json:"-"`        // of the services that this stack uses
	Others      pricing.PriceList     `json:",embed"`   // Cloudflare's, and AWS's that only Socket.IO needs
	Included    map[string]float64    `json:"included"` // units a month in Cloudflare's paid plan, by price
	Assumptions map[string]Assumption `json:"assumptions"`
}

// Assumption is a number that is not a price, and its reason.
type Assumption struct {
	Value float64 `json:"value"`
	Why   string  `json:"why"`
}

// Load returns the model of the embedded files.
func Load() (Model, error) {
	var m Model
	if err := json.Unmarshal(modelJSON, &m, json.RejectUnknownMembers(true)); err != nil {
		return m, fmt.Errorf("model.json: %w", err)
	}
	var err error
	m.AWS, err = pricing.Prices()
	return m, err
}

// Date returns the date of the older of the two price lists.
func (m Model) Date() string { return min(m.AWS.Date, m.Others.Date) }

// Region returns the region of all AWS prices.
func (m Model) Region() string { return m.AWS.Region }

// assume returns the value of an assumption. A name that is not in model.json is a
// programming error: assume panics.
func (m Model) assume(name string) float64 {
	a, found := m.Assumptions[name]
	if !found {
		panic("cost: no assumption " + name)
	}
	return a.Value
}
