package auth

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// names are the members of the header and the claims that this package reads. Other members
// are ignored.
var names = []string{"alg", "kid", "aud", "by", "byJti", "exp", "iat", "jti", "name", "nbf", "role", "room", "sub"}

// checkStrict returns an error for a JWT whose header or claims are ambiguous. The JWT package
// decodes with encoding/json, which takes the last of repeated members, matches names in any
// case, and accepts dates in strings.
func checkStrict(token string) error {
	for n, part := range strings.Split(token, ".")[:2] {
		text, err := base64.RawURLEncoding.DecodeString(part)
		if err != nil {
			return err
		}
		if err := checkMembers(text); err != nil {
			return fmt.Errorf("%s of the token: %w", []string{"header", "claims"}[n], err)
		}
	}
	return nil
}

// checkMembers returns an error for repeated members, for one of names in another case or with
// the value null, which encoding/json reads as missing, for dates that are not numbers, and for crit, which demands extensions.
func checkMembers(text []byte) error {
	var members map[string]jsontext.Value
	if err := json.Unmarshal(text, &members); err != nil {
		return err // also for a repeated member
	}
	for member, value := range members {
		for _, name := range names {
			if member != name && strings.EqualFold(member, name) {
				return fmt.Errorf("a member is %s in another case", name)
			}
			if member == name && value.Kind() == 'n' {
				return fmt.Errorf("%s must not be null", name)
			}
		}
		switch member {
		case "crit":
			return errors.New("crit is not supported") // RFC 7515 §4.1.11 demands that it is refused
		case "exp", "iat", "nbf":
			if value.Kind() != '0' {
				return fmt.Errorf("%s must be a number", member)
			}
		}
	}
	return nil
}

// SanitizeForLog returns text from an unauthenticated client in a form that may be logged. Text of
// more than 48 bytes is replaced by its length, since it may be a token; every character
// that isn't a letter, a digit or usual in a key's name or an origin is replaced by "?".
func SanitizeForLog(s string) string {
	const maxLogged = 48
	if len(s) > maxLogged {
		return fmt.Sprintf("(%d bytes)", len(s))
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune("-._:/[]", r):
			return r
		}
		return '?'
	}, s)
}
