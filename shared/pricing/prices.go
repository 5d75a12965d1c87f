// Package pricing has the list prices of the AWS services that this stack uses, each
// with its source, and bills the measured usage of a room by them. What other clouds
// cost, and estimates of usage, are in bench/cost.
package pricing

import (
	_ "embed"
	"fmt"

	"github.com/go-json-experiment/json"
)

//go:embed aws.json
var aws []byte

// FunctionMemoryGB is the memory of the functions that handle messages: MemorySize of
// all functions in template.yaml.
const FunctionMemoryGB = 0.25

// PriceList is a dated list of prices in one region.
type PriceList struct {
	Date     string           `json:"date"`
	Region   string           `json:"region"`
	Currency string           `json:"currency"`
	Prices   map[string]Price `json:"prices"`
}

// Price is USD for so many units.
type Price struct {
	USD    float64 `json:"usd"`
	Per    float64 `json:"per"`
	Unit   string  `json:"unit"`
	Source string  `json:"source"`
}

// Prices returns AWS's price list, without free tiers.
func Prices() (PriceList, error) {
	var l PriceList
	if err := json.Unmarshal(aws, &l, json.RejectUnknownMembers(true)); err != nil {
		return l, fmt.Errorf("aws.json: %w", err)
	}
	return l, nil
}

// Cost returns the cost in USD of so many units. A name that is not in the list is a
// programming error: Cost panics.
func (l PriceList) Cost(name string, units float64) float64 {
	p, found := l.Prices[name]
	if !found {
		panic("pricing: no price " + name)
	}
	return units * p.USD / p.Per
}
