package catalog

import (
	"maps"
	"slices"
	"strings"
)

// missing returns what the planner shows without a text in one of the catalogue's languages, or without a price
// in one of its currencies. A catalogue's languages are those of any of its texts.
func missing(c Catalog) []Problem {
	languages := languagesOf(c)
	var problems []Problem
	for i, category := range c.Categories {
		problems = append(problems, untranslated(category.Name, languages, indexed("categories", i)+".name", "")...)
	}
	for i, p := range c.Products {
		if len(p.Variants) == 0 {
			continue // the planner leaves it out
		}
		path := indexed("products", i)
		problems = append(problems, untranslated(p.What, languages, path+".what", p.ID)...)
		for j, v := range p.Variants {
			at := indexed(path+".variants", j)
			problems = append(problems, untranslated(v.Name, languages, at+".name", p.ID)...)
			if v.Prices != nil {
				problems = append(problems, unpriced(v.Prices, c.Currencies, at+".prices", p.ID)...)
			}
		}
		if inherits(p) {
			problems = append(problems, unpriced(p.Prices, c.Currencies, path+".prices", p.ID)...)
		}
	}
	return problems
}

// inherits tells whether a variant has the product's prices.
func inherits(p Product) bool {
	return slices.ContainsFunc(p.Variants, func(v Variant) bool { return v.Prices == nil })
}

func languagesOf(c Catalog) []string {
	all := map[string]bool{}
	add := func(text Localised) {
		for language := range text {
			all[language] = true
		}
	}
	for _, category := range c.Categories {
		add(category.Name)
	}
	for _, p := range c.Products {
		add(p.What)
		for _, v := range p.Variants {
			add(v.Name)
		}
	}
	return slices.Sorted(maps.Keys(all))
}

func untranslated(text Localised, languages []string, path, product string) []Problem {
	lacks := slices.DeleteFunc(slices.Clone(languages), func(l string) bool { return text[l] != "" })
	return lacking("has no text in ", lacks, path, product)
}

func unpriced(prices Prices, currencies []string, path, product string) []Problem {
	lacks := slices.DeleteFunc(slices.Clone(currencies), func(c string) bool { _, has := prices[c]; return has })
	return lacking("has no price in ", lacks, path, product)
}

func lacking(what string, names []string, path, product string) []Problem {
	if len(names) == 0 {
		return nil
	}
	return []Problem{{Path: path, Product: product, Level: Warning, Message: what + strings.Join(names, ", ")}}
}
