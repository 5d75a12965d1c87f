// Package pricing has the list prices of the AWS services that this stack uses, each with its
// source, and computes the cost of a room's measured usage. cmd/roomctl/cost has the prices of other
// clouds and estimates of usage.
package pricing

import (
	_ "embed"
	"fmt"

	"github.com/go-json-experiment/json"
)

//go:embed aws.json
var aws []byte

// FunctionMemoryGB is the memory of each function in GB: the default of MemorySize in
// template.yaml.
const FunctionMemoryGB = 0.25

// PriceList has the prices in one region on one day.
type PriceList struct {
	Date     string           `json:"date"` // for example 2026-11-25
	Region   string           `json:"region"`
	Currency string           `json:"currency"`
	Prices   map[string]Price `json:"prices"`
}

// Price is the price of a number of units.
type Price struct {
	USD    float64 `json:"usd"`
	Per    float64 `json:"per"`    // the number of units that cost USD
	Unit   string  `json:"unit"`   // for example "invocation"
	Source string  `json:"source"` // where the price was published
}

// Prices returns the price list of AWS, without free tiers. It returns an error if aws.json can't
// be decoded.
func Prices() (PriceList, error) {
	var l PriceList
	if err := json.Unmarshal(aws, &l, json.RejectUnknownMembers(true)); err != nil {
		return l, fmt.Errorf("aws.json: %w", err)
	}
	return l, nil
}

// Cost returns the cost in USD of a number of units. It panics if the list has no price with that
// name.
func (l PriceList) Cost(name string, units float64) float64 {
	p, found := l.Prices[name]
	if !found {
		panic("pricing: no price " + name)
	}
	return units * p.USD / p.Per
}
