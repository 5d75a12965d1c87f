package wire

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/shared/room"
)

// MaxCommand is the size of the largest command, in bytes (WR3). It is below the 32
// KB of a frame, past which API Gateway closes the connection: so that whoever sends
// a little too much is told.
const MaxCommand = 31 << 10

// ActionOf is the command that a frame names, "" when it names none. It is as
// lenient as API Gateway's route selection: what is wrong, the route will say.
func ActionOf(frame []byte) string {
	var m struct {
		Action string `json:"action"`
	}
	if json.Unmarshal(frame, &m, lenient) != nil {
		return ""
	}
	return m.Action
}

// OpOf is the op of a frame that could not be decoded, as far as it can be told, so
// that its sender can match the error to the command. 0 when there is none.
func OpOf(frame []byte) room.Op {
	var m struct {
		Op int64 `json:"op"`
	}
	if json.Unmarshal(frame, &m, lenient) != nil || m.Op < 1 || m.Op > maxOp {
		return 0
	}
	return room.Op(m.Op)
}

var lenient = jsontext.AllowDuplicateNames(true)

// CheckFrame says what is wrong with a frame that no route took: it is too large,
// no JSON, or names no known action.
func CheckFrame(frame []byte) error {
	if len(frame) > MaxCommand {
		return tooLarge()
	}
	if k := jsontext.Value(frame).Kind(); !jsontext.Value(frame).IsValid() || k != '{' {
		return fieldError(room.BadJSON, "", "The message is not one JSON object.")
	}
	return fieldError(room.UnknownAction, "action", fmt.Sprintf("There is no action %q.", truncate(ActionOf(frame), 40)))
}

// Decode reads a body that is exactly one T, as strictly as a command.
func Decode[T any](body []byte) (T, error) { return decode[T](body) }

// decode reads exactly one T: no other members, none twice.
func decode[T any](frame []byte) (T, error) {
	var m T
	if len(frame) > MaxCommand {
		return m, tooLarge()
	}
	if err := json.Unmarshal(frame, &m, json.RejectUnknownMembers(true)); err != nil {
		return m, explain(err)
	}
	return m, checkNulls(frame)
}

// checkNulls refuses null, which no member may be (WR2): the decoder takes it for a
// missing one, and inside a list for 0. Few frames have the word at all.
func checkNulls(frame []byte) error {
	if !bytes.Contains(frame, []byte("null")) {
		return nil
	}
	for d := jsontext.NewDecoder(bytes.NewReader(frame)); ; {
		t, err := d.ReadToken()
		if err != nil {
			return nil // its end: it was read before
		}
		if t.Kind() != 'n' {
			continue
		}
		field := path(d.StackPointer())
		if field == "" {
			return fieldError(room.BadJSON, "", "The message is not one JSON object.")
		}
		return fieldError(room.BadField, field, field+" is null.")
	}
}

// explain puts the decoder's error in our words. Its text is ours, not the
// library's: it reaches people.
func explain(err error) *room.Error {
	var syntax *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		field := ""
		if errors.As(err, &syntax) {
			field = path(syntax.JSONPointer)
		}
		return fieldError(room.BadField, field, field+" is there twice.")
	case errors.Is(err, json.ErrUnknownName):
		errors.As(err, &semantic)
		field := path(semantic.JSONPointer)
		return fieldError(room.BadField, field, fmt.Sprintf("There is no field %s here.", field))
	case errors.As(err, &semantic):
		field := path(semantic.JSONPointer)
		if field == "" {
			return fieldError(room.BadJSON, "", "The message is not one JSON object.")
		}
		return fieldError(room.BadField, field, fmt.Sprintf("%s has the wrong type.", field))
	}
	return fieldError(room.BadJSON, "", "The message is not valid JSON.")
}

// path writes a JSON pointer as people write it: /items/0/x is items[0].x.
func path(p jsontext.Pointer) string {
	var b strings.Builder
	for token := range p.Tokens() {
		switch {
		case token != "" && strings.Trim(token, "0123456789") == "":
			b.WriteString("[" + token + "]")
		case b.Len() > 0:
			b.WriteString("." + token)
		default:
			b.WriteString(token)
		}
	}
	return truncate(b.String(), 80)
}

func truncate(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

func fieldError(c room.Code, field, message string) *room.Error {
	return &room.Error{Code: c, Field: field, Message: message}
}

func tooLarge() *room.Error {
	return fieldError(room.TooLarge, "", "The message is larger than 31 KB.")
}
