package feed

import (
	"regexp"
	"slices"
	"strings"
)

// Sizes in texts: "210 x 95 x 80 cm", "B 210 x T 95 x H 80 cm", 84"W x 36"D x 32"H, "Ø 90 cm, höjd 75 cm".
const (
	label  = `width|wide|breite|breit|bredd|depth|deep|tiefe|tief|djup|height|high|tall|höhe|hoch|höjd|length|long|länge|lang|längd|diameter|durchmesser|diam|dia|ø|w|d|h|l|b|t`
	number = `\d{1,5}(?:[.,]\d{1,3})?`
	unit   = `mm|cm|m|inches|inch|in|ft|″|”|"`
	part   = `(?:(` + label + `)[\s.:]*)?(` + number + `)\s*(?:(` + unit + `)\b|("|″|”))?(?:\s*(` + label + `)\b)?`
)

var (
	times     = regexp.MustCompile(`(?i)([\d"″”]|\b(?:cm|mm|m|in))\s*[x×✕*]\s*`)
	sizeParts = regexp.MustCompile(`(?i)(?:^|[^\pL\pN])(` + part + `(?:[\s,;/|x]+` + part + `){1,2})(?:[^\pL\pN]|$)`)
	onePart   = regexp.MustCompile(`(?i)` + part)
)

// sideOf is the side that a label names; a length is the side of width and depth that nothing else names.
var sideOf = map[string]string{}

func init() {
	for side, labels := range map[string]string{
		"width":    "width wide breite breit bredd w b",
		"depth":    "depth deep tiefe tief djup d t",
		"height":   "height high tall höhe hoch höjd h",
		"length":   "length long länge lang längd l",
		"diameter": "diameter durchmesser diam dia ø",
	} {
		for l := range strings.FieldsSeq(labels) {
			sideOf[l] = side
		}
	}
}

// sizeIn returns the sides that a text names, in millimetres. Sides without a label are in the given order.
// A text that names none returns none.
func sizeIn(text string, order []string, otherwise string) map[string]int {
	text = times.ReplaceAllString(oneLine(text), "$1 x ")
	for _, m := range sizeParts.FindAllStringSubmatch(text, -1) {
		if sides := sidesOf(m[1], order, otherwise); sides != nil {
			return sides
		}
	}
	return nil
}

// sidesOf returns the sides of one size, or nil if it is none. A number without a unit has that of the last.
func sidesOf(text string, order []string, otherwise string) map[string]int {
	parts := onePart.FindAllStringSubmatch(text, -1)
	last := parts[len(parts)-1]
	if u := last[3] + last[4]; u != "" {
		otherwise = u
	}
	sides := map[string]int{}
	labelled := 0
	for i, p := range parts {
		side := sideOf[strings.ToLower(p[1]+p[5])]
		if side != "" {
			labelled++
		} else if i < len(order) {
			side = order[i]
		}
		mm, err := millimetres(p[2]+" "+p[3]+p[4], otherwise)
		if err != nil || side == "" || sides[side] != 0 {
			return nil
		}
		sides[side] = mm
	}
	if labelled != 0 && labelled != len(parts) || labelled == 0 && !strings.Contains(text, "x") {
		return nil
	}
	return withoutLength(sides)
}

// withoutLength replaces a diameter by width and depth, and a length by the one of both that is missing.
func withoutLength(sides map[string]int) map[string]int {
	if d := sides["diameter"]; d != 0 {
		sides["width"], sides["depth"] = d, d
	}
	if l := sides["length"]; l != 0 && sides["width"] == 0 {
		sides["width"] = l
	} else if l != 0 && sides["depth"] == 0 {
		sides["depth"] = l
	}
	delete(sides, "diameter")
	delete(sides, "length")
	return sides
}

// patternSides returns the sides that a mapping's own pattern finds in a text.
func patternSides(p Pattern, text, otherwise string) map[string]int {
	m := p.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	if i := p.SubexpIndex("unit"); i >= 0 && m[i] != "" {
		otherwise = m[i]
	}
	sides := map[string]int{}
	for _, side := range []string{"width", "depth", "height"} {
		i := slices.Index(p.SubexpNames(), side)
		if i < 0 || m[i] == "" {
			continue
		}
		mm, err := millimetres(m[i], otherwise)
		if err != nil {
			return nil
		}
		sides[side] = mm
	}
	return sides
}
