package catalog

import (
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// rule checks a value of decoded JSON and reports each fault; a member that is missing is nil. The rules report
// in the order of the decoders of web/src/json, which stop at the first.
type rule func(v any, path string, report reporter)

// member is a member of an object.
type member struct {
	key      string
	rule     rule
	optional bool
}

func required(key string, r rule) member { return member{key: key, rule: r} }
func optional(key string, r rule) member { return member{key: key, rule: r, optional: true} }

func object(members ...member) rule {
	return func(v any, path string, report reporter) {
		all, is := v.(map[string]any)
		if !is {
			report(path, "must be an object")
			return
		}
		for _, m := range members {
			if value, present := all[m.key]; present || !m.optional {
				m.rule(value, joined(path, m.key), report)
			}
		}
	}
}

func array(entry rule) rule {
	return func(v any, path string, report reporter) {
		all, is := v.([]any)
		if !is {
			report(path, "must be a list")
			return
		}
		for i, e := range all {
			entry(e, indexed(path, i), report)
		}
	}
}

// some is an array that is not empty.
func some(entry rule) rule {
	all := array(entry)
	return func(v any, path string, report reporter) {
		if list, is := v.([]any); is && len(list) == 0 {
			report(path, "must not be empty")
			return
		}
		all(v, path, report)
	}
}

// record is an object whose keys are data. Its members are checked in the order of their names.
func record(key func(string) bool, entry rule, what string) rule {
	return func(v any, path string, report reporter) {
		all, is := v.(map[string]any)
		if !is {
			report(path, "must be an object")
			return
		}
		for _, k := range slices.Sorted(maps.Keys(all)) {
			if !key(k) {
				report(path+"."+k, "is not the name of "+what)
				continue
			}
			entry(all[k], path+"."+k, report)
		}
	}
}

func integer(least, most float64) rule {
	return func(v any, path string, report reporter) {
		n, is := v.(float64)
		if !is || n != math.Trunc(n) || n < least || n > most {
			report(path, "must be an integer in its bounds")
		}
	}
}

func boolean(v any, path string, report reporter) {
	if _, is := v.(bool); !is {
		report(path, "must be true or false")
	}
}

func oneOf(words ...string) rule {
	return func(v any, path string, report reporter) {
		if s, is := v.(string); !is || !slices.Contains(words, s) {
			report(path, "must be one of "+strings.Join(words, ", "))
		}
	}
}

func text(valid func(string) bool, message string) rule {
	return func(v any, path string, report reporter) {
		if s, is := v.(string); !is || !valid(s) {
			report(path, message)
		}
	}
}

var (
	idPattern       = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	currencyPattern = regexp.MustCompile(`^[A-Z]{3}$`)
	languagePattern = regexp.MustCompile(`^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$`)
	colourPattern   = regexp.MustCompile(`^#[0-9A-Fa-f]{6}$`)
	schemePattern   = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]*:`)
)

// IsID tells whether a text may be the id of a product or a variant.
func IsID(s string) bool { return idPattern.MatchString(s) }

// IsLanguage tells whether a text is a language such as sv or sv-FI.
func IsLanguage(s string) bool { return languagePattern.MatchString(s) }

// IsColour tells whether a text is a colour as #a94f33.
func IsColour(s string) bool { return colourPattern.MatchString(s) }

// IsWords tells whether a text has 1 to 200 characters that are not all spaces.
func IsWords(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 1 && n <= 200 && strings.ContainsFunc(s, func(r rune) bool { return !isSpace(r) })
}

// IsAddress tells whether a text is an http, https or relative address. It is never `javascript:`.
func IsAddress(s string) bool {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return isSpace(r) || r == '\\' }) {
		return false
	}
	for _, scheme := range []string{"http://", "https://"} {
		if rest, cut := strings.CutPrefix(s, scheme); cut && rest != "" {
			return true
		}
	}
	return !schemePattern.MatchString(s)
}

// isSpace tells what \s matches in JavaScript, which has the byte order mark and not the next line (U+0085).
func isSpace(r rune) bool {
	switch r {
	case '\t', '\n', '\v', '\f', '\r', ' ', 0xa0, 0x1680, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000, 0xfeff:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}
