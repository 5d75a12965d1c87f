package feed

import (
	"fmt"
	"strings"

	"homstyle.dev/planner/cmd/roomctl/catalog"
)

// sizeOf returns an offer's size: from the fields, else from the texts, else from the rule.
func (m *Mapping) sizeOf(o Offer, rule *Rule) (catalog.Size, error) {
	sides, err := m.fieldSides(o)
	if err != nil {
		return catalog.Size{}, err
	}
	usual := map[string]int{
		"width": int(rule.Size.Width), "depth": int(rule.Size.Depth), "height": int(rule.Size.Height),
	}
	fill(sides, m.textSides(o, rule, sides, usual))
	fill(sides, usual)
	if lacks := lackOf(sides); len(lacks) > 0 {
		const format = "the offer has no %s: no field or text has it, nor size of its rule"
		return catalog.Size{}, fmt.Errorf(format, strings.Join(lacks, ", "))
	}
	return catalog.Size{Width: sides["width"], Depth: sides["depth"], Height: sides["height"]}, nil
}

func (m *Mapping) fieldSides(o Offer) (map[string]int, error) {
	sides := map[string]int{}
	for side, fields := range map[string][]string{
		"width": m.Sizes.Width, "depth": m.Sizes.Depth, "height": m.Sizes.Height,
	} {
		text := o.first(fields)
		if text == "" {
			continue
		}
		mm, err := millimetres(text, m.Sizes.Unit)
		if err != nil {
			return nil, fmt.Errorf("the %s can't be read: %w", side, err)
		}
		sides[side] = mm
	}
	return sides, nil
}

// textSides returns the sides of the first text that has all those that are still unknown.
func (m *Mapping) textSides(o Offer, rule *Rule, known, usual map[string]int) map[string]int {
	if len(lackOf(known)) == 0 {
		return nil
	}
	order := m.Sizes.Order
	if len(rule.Order) > 0 {
		order = rule.Order
	}
	for _, field := range m.Sizes.Texts {
		for _, text := range o.Fields[field] {
			for _, found := range m.sizesIn(text, order) {
				all := map[string]int{}
				fill(all, known)
				fill(all, found)
				fill(all, usual)
				if len(lackOf(all)) == 0 {
					return found
				}
			}
		}
	}
	return nil
}

// sizesIn returns what the mapping's patterns find in a text, and then what sizeIn does.
func (m *Mapping) sizesIn(text string, order []string) []map[string]int {
	var found []map[string]int
	for _, p := range m.Sizes.Patterns {
		if sides := patternSides(p, text, m.Sizes.Unit); len(sides) > 0 {
			found = append(found, sides)
		}
	}
	if sides := sizeIn(text, order, m.Sizes.Unit); len(sides) > 0 {
		found = append(found, sides)
	}
	return found
}

// fill adds the sides that are not there yet.
func fill(sides, more map[string]int) {
	for side, mm := range more {
		if sides[side] == 0 && mm != 0 {
			sides[side] = mm
		}
	}
}

func lackOf(sides map[string]int) []string {
	var lacks []string
	for _, side := range []string{"width", "depth", "height"} {
		if sides[side] == 0 {
			lacks = append(lacks, side)
		}
	}
	return lacks
}
