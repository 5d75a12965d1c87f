// Package cost reckons what rooms cost in a month: on this stack, as Durable Objects,
// and on Socket.IO with a load balancer and Redis. Every price is in one dated file
// with its source, page/prices.json, which the page with sliders reads, too.
package cost

import (
	"embed"
	"fmt"

	"github.com/go-json-experiment/json"
)

// Page is the page with sliders: static files.
//
//go:embed page
var Page embed.FS

// Book is the file of prices.
type Book struct {
	Date        string                `json:"date"`
	Region      string                `json:"region"`
	Currency    string                `json:"currency"`
	Prices      map[string]Price      `json:"prices"`
	Included    map[string]float64    `json:"included"` // in Cloudflare's paid plan, a month
	Assumptions map[string]Assumption `json:"assumptions"`
}

// Price is USD for so many units.
type Price struct {
	USD    float64 `json:"usd"`
	Per    float64 `json:"per"`
	Unit   string  `json:"unit"`
	Source string  `json:"source"`
}

// Assumption is a figure that is nobody's price.
type Assumption struct {
	Value float64 `json:"value"`
	Why   string  `json:"why"`
}

// Prices reads the file.
func Prices() (Book, error) {
	var b Book
	text, err := Page.ReadFile("page/prices.json")
	if err != nil {
		return b, err
	}
	if err := json.Unmarshal(text, &b, json.RejectUnknownMembers(true)); err != nil {
		return b, fmt.Errorf("prices.json: %w", err)
	}
	return b, nil
}

// price is the cost of so many units. A name that isn't in the file is a fault in this
// package, which its tests find.
func (b Book) price(name string, units float64) float64 {
	p, found := b.Prices[name]
	if !found {
		panic("cost: no price " + name)
	}
	return units * p.USD / p.Per
}

func (b Book) assume(name string) float64 {
	a, found := b.Assumptions[name]
	if !found {
		panic("cost: no assumption " + name)
	}
	return a.Value
}
