package auth_test

import (
	"context"
	"encoding/base64"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

var (
	now    = time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	secret = []byte(strings.Repeat("s", 32))
	anna   = auth.Claims{
		Room:    "vardagsrum",
		Subject: "u1",
		Name:    "Anna",
		Role:    room.Editor,
		Expires: now.Add(time.Hour),
		ID:      "t1",
		Issued:  now,
	}
)

func keys(kid string) ([]byte, error) {
	if kid != "k1" {
		return nil, errors.New("unknown kid")
	}
	return secret, nil
}

func TestAC1_mintedTokenIsAccepted(t *testing.T) {
	token, err := auth.Mint("k1", secret, anna)
	if err != nil {
		t.Fatal(err)
	}
	got, err := auth.Verify(token, keys, now)
	got.Expires, got.Issued = got.Expires.UTC(), got.Issued.UTC()
	if err != nil || got != anna {
		t.Errorf("got %+v, %v; want %+v", got, err, anna)
	}
}

func TestAC1_AC12_badTokensAreRefused(t *testing.T) {
	sign := func(method jwt.SigningMethod, key any, kid string, change func(jwt.MapClaims)) string {
		m := jwt.MapClaims{
			"room": "vardagsrum",
			"sub":  "u1",
			"name": "Anna",
			"role": "editor",
			"exp":  now.Add(time.Hour).Unix(),
		}
		if change != nil {
			change(m)
		}
		token := jwt.NewWithClaims(method, m)
		if kid != "" {
			token.Header["kid"] = kid
		}
		s, err := token.SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	hs256 := func(change func(jwt.MapClaims)) string { return sign(jwt.SigningMethodHS256, secret, "k1", change) }
	without := func(claim string) string { return hs256(func(m jwt.MapClaims) { delete(m, claim) }) }
	good := hs256(nil)
	other := []byte(`{"room":"x","sub":"u","name":"n","role":"owner","exp":9999999999}`)
	body := strings.Split(good, ".")
	algNone := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"none","kid":"k1"}`))
	cases := map[string]string{
		"empty":            "",
		"no JWT":           "abc",
		"over a year":      hs256(func(m jwt.MapClaims) { m["exp"] = now.Add(auth.MaxTTL + time.Second).Unix() }),
		"jti of a novel":   hs256(func(m jwt.MapClaims) { m["jti"] = strings.Repeat("j", 129) }),
		"alg none":         sign(jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, "k1", nil),
		"alg none, no sig": algNone + "." + body[1] + ".",
		"HS512":            sign(jwt.SigningMethodHS512, secret, "k1", nil),
		"other key":        sign(jwt.SigningMethodHS256, []byte(strings.Repeat("x", 32)), "k1", nil),
		"unknown kid":      sign(jwt.SigningMethodHS256, secret, "k2", nil),
		"no kid":           sign(jwt.SigningMethodHS256, secret, "", nil),
		"changed body":     body[0] + "." + base64.RawURLEncoding.EncodeToString(other) + "." + body[2],
		"expired":          hs256(func(m jwt.MapClaims) { m["exp"] = now.Unix() }),
		"exp as text":      hs256(func(m jwt.MapClaims) { m["exp"] = "tomorrow" }),
		"unknown role":     hs256(func(m jwt.MapClaims) { m["role"] = "admin" }),
		"bad room":         hs256(func(m jwt.MapClaims) { m["room"] = "../other" }),
		"name of controls": hs256(func(m jwt.MapClaims) { m["name"] = "\x00\n" }),
		"long sub":         hs256(func(m jwt.MapClaims) { m["sub"] = strings.Repeat("u", 129) }),
		"missing room":     without("room"),
		"missing sub":      without("sub"),
		"missing name":     without("name"),
		"missing role":     without("role"),
		"missing exp":      without("exp"),
	}
	if _, err := auth.Verify(good, keys, now); err != nil {
		t.Fatalf("the good token: %v", err)
	}
	for name, token := range cases {
		if c, err := auth.Verify(token, keys, now); err == nil {
			t.Errorf("%s was accepted as %+v", name, c)
		}
	}
}

// raw returns a JWT of the header and claims as they are, signed with secret.
func raw(header, claims string) string {
	part := base64.RawURLEncoding.EncodeToString
	text := part([]byte(header)) + "." + part([]byte(claims))
	signature, err := jwt.SigningMethodHS256.Sign(text, secret)
	if err != nil {
		panic(err)
	}
	return text + "." + part(signature)
}

const (
	rawHeader = `{"alg":"HS256","kid":"k1"}`
	rawClaims = `"room":"vardagsrum","sub":"u1","name":"Anna","role":"viewer","exp":1795513800`
)

func TestAC1_tokenIsReadInOneWayOnly(t *testing.T) {
	good := raw(rawHeader, "{"+rawClaims+`,"iat":1795510800,"cart":"7"}`)
	if c, err := auth.Verify(good, keys, now); err != nil || c.Role != room.Viewer {
		t.Fatalf("the good one: %+v, %v", c, err)
	}
	for name, token := range map[string]string{
		"role twice":           raw(rawHeader, "{"+rawClaims+`,"role":"owner"}`),
		"role in capitals":     raw(rawHeader, "{"+rawClaims+`,"ROLE":"owner"}`),
		"sub with a long s":    raw(rawHeader, "{"+rawClaims+`,"ſub":"u2"}`),
		"crit":                 raw(`{"alg":"HS256","kid":"k1","crit":["x"],"x":1}`, "{"+rawClaims+"}"),
		"kid twice":            raw(`{"alg":"HS256","kid":"k2","kid":"k1"}`, "{"+rawClaims+"}"),
		"exp in digits":        raw(rawHeader, strings.Replace("{"+rawClaims+"}", "1795513800", `"1795513800"`, 1)),
		"exp null":             raw(rawHeader, strings.Replace("{"+rawClaims+"}", "1795513800", "null", 1)),
		"iat in digits":        raw(rawHeader, "{"+rawClaims+`,"iat":"1795510800"}`),
		"iat null":             raw(rawHeader, "{"+rawClaims+`,"iat":null}`),
		"iat without end":      raw(rawHeader, "{"+rawClaims+`,"iat":-1e300}`),
		"jti null":             raw(rawHeader, "{"+rawClaims+`,"jti":null}`),
		"jti a number":         raw(rawHeader, "{"+rawClaims+`,"jti":7}`),
		"aud null":             raw(rawHeader, "{"+rawClaims+`,"aud":null}`),
		"aud of numbers":       raw(rawHeader, "{"+rawClaims+`,"aud":["shop",7]}`),
		"aud in capitals":      raw(rawHeader, "{"+rawClaims+`,"AUD":"homstyle-invite"}`),
		"nbf in digits":        raw(rawHeader, "{"+rawClaims+`,"nbf":"1"}`),
		"an invitation":        raw(rawHeader, "{"+rawClaims+`,"aud":"homstyle-invite"}`),
		"an invitation, among": raw(rawHeader, "{"+rawClaims+`,"aud":["shop","homstyle-invite"]}`),
	} {
		if c, err := auth.Verify(token, keys, now); err == nil {
			t.Errorf("%s was accepted as %+v", name, c)
		}
	}
}

func TestAC11_tokenIsNotIssuedInTheFuture(t *testing.T) {
	ahead := anna
	for skew, want := range map[time.Duration]bool{auth.IssuedSkew: true, auth.IssuedSkew + time.Second: false} {
		ahead.Issued = now.Add(skew)
		token, err := auth.Mint("k1", secret, ahead)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := auth.Verify(token, keys, now); (err == nil) != want {
			t.Errorf("issued %s ahead: %v", skew, err)
		}
	}
}

// iat has milliseconds, so that a token is told from one of the same second.
func TestAC11_iatKeepsItsMilliseconds(t *testing.T) {
	c := anna
	for ms := range 2000 {
		c.Issued = now.Add(-time.Duration(ms) * time.Millisecond)
		token, err := auth.Mint("k1", secret, c)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := auth.Verify(token, keys, now); err != nil || !got.Issued.Equal(c.Issued) {
			t.Fatalf("issued %v, read %v, %v", c.Issued, got.Issued, err)
		}
	}
	for iat, want := range map[string]time.Time{
		"1795510800":       time.Unix(1795510800, 0),
		"1795510800.25":    time.UnixMilli(1795510800250),
		"1795510800.2504":  time.UnixMilli(1795510800250),
		"1.7955108e9":      time.Unix(1795510800, 0),
		"1795510799.99951": time.Unix(1795510800, 0),
	} {
		got, err := auth.Verify(raw(rawHeader, "{"+rawClaims+`,"iat":`+iat+"}"), keys, now)
		if err != nil || !got.Issued.Equal(want) {
			t.Errorf("iat %s is %v, %v; want %v", iat, got.Issued, err, want)
		}
	}
}

func TestSubjectsAreMeasuredInCharacters(t *testing.T) {
	c := anna
	for sub, want := range map[string]bool{strings.Repeat("ü", 128): true, strings.Repeat("ü", 129): false} {
		c.Subject = sub
		if _, err := auth.Mint("k1", secret, c); (err == nil) != want {
			t.Errorf("a sub of %d bytes: %v", len(sub), err)
		}
	}
}

func TestUS3_aStrangersTextIsNotLoggedAsTyped(t *testing.T) {
	k := &auth.Keys{Now: func() time.Time { return now }, Fetch: func(context.Context) (map[string][]byte, error) {
		return map[string][]byte{}, nil
	}}
	token, err := auth.Mint("k1", secret, anna)
	if err != nil {
		t.Fatal(err)
	}
	for kid, want := range map[string]string{
		token:                     "bytes)",
		strings.Repeat("k", 5000): "(5000 bytes)",
		"2026-11-24":              "2026-11-24",
		"a\nb<c>\x00":             "a?b?c??",
	} {
		_, err := k.Key(t.Context(), kid)
		if err == nil || len(err.Error()) > 100 || !strings.Contains(err.Error(), want) {
			t.Errorf("kid of %d bytes: %v", len(kid), err)
		}
	}
	if got := auth.SanitizeForLog("https://shop.example:8443"); got != "https://shop.example:8443" {
		t.Errorf("an origin is logged as %s", got)
	}
}

func TestMintRefusesWhatVerifyWould(t *testing.T) {
	for name, c := range map[string]auth.Claims{
		"room": {Room: "A B", Subject: "u", Name: "n", Role: room.Viewer, Expires: now},
		"role": {Room: "a", Subject: "u", Name: "n", Role: "king", Expires: now},
		"exp":  {Room: "a", Subject: "u", Name: "n", Role: room.Viewer},
	} {
		if _, err := auth.Mint("k1", secret, c); err == nil {
			t.Errorf("bad %s was minted", name)
		}
	}
	if _, err := auth.Mint("k1", secret[:31], anna); err == nil {
		t.Error("a short key was accepted")
	}
}

func TestAC8_keysRotateWithoutACut(t *testing.T) {
	clock := now
	active := map[string][]byte{"k1": secret}
	fetches := 0
	k := &auth.Keys{Now: func() time.Time { return clock }, Fetch: func(context.Context) (map[string][]byte, error) {
		fetches++
		copied := map[string][]byte{}
		for kid, s := range active {
			copied[kid] = s
		}
		return copied, nil
	}}
	has := func(kid string, want bool) {
		t.Helper()
		if _, err := k.Key(context.Background(), kid); (err == nil) != want {
			t.Errorf("key %s: %v, want there: %t", kid, err, want)
		}
	}
	has("k1", true)
	active["k2"] = []byte(strings.Repeat("t", 32))
	clock = clock.Add(11 * time.Second)
	has("k2", true) // at once, not in five minutes
	has("k1", true)
	delete(active, "k1")
	clock = clock.Add(5*time.Minute + time.Second)
	has("k1", false)
	fetches = 0
	for range 100 {
		has("made-up", false)
	}
	if fetches != 0 {
		t.Errorf("made-up kids cost %d fetches within ten seconds", fetches)
	}
	active["short"] = []byte("short")
	clock = clock.Add(time.Minute)
	has("short", false)
}

func FuzzVerify(f *testing.F) {
	token, err := auth.Mint("k1", secret, anna)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(token)
	f.Fuzz(func(t *testing.T, given string) {
		c, err := auth.Verify(given, keys, now)
		if err == nil && given != token && c != anna {
			t.Fatalf("%q was accepted as %+v", given, c)
		}
	})
}
