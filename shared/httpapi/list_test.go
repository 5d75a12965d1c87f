package httpapi_test

import (
	"fmt"
	"slices"
	"testing"

	"homstyle.dev/planner/shared/room"
)

// listOf returns the rooms of a list as "id of owner".
func listOf(a answer) (rooms []string) {
	for _, r := range a.body["rooms"].([]any) {
		one := r.(map[string]any)
		text := fmt.Sprint(one["room"])
		if owner, ok := one["owner"]; ok {
			text += fmt.Sprint(" of ", owner)
		}
		rooms = append(rooms, text)
	}
	return rooms
}

func (h *fixture) createFor(id, owner string) {
	h.Helper()
	body := fmt.Sprintf(`{"room":%q,"plan":%s}`, id, plan)
	if owner != "" {
		body = fmt.Sprintf(`{"room":%q,"owner":%q,"plan":%s}`, id, owner, plan)
	}
	h.want(201, "", "POST /rooms", "/rooms", body, byShop)
}

func TestRM5_shopListsItsRooms(t *testing.T) {
	h := newFixture(t)
	h.createFor("flat-12", "customer:7")
	h.createFor("flat-2", "")
	h.createFor("flat-3", "customer:8")
	h.createFor("attic", "customer:7")
	for query, want := range map[string][]string{
		"":                               {"attic of customer:7", "flat-12 of customer:7", "flat-2", "flat-3 of customer:8", string(id)},
		"?prefix=flat-":                  {"flat-12 of customer:7", "flat-2", "flat-3 of customer:8"},
		"?owner=customer:7":              {"attic of customer:7", "flat-12 of customer:7"},
		"?owner=customer:7&prefix=flat":  {"flat-12 of customer:7"},
		"?owner=customer:9":              nil,
		"?prefix=flat-&cursor=flat-15":   {"flat-2", "flat-3 of customer:8"},
		"?prefix=flat-&cursor=z&limit=1": nil,
	} {
		got := h.want(200, "", "GET /rooms", "/rooms"+query, "", byShop)
		if !slices.Equal(listOf(got), want) || got.body["next"] != nil {
			t.Errorf("%q lists %v, want %v", query, got.body, want)
		}
	}
	h.want(204, "", "DELETE /rooms/{room}", "/rooms/flat-12", "", byShop)
	if got := listOf(h.want(200, "", "GET /rooms", "/rooms?owner=customer:7", "", byShop)); len(got) != 1 {
		t.Errorf("after a deletion: %v", got)
	}
}

func TestRM5_listHasPages(t *testing.T) {
	h := newFixture(t)
	var all []string
	for n := range 5 {
		all = append(all, fmt.Sprintf("flat-%d", n))
		h.createFor(all[n], "")
	}
	for limit := 1; limit <= 6; limit++ {
		var got []string
		for cursor, pages := any(""), 1; cursor != nil; pages++ {
			query := fmt.Sprintf("?prefix=flat-&limit=%d", limit)
			if cursor != "" {
				query += fmt.Sprint("&cursor=", cursor)
			}
			page := h.want(200, "", "GET /rooms", "/rooms"+query, "", byShop)
			got = append(got, listOf(page)...)
			if cursor = page.body["next"]; pages > 5 {
				t.Fatalf("pages of %d do not end", limit)
			}
		}
		if !slices.Equal(got, all) {
			t.Errorf("pages of %d have %v", limit, got)
		}
	}
}

func TestRM5_listRefusesWhatCantBe(t *testing.T) {
	h := newFixture(t)
	for query, field := range map[string]string{
		"?prefix=": "prefix", "?prefix=Flat": "prefix", "?prefix=-": "prefix",
		"?owner=": "owner", "?owner=a%20b": "owner", "?owner=%23": "owner",
		"?cursor=": "cursor", "?cursor=%00": "cursor", "?cursor=FLAT": "cursor",
		"?limit=0": "limit", "?limit=501": "limit", "?limit=x": "limit",
	} {
		if got := h.want(400, "bad_field", "GET /rooms", "/rooms"+query, "", byShop); got.body["field"] != field {
			t.Errorf("%s: %v, want the field %s", query, got.body, field)
		}
	}
}

func TestRM4_ownerIsOfTheShopOnly(t *testing.T) {
	h := newFixture(t)
	for _, owner := range []string{"", "a b", "ö", "a@b", fmt.Sprintf("%065d", 0)} {
		body := fmt.Sprintf(`{"room":"kitchen","owner":%q,"plan":%s}`, owner, plan)
		if got := h.want(400, "bad_field", "POST /rooms", "/rooms", body, byShop); got.body["field"] != "owner" {
			t.Errorf("%q: %v", owner, got.body)
		}
	}
	h.createFor("kitchen", "customer:7")
	h.want(201, "", "POST /rooms", "/rooms", scanned(t, "l-room", `,"owner":"customer:7"`), byShop)
	if got := listOf(h.want(200, "", "GET /rooms", "/rooms?owner=customer:7", "", byShop)); len(got) != 2 {
		t.Errorf("the owner has %v", got)
	}
	// The document, against which each answer is checked, has no owner in a state.
	h.want(200, "", "GET /rooms/{room}", "/rooms/kitchen", "", token("kitchen", room.Owner))
}
