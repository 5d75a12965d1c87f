package httpapi_test

import (
	"errors"
	"reflect"
	"testing"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/suggest"
)

const suggestions = "POST /rooms/{room}/suggestions"

func TestWD1_aWishIsAnsweredWithProducts(t *testing.T) {
	h := newFixture(t)
	a := h.want(200, "", suggestions, "/rooms/vardagsrum/suggestions",
		`{"wish":"mysigt för två barn","lang":"sv","currency":"SEK"}`, token(id, room.Editor))
	want := map[string]any{
		"products": []any{map[string]any{"product": "sofa.a", "count": 2.0, "price": 100.0}},
		"currency": "SEK", "total": 200.0, "budget": 250.0,
	}
	if !reflect.DeepEqual(a.body, want) {
		t.Errorf("%v, want %v", a.body, want)
	}
	asked := []suggest.Request{{Wish: "mysigt för två barn", Language: "sv", Currency: "SEK"}}
	if !reflect.DeepEqual(h.wishes, asked) {
		t.Errorf("asked %+v, want %+v", h.wishes, asked)
	}
	h.want(403, "forbidden", suggestions, "/rooms/vardagsrum/suggestions", `{"wish":"cosy","lang":"en"}`, token(id, room.Viewer))
	h.want(400, "bad_field", suggestions, "/rooms/vardagsrum/suggestions", `{"wish":"cosy","lang":"en","room":"other"}`, token(id, room.Editor))
	if len(h.told) > 0 || len(h.wishes) != 1 {
		t.Errorf("told %q, asked %+v", h.told, h.wishes)
	}
}

func TestWD5_refusalsOfWishes(t *testing.T) {
	h := newFixture(t)
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{&room.Error{Code: suggest.UsedUp, Message: "It is used up."}, 429, "used_up"},
		{&room.Error{Code: suggest.NoSuggestion, Message: "It has no list."}, 502, "no_suggestion"},
		{&room.Error{Code: room.Busy, Message: "It is slow."}, 503, "busy"},
		{errors.New("AccessDeniedException: secret"), 500, "internal"},
	} {
		h.refusal = c.err
		a := h.want(c.status, c.code, suggestions, "/rooms/vardagsrum/suggestions", `{"wish":"cosy","lang":"en"}`, token(id, room.Owner))
		if detail := a.body["detail"]; (detail == c.err.Error()) == (c.code == "internal") {
			t.Errorf("the detail is %q", detail)
		}
		if retry := a.body["retry"] == true; retry != (c.code == "busy" || c.code == "internal") {
			t.Errorf("%s has retry %v", c.code, retry)
		}
	}
}
