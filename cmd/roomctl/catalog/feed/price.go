package feed

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Currencies whose minor unit is not a hundredth, by ISO 4217.
var (
	wholeCurrencies = strings.Fields("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF")
	milliCurrencies = strings.Fields("BHD IQD JOD KWD LYD OMR TND")
)

// pricePattern is a price as Google has it, 849.00 SEK, or a number alone, as Shopify has it.
var pricePattern = regexp.MustCompile(`^(?:([A-Z]{3})\s*)?(\d{1,9})(?:[.,](\d{1,2}|\d{3}))?\s*([A-Z]{3})?$`)

// priceOf returns a price in minor units. A price without a currency is in otherwise.
func priceOf(text, otherwise string) (currency string, minor int64, err error) {
	m := pricePattern.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil || m[1] != "" && m[4] != "" {
		return "", 0, fmt.Errorf("%q is not a price such as 849.00 SEK", text)
	}
	currency = m[1] + m[4]
	if currency == "" {
		currency = otherwise
	}
	digits := decimals(currency)
	fraction := strings.TrimRight(m[3], "0")
	if len(fraction) > digits || len(m[3]) == 3 && digits != 3 {
		return "", 0, fmt.Errorf("%q has too many decimals for %s", text, currency)
	}
	minor, err = strconv.ParseInt(m[2]+fraction+strings.Repeat("0", digits-len(fraction)), 10, 64)
	if err != nil || minor > 1_000_000_000 {
		return "", 0, fmt.Errorf("%q is more than the planner can show", text)
	}
	return currency, minor, nil
}

func decimals(currency string) int {
	switch {
	case slices.Contains(wholeCurrencies, currency):
		return 0
	case slices.Contains(milliCurrencies, currency):
		return 3
	}
	return 2
}
