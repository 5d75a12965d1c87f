package infra

import (
	"slices"
	"strings"
	"testing"
)

// Whoever allows AllowedOrigins must also allow PageOrigin: the room page and the frame of the stage's
// own pages connect, request and upload from there.
func TestThePagesOwnOriginIsAllowedWhereverOriginsAre(t *testing.T) {
	s := expanded(t)
	uses := map[string]int{}
	for id, r := range s.Resources {
		for _, bare := range allowedOrigins(r.Properties) {
			if bare {
				t.Errorf("%s allows AllowedOrigins without PageOrigin", id)
			}
			uses[id]++
		}
	}
	for _, id := range []string{"AuthorizerFunction", "RoomBucket"} {
		if uses[id] != 1 {
			t.Errorf("%s uses AllowedOrigins %d times, want once", id, uses[id])
		}
	}
}

// SAM keeps only AllowOrigins if that is an intrinsic function, and a page can then send no token.
func TestPagesMaySendTokensToTheHTTPAPI(t *testing.T) {
	body := property(t, expanded(t).Resources["RoomsApi"].Properties, "Body")
	branches := list(property(t, body, "x-amazon-apigateway-cors", "Fn::If"))
	if len(branches) != 3 || branches[0] != "AddsPageOrigin" {
		t.Fatalf("the CORS configuration depends on %v, want AddsPageOrigin", branches)
	}
	paths := property(t, expanded(t).with(t, suggesting).Resources["RoomsApi"].Properties, "Body", "paths")
	// The translator has replaced the parameters by their defaults, "*" and "".
	for i, origins := range []string{",.*,", ",.*"} {
		cors := branches[i+1]
		if got := text(property(t, cors, "allowOrigins", "Fn::Split")); got != origins {
			t.Errorf("branch %d allows the origins %s, want %s", i, got, origins)
		}
		if got := text(property(t, cors, "allowHeaders")); got != "authorization.content-type" {
			t.Errorf("branch %d allows the headers %s", i, got)
		}
		methods := list(property(t, cors, "allowMethods"))
		for path, operations := range paths.(map[string]any) {
			for method := range operations.(map[string]any) {
				if !slices.Contains(methods, any(strings.ToUpper(method))) {
					t.Errorf("branch %d allows the methods %v, not %s of %s", i, methods, method, path)
				}
			}
		}
	}
}

// allowedOrigins returns an entry for each use of AllowedOrigins in v: false if the condition
// AddsPageOrigin adds the pages' origin to it, otherwise true.
func allowedOrigins(v any) (bare []bool) {
	switch v := v.(type) {
	case []any:
		for _, inner := range v {
			bare = append(bare, allowedOrigins(inner)...)
		}
	case map[string]any:
		if text(v["Fn::If"]) == "AddsPageOrigin.${AllowedOrigins},${PageOrigin}.AllowedOrigins" {
			return []bool{false}
		}
		if v["Ref"] == "AllowedOrigins" {
			return []bool{true}
		}
		for _, inner := range v {
			bare = append(bare, allowedOrigins(inner)...)
		}
	}
	return bare
}
