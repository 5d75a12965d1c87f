package wire_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

const (
	validCandidate = `{"foundation":"1","priority":2122260223,"address":"192.168.1.17","port":50000,"type":"host"}`
	validUfrag     = "Jx3k"
	validPwd       = "qN7bW+0pLr/2sTfYhGmVzK"
)

var validFingerprint = "AB" + strings.Repeat(":0F", 31)

// signalWith returns an offer in which the values of some members are replaced. A value is
// JSON; "" leaves the member out.
func signalWith(values map[string]string) string {
	members := []struct{ name, value string }{
		{"action", `"signal"`},
		{"op", "12"},
		{"to", `"p-bo"`},
		{"kind", `"offer"`},
		{"session", "7"},
		{"ufrag", quote(validUfrag)},
		{"pwd", quote(validPwd)},
		{"fingerprint", quote(validFingerprint)},
		{"setup", `"actpass"`},
		{"candidates", "[" + validCandidate + "]"},
	}
	var list []string
	for _, m := range members {
		if value, replaced := values[m.name]; replaced {
			m.value = value
		}
		if m.value != "" {
			list = append(list, quote(m.name)+":"+m.value)
		}
	}
	return "{" + strings.Join(list, ",") + "}"
}

func quote(s string) string { return fmt.Sprintf("%q", s) }

// candidateWith returns a candidate of which one member has another value, or, if the value is
// "", is missing.
func candidateWith(member, value string) string {
	var m map[string]jsontext.Value
	if err := json.Unmarshal([]byte(validCandidate), &m); err != nil {
		panic(err)
	}
	m[member] = jsontext.Value(value)
	if value == "" {
		delete(m, member)
	}
	b, err := json.Marshal(m)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func TestDC2_fieldsOfASignal(t *testing.T) {
	rejects := map[string][]string{ // a member, and the values for which it is rejected
		"op":      {"", "null", "0", `"1"`, "1.5"},
		"to":      {"", "null", `""`, `"a b"`, `"p-bo\n"`, `7`, quote(strings.Repeat("a", 41))},
		"kind":    {"", "null", `""`, `"Offer"`, `"renegotiate"`, `"offer\r\n"`},
		"session": {"", "null", "0", "-1", "9007199254740992", `"7"`},
		"ufrag": {
			"", "null", `""`, `"abc"`, `"abc "`, `"abcd\n"`, `"ab\r\na=x"`, `"äöüß"`, `"ab=d"`,
			quote(strings.Repeat("a", 257)),
		},
		"pwd": {
			"", "null", `""`, quote(validPwd[1:]), quote(validPwd + "\n"), quote(validPwd + "\r\na=x"),
			quote(validPwd[1:] + "-"), quote(strings.Repeat("a", 257)),
		},
		"fingerprint": {
			"", "null", `""`, quote(strings.ToLower(validFingerprint)), quote(validFingerprint[3:]),
			quote(validFingerprint + ":00"), quote("sha-256 " + validFingerprint), quote(validFingerprint + "\n"),
			quote(strings.ReplaceAll(validFingerprint, ":", "")),
		},
		"setup":      {"", "null", `""`, `"active"`, `"passive"`, `"holdconn"`, `"actpass\r\n"`},
		"candidates": {"", "null", `{}`, `"none"`},
	}
	for member, values := range rejects {
		for _, value := range values {
			if got := rejectedField(t, signalWith(map[string]string{member: value})); got != member {
				t.Errorf("%s %s is rejected for %s", member, value, got)
			}
		}
	}
	for _, setup := range []string{`"actpass"`, `""`} {
		got := rejectedField(t, signalWith(map[string]string{"kind": `"answer"`, "setup": setup}))
		if got != "setup" {
			t.Errorf("an answer with the setup %s is rejected for %s", setup, got)
		}
	}
	for _, extra := range []string{"peer", "from", "sdp", "component"} { // a forged sender is an unknown field
		frame := strings.TrimSuffix(signalWith(nil), "}") + `,"` + extra + `":"p-cleo"}`
		if got := rejectedField(t, frame); got != extra {
			t.Errorf("with %s it is rejected for %s", extra, got)
		}
	}
	if _, err := wire.DecodeSignal([]byte(signalWith(nil))); err != nil {
		t.Errorf("the signal without changes: %v", err)
	}
	none := signalWith(map[string]string{"candidates": "[]"})
	if c, err := wire.DecodeSignal([]byte(none)); err != nil || c.Transport == nil {
		t.Errorf("without candidates: %v", err)
	}
}

func TestDC2_fieldsOfACandidate(t *testing.T) {
	rejects := map[string][]string{
		"foundation": {"", "null", `""`, `"1 2"`, `"1\n"`, quote(strings.Repeat("1", 33))},
		"priority":   {"", "null", "0", "-1", "2147483648", `"1"`},
		"port":       {"", "null", "0", "-1", "65536", `"9"`},
		"type":       {"", "null", `""`, `"prflx"`, `"HOST"`, `"host\r\n"`},
		"address": {
			"", "null", `""`, `"shop.example"`, `"10.0.0.1\r\na=x"`, `"10.0.0.1 9"`, `"10.0.0"`, `"010.0.0.1"`,
			`"0.0.0.0"`, `"127.0.0.1"`, `"224.0.0.251"`, `"255.255.255.255"`, `"::"`, `"::1"`, `"ff02::fb"`,
			`"::ffff:10.0.0.1"`, `"fe80::1%eth0"`, `"[fd00::1]"`, `"10.0.0.1:80"`, `"printer.local"`,
			`"6f1c2b3a-9d4e-4f5a-8b7c-0123456789ab.local."`, `"6F1C2B3A-9D4E-4F5A-8B7C-0123456789AB.local"`,
			`"x6f1c2b3a-9d4e-4f5a-8b7c-0123456789ab.local"`, `"6f1c2b3a-9d4e-4f5a-8b7c-0123456789ab.local\n"`,
		},
		"component":      {"2"},
		"relatedAddress": {`"10.0.0.1"`},
	}
	for member, values := range rejects {
		for _, value := range values {
			list := "[" + validCandidate + "," + candidateWith(member, value) + "]"
			got := rejectedField(t, signalWith(map[string]string{"candidates": list}))
			if got != "candidates[1]."+member {
				t.Errorf("%s %s is rejected for %s", member, value, got)
			}
		}
	}
	name := strings.Replace(validCandidate, "192.168.1.17", "6f1c2b3a-9d4e-4f5a-8b7c-0123456789ab.local", 1)
	reflexive := strings.Replace(name, `"host"`, `"srflx"`, 1)
	if got := rejectedField(t, signalWith(map[string]string{"candidates": "[" + reflexive + "]"})); got != "candidates[0].address" {
		t.Errorf("a reflexive candidate with a name is rejected for %s", got)
	}
	for _, address := range []string{"10.0.0.1", "203.0.113.7", "169.254.3.4", "fd00::1", "fe80::1", "2001:DB8::A"} {
		list := "[" + strings.Replace(validCandidate, "192.168.1.17", address, 1) + "," + name + "]"
		if _, err := wire.DecodeSignal([]byte(signalWith(map[string]string{"candidates": list}))); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
}

func TestDC2_sizeOfASignal(t *testing.T) {
	list := func(n int) map[string]string {
		return map[string]string{"candidates": "[" + strings.TrimSuffix(strings.Repeat(validCandidate+",", n), ",") + "]"}
	}
	if _, err := wire.DecodeSignal([]byte(signalWith(list(8)))); err != nil {
		t.Errorf("8 candidates: %v", err)
	}
	_, err := wire.DecodeSignal([]byte(signalWith(list(9))))
	if e, ok := errors.AsType[*room.Error](err); !ok || e.Code != room.TooMany || e.Field != "candidates" {
		t.Errorf("9 candidates: %v", err)
	}
	rubbish := quote(strings.Repeat("x", 8<<10))
	for _, member := range []string{
		"op", "to", "kind", "session", "ufrag", "pwd", "fingerprint", "setup", "candidates",
	} {
		_, err := wire.DecodeSignal([]byte(signalWith(map[string]string{member: rubbish})))
		if room.CodeOf(err) != room.TooLarge {
			t.Errorf("8 KB in %s: %v", member, err)
		}
	}
	blank := signalWith(nil)
	blank += strings.Repeat(" ", wire.MaxSignal-len(blank))
	if _, err := wire.DecodeSignal([]byte(blank)); err != nil {
		t.Errorf("2 KB: %v", err)
	}
	if _, err := wire.DecodeSignal([]byte(blank + " ")); room.CodeOf(err) != room.TooLarge {
		t.Errorf("a byte more than 2 KB: %v", err)
	}
}

func TestDC2_byeHasNoTransport(t *testing.T) {
	const bye = `{"action":"signal","op":12,"to":"p-bo","kind":"bye","session":7`
	if c, err := wire.DecodeSignal([]byte(bye + "}")); err != nil || c.Transport != nil {
		t.Errorf("%+v, %v", c, err)
	}
	for member, value := range map[string]string{
		"ufrag": quote(validUfrag), "pwd": quote(validPwd), "fingerprint": quote(validFingerprint),
		"setup": `"active"`, "candidates": "[]",
	} {
		if got := rejectedField(t, bye+`,"`+member+`":`+value+"}"); got != member {
			t.Errorf("with %s it is rejected for %s", member, got)
		}
	}
}

func TestDC8_recipientsOfACursor(t *testing.T) {
	cursor := func(to string) string { return `{"action":"cursor","points":[],"to":` + to + `}` }
	c, err := wire.DecodeCursor([]byte(cursor(`["p-bo","p-cleo"]`)))
	if err != nil || len(c.To) != 2 || c.To[1] != "p-cleo" {
		t.Errorf("%v, %v", c.To, err)
	}
	for to, field := range map[string]string{
		`[]`: "to", `null`: "to", `"p-bo"`: "to", `[null]`: "to[0]", `[7]`: "to[0]", `["a b"]`: "to[0]",
		`["a","b\n"]`: "to[1]", `["a","a"]`: "to[1]",
	} {
		if got := rejectedField(t, cursor(to)); got != field {
			t.Errorf("to %s is rejected for %s, want %s", to, got, field)
		}
	}
	var many []string
	for n := range wire.MaxItems + 1 {
		many = append(many, quote(fmt.Sprint("p-", n)))
	}
	_, err = wire.DecodeCursor([]byte(cursor("[" + strings.Join(many, ",") + "]")))
	if room.CodeOf(err) != room.TooMany {
		t.Errorf("26 peers: %v", err)
	}
}

// A signal that is accepted encodes to the same message, and each of its texts is one line: the
// receiver writes them into an SDP.
func FuzzDC2_signal(f *testing.F) {
	seedWith(f, "command/signal-*.json")
	f.Fuzz(func(t *testing.T, frame []byte) {
		if wire.ActionOf(frame) != "signal" { // the decoder is for this action alone
			return
		}
		c, err := wire.DecodeSignal(frame)
		if err != nil {
			if _, ok := errors.AsType[*room.Error](err); !ok {
				t.Fatalf("%T: %v", err, err)
			}
			return
		}
		same(t, wire.EncodeSignal(c), frame)
		texts := []string{string(c.To), string(c.Kind)}
		if p := c.Transport; p != nil {
			texts = append(texts, p.Ufrag, p.Pwd, p.Fingerprint, p.Setup)
			for _, one := range p.Candidates {
				texts = append(texts, one.Foundation, one.Address, one.Type)
			}
		}
		for _, text := range texts {
			if text == "" || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("%q was accepted", text)
			}
		}
	})
}
