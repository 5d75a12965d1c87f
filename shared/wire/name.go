package wire

import (
	"slices"
	"strings"
	"unicode"
)

const maxName = 60 // characters

// Name returns a person's or a room's name in the form that is stored: trimmed, without
// control characters, invisible characters and piles of marks, cut at 60 characters (AC9). It
// returns "" if no visible character is left.
func Name(s string) string {
	runes := cutMarks([]rune(strings.TrimSpace(strings.Map(stripInvisible, s))))
	if len(runes) > maxName {
		runes = runes[:maxName]
	}
	if !slices.ContainsFunc(runes, isGraphic) {
		return ""
	}
	return strings.TrimSpace(string(runes))
}

// stripInvisible returns r, or -1 for a character that names must not contain: control
// characters, line separators, and characters that are invisible or change the direction of
// text. Two names that differ only in these would look the same.
func stripInvisible(r rune) rune {
	switch {
	case isJoiner(r):
		return r
	case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp, unicode.Other_Default_Ignorable_Code_Point),
		r == unicode.ReplacementChar, r == brailleBlank:
		return -1
	}
	return r
}

// cutMarks deletes all but the first maxMarks marks of each letter: drawn above one another,
// they would cover the lines around the name.
func cutMarks(runes []rune) []rune {
	marks := 0
	return slices.DeleteFunc(runes, func(r rune) bool {
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
			return false
		}
		marks++
		return marks > maxMarks
	})
}

// maxMarks is one more than the letters of any living script have.
const maxMarks = 4

// brailleBlank is U+2800: its category is symbol, but it is drawn as a space.
const brailleBlank = '\u2800'

// isJoiner reports whether r is invisible but changes how the characters next to it are
// drawn: in emoji sequences, and between the letters of some scripts.
func isJoiner(r rune) bool {
	const (
		nonJoiner = '\u200c'
		joiner    = '\u200d'
		firstTag  = '\U000e0020'
		lastTag   = '\U000e007f'
	)
	return r == nonJoiner || r == joiner || r >= firstTag && r <= lastTag || unicode.Is(unicode.Variation_Selector, r)
}

// isGraphic reports whether r is visible by itself.
func isGraphic(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) }
