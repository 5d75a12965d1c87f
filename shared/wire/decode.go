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

// MaxCommand is the maximum size of a command, in bytes (WR3). API Gateway closes the
// connection for a frame over 32 KB; the lower limit here lets a command that is slightly
// too large be answered with an error.
const MaxCommand = 31 << 10

// ActionOf returns the action of a frame, or "" if it has none. It is as lenient as API
// Gateway's route selection; the decoder of the command reports faults of the frame.
func ActionOf(frame []byte) string {
	var m struct {
		Action string `json:"action"`
	}
	if json.Unmarshal(frame, &m, lenient) != nil {
		return ""
	}
	return m.Action
}

// OpOf returns the op of a frame that could not be decoded, so that its sender can match the
// error to the command. It returns 0 if no valid op can be read.
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

// CheckFrame returns the error of a frame that matched no route: it is too large, not a JSON
// object, or has no known action. It never returns nil.
func CheckFrame(frame []byte) error {
	if len(frame) > MaxCommand {
		return tooLarge(MaxCommand)
	}
	if k := jsontext.Value(frame).Kind(); !jsontext.Value(frame).IsValid() || k != '{' {
		return fieldError(room.BadJSON, "", "The message is not one JSON object.")
	}
	return fieldError(room.UnknownAction, "action", fmt.Sprintf("Unknown action %q.", truncate(ActionOf(frame), 40)))
}

// Decode decodes a body that is exactly one T, as strictly as a command: no unknown, repeated
// or null members. Its error is a *room.Error.
func Decode[T any](body []byte) (T, error) { return decode[T](body) }

// DecodeLarge decodes a body of up to most bytes as Decode does, but allows null. It is for bodies
// with a document of another format in a member of type [jsontext.Value].
func DecodeLarge[T any](body []byte, most int) (T, error) { return unmarshal[T](body, most) }

// decode is Decode; command decoders use it as well.
func decode[T any](frame []byte) (T, error) {
	m, err := unmarshal[T](frame, MaxCommand)
	if err != nil {
		return m, err
	}
	return m, checkNulls(frame)
}

func unmarshal[T any](body []byte, most int) (T, error) {
	var m T
	if len(body) > most {
		return m, tooLarge(most)
	}
	if err := json.Unmarshal(body, &m, json.RejectUnknownMembers(true)); err != nil {
		return m, explain(err)
	}
	return m, nil
}

// checkNulls returns an error if any value is null (WR2): the JSON decoder reads null as a
// missing member, and in a list as 0. Few frames contain the bytes "null", so most are not
// read a second time.
func checkNulls(frame []byte) error {
	if !bytes.Contains(frame, []byte("null")) {
		return nil
	}
	for d := jsontext.NewDecoder(bytes.NewReader(frame)); ; {
		t, err := d.ReadToken()
		if err != nil {
			return nil // the end: decode has read the whole frame without an error
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

// explain converts an error of the JSON decoder to a *room.Error. It does not use the
// library's text, because people read the message.
func explain(err error) *room.Error {
	var syntax *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.Is(err, jsontext.ErrDuplicateName):
		field := ""
		if errors.As(err, &syntax) {
			field = path(syntax.JSONPointer)
		}
		return fieldError(room.BadField, field, field+" occurs twice.")
	case errors.Is(err, json.ErrUnknownName):
		errors.As(err, &semantic)
		field := path(semantic.JSONPointer)
		return fieldError(room.BadField, field, fmt.Sprintf("Unknown field %s.", field))
	case errors.As(err, &semantic):
		field := path(semantic.JSONPointer)
		if field == "" {
			return fieldError(room.BadJSON, "", "The message is not one JSON object.")
		}
		return fieldError(room.BadField, field, fmt.Sprintf("%s has the wrong type.", field))
	}
	return fieldError(room.BadJSON, "", "The message is not valid JSON.")
}

// path returns a JSON pointer in the notation of errors: items[0].x for /items/0/x.
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

// tooLarge returns the error of a message of more than most bytes.
func tooLarge(most int) *room.Error {
	return fieldError(room.TooLarge, "", fmt.Sprintf("The message is larger than %d KB.", most>>10))
}
