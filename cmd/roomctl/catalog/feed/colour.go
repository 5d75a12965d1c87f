package feed

import (
	"regexp"
	"strings"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

// families are the colours that people name most, in English, Swedish and German, each with its look.
var families = []struct {
	names  *regexp.Regexp
	colour string
}{
	{namesOf("offwhite off-white cream creme ivory elfenbein"), "#f3efe8"},
	{namesOf("white vit vitt vita weiß weiss"), "#ffffff"},
	{namesOf("beige sand linen linne leinen"), "#dccbae"},
	{namesOf("anthracite antracit anthrazit charcoal graphite grafit"), "#3f4144"},
	{namesOf("grey gray grå grått gråa grau"), "#a3a19c"},
	{namesOf("black svart svarta schwarz"), "#2f2c2a"},
	{namesOf("oak ek eiche"), "#c9b083"},
	{namesOf("walnut valnöt nussbaum"), "#86614a"},
	{namesOf("birch björk birke pine furu kiefer"), "#dcc6a0"},
	{namesOf("brown brun brunt bruna braun"), "#86614a"},
	{namesOf("red röd rött röda rot"), "#c0202a"},
	{namesOf("pink rosa rose"), "#d3a59b"},
	{namesOf("orange terracotta terrakotta"), "#c07a5c"},
	{namesOf("yellow gul gult gula gelb mustard senap senf"), "#cf9d45"},
	{namesOf("green grön grönt gröna grün moss olive oliv"), "#93a183"},
	{namesOf("blue blå blått blåa blau navy marin"), "#6d8299"},
	{namesOf("violet purple lila violett"), "#7c5670"},
}

// namesOf matches a text that has one of the words, also at the end of a compound such as Moosgrün.
func namesOf(words string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(` + strings.ReplaceAll(words, " ", "|") + `)(?:[^\pL]|$)`)
}

// colourOf returns the look of a colour's name, and whether it is known. Of "Moss/Oak" the first counts.
func (m *Mapping) colourOf(name string) (string, bool) {
	name, _, _ = strings.Cut(name, "/")
	name = strings.ToLower(strings.TrimSpace(name))
	if catalog.IsColour(name) {
		return name, true
	}
	if colour, named := m.Colours.Names[name]; named {
		return colour, true
	}
	for _, family := range families {
		if family.names.MatchString(name) {
			return family.colour, true
		}
	}
	return m.Colours.Unknown, false
}
