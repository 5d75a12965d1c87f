package feed

import (
	"maps"
	"testing"
)

func TestSizesInTexts(t *testing.T) {
	order := []string{"width", "depth", "height"}
	whd := func(w, d, h int) map[string]int { return map[string]int{"width": w, "depth": d, "height": h} }
	for text, want := range map[string]map[string]int{
		"Klinte 210 x 95 x 80 cm":                       whd(2100, 950, 800),
		"210x95x80cm":                                   whd(2100, 950, 800),
		"210 cm × 95 cm × 80 cm":                        whd(2100, 950, 800),
		"2100 X 950 X 800 mm":                           whd(2100, 950, 800),
		"2,1 x 0,95 x 0,8 m":                            whd(2100, 950, 800),
		"B 210 x T 95 x H 80 cm":                        whd(2100, 950, 800),
		"Breite: 210 cm, Tiefe: 95 cm, Höhe: 80 cm":     whd(2100, 950, 800),
		"Bredd 210 cm, djup 95 cm, höjd 80 cm":          whd(2100, 950, 800),
		"H 80 x B 210 x D 95 cm":                        whd(2100, 950, 800),
		`84"W x 36"D x 32"H`:                            whd(2134, 914, 813),
		"W84 in x D36 in x H32 in":                      whd(2134, 914, 813),
		"L 210 x D 95 x H 80 cm":                        whd(2100, 950, 800),
		"W 160 x L 200 x H 90 cm":                       whd(1600, 2000, 900),
		"Ø 110 cm, höjd 74 cm":                          whd(1100, 1100, 740),
		"Diameter 110 cm x height 74 cm":                whd(1100, 1100, 740),
		"Rug 160 x 230 cm":                              {"width": 1600, "depth": 2300},
		"Seats 3. Carried in 2 boxes. 210 x 95 x 80 cm": whd(2100, 950, 800),
		"For 2 x 4 people":                              nil,
		"2, 3, 4 cm":                                    nil, // a list
		"W 210 x 95 x 80 cm":                            nil, // one label of three
		"W 210 x W 95 x H 80 cm":                        nil,
		"210 x 95 x 80":                                 nil, // of what?
		"0 x 95 x 80 cm":                                nil,
		"99999 x 95 x 80 cm":                            nil,
		"":                                              nil,
		"Box20 x 30 cmx":                                nil,
	} {
		if got := sizeIn(text, order, ""); !maps.Equal(got, want) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
	if got := sizeIn("210 x 95 x 80", order, "cm"); !maps.Equal(got, whd(2100, 950, 800)) {
		t.Errorf("in the mapping's unit: got %v", got)
	}
}

func TestLengths(t *testing.T) {
	for text, want := range map[string]int{
		"210 cm": 2100, "210cm": 2100, "82.7 in": 2101, "24 inch": 610, `24"`: 610, "2,1 m": 2100, "800 mm": 800,
		"20 CM": 200, "25.0 cm": 250, "98.2 MILLIMETERS": 98, "3 ft": 914,
		"210": 0, "cm": 0, "": 0, "-1 cm": 0, "0 cm": 0, "21 m": 0, "1e3 cm": 0, "210 parsec": 0, "2.1.0 cm": 0,
	} {
		if got, err := millimetres(text, ""); got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: got %d, %v; want %d", text, got, err, want)
		}
	}
	if got, err := weight("3.5 lb"); got != 1588 || err != nil {
		t.Errorf("3.5 lb: got %d, %v", got, err)
	}
}

func TestPrices(t *testing.T) {
	for text, want := range map[string]int64{
		"849.00 SEK": 84900, "849 SEK": 84900, "SEK 849.5": 84950, "849,50 SEK": 84950, "0.99": 99,
		"1500 JPY": 1500, "1500.00 JPY": 1500, "1.234 KWD": 1234,
		"1500.50 JPY": -1, "1,299 SEK": -1, "1,299.00 SEK": -1, "kr 849": -1, "": -1, "849 SEK SEK": -1, "SEK 849 SEK": -1,
		"-1 SEK": -1, "999999999 SEK": -1,
	} {
		_, got, err := priceOf(text, "SEK")
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%q: got %d, %v; want %d", text, got, err, want)
		}
	}
}

func TestColours(t *testing.T) {
	m := defaults()
	m.Colours.Names = map[string]string{"havsskum": "#aabbcc"}
	for name, want := range map[string]string{
		"Havsskum": "#aabbcc", "havsskum / ek": "#aabbcc", "#A94F33": "#a94f33", "Mossgrön": "#93a183",
		"dark grey": "#a3a19c", "Dunkelgrau": "#a3a19c", "Vit": "#ffffff", "Eiche natur": "#c9b083",
		"Offwhite": "#f3efe8", "": "#b9b2a6", "Zebra": "#b9b2a6", "Redwood": "#b9b2a6",
	} {
		if got, known := m.colourOf(name); got != want || known == (want == m.Colours.Unknown) {
			t.Errorf("%q: got %s, %v; want %s", name, got, known, want)
		}
	}
}
