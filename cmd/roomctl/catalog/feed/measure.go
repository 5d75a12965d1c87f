package feed

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
)

// units are millimetres by the names of units in Google's and Shopify's specifications, and in texts.
var units = map[string]float64{
	"mm": 1, "cm": 10, "m": 1000, "in": 25.4, "inch": 25.4, "inches": 25.4, `"`: 25.4, "″": 25.4, "”": 25.4,
	"ft": 304.8, "yd": 914.4,
	"millimeters": 1, "centimeters": 10, "meters": 1000, "feet": 304.8, "yards": 914.4,
}

var grams = map[string]float64{
	"g": 1, "kg": 1000, "oz": 28.349523125, "lb": 453.59237,
	"grams": 1, "kilograms": 1000, "ounces": 28.349523125, "pounds": 453.59237,
}

var quantity = regexp.MustCompile(`^\s*(\d+(?:[.,]\d+)?)\s*(\S*)\s*$`)

// millimetres returns a length such as 210 cm, rounded to whole millimetres. A number without a unit is in otherwise.
func millimetres(text, otherwise string) (int, error) {
	return measured(text, otherwise, units, "a length such as 210 cm", 20_000)
}

// weight returns a weight such as 48 kg, rounded to whole grams.
func weight(text string) (int, error) {
	return measured(text, "", grams, "a weight such as 48 kg", 1_000_000)
}

func measured(text, otherwise string, units map[string]float64, what string, most float64) (int, error) {
	m := quantity.FindStringSubmatch(text)
	if m == nil {
		return 0, fmt.Errorf("%q is not %s", text, what)
	}
	unit := strings.ToLower(m[2])
	if unit == "" {
		unit = strings.ToLower(otherwise)
	}
	per, known := units[unit]
	switch {
	case unit == "":
		return 0, fmt.Errorf("%q has no unit", text)
	case !known:
		return 0, fmt.Errorf("%q has an unknown unit", text)
	}
	n, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	n = math.Round(n * per)
	if err != nil || n < 1 || n > most {
		return 0, fmt.Errorf("%q is not between 1 and %v in millimetres or grams", text, most)
	}
	return int(n), nil
}
