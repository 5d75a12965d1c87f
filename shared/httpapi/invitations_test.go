package httpapi_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

const (
	inviting, invitations = "POST /rooms/{room}/invitations", "/rooms/vardagsrum/invitations"
	minting, tokens       = "POST /rooms/{room}/tokens", "/rooms/vardagsrum/tokens"
	revoking, revocations = "POST /rooms/{room}/revocations", "/rooms/vardagsrum/revocations"
)

func k2(string) ([]byte, error) { return secret, nil }

// invitation returns an invitation made by Anna, an editor with the token t1.
func (h *fixture) invitation(role room.Role) (code, jti string) {
	h.Helper()
	a := h.want(201, "", inviting, invitations, fmt.Sprintf(`{"role":%q}`, role), token(id, room.Editor))
	code, _ = a.body["invite"].(string)
	jti, _ = a.body["id"].(string)
	return code, jti
}

func exchange(code string) string { return fmt.Sprintf(`{"name":"Bo","invite":%q}`, code) }

func exchangeAs(sub, code string) string {
	return fmt.Sprintf(`{"sub":%q,"name":"Bo","invite":%q}`, sub, code)
}

func TestAC10_invitationIsExchangedForATokenOfItsRole(t *testing.T) {
	h := newFixture(t)
	code, jti := h.invitation(room.Viewer)
	minted := h.want(201, "", minting, tokens, exchange(code), byShop)
	c, err := auth.Verify(minted.body["token"].(string), k2, now)
	if err != nil || c.Role != room.Viewer || c.Room != id || c.Subject != "guest-"+jti || string(c.ID) == jti {
		t.Errorf("the guest is %+v, %v", c, err)
	}
	h.want(200, "", "GET /rooms/{room}", "/rooms/vardagsrum", "", claims(c))
	minted = h.want(201, "", minting, tokens, exchangeAs("customer-7", code), byShop)
	if c, err := auth.Verify(minted.body["token"].(string), k2, now); err != nil || c.Subject != "customer-7" {
		t.Errorf("a customer of the shop is %+v, %v", c, err)
	}
	roomToken, err := auth.Mint("k2", secret, auth.Claims{
		Room: id, Subject: "u1", Name: "Anna", Role: room.Owner, Expires: now.Add(time.Hour), Issued: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{
		"changed":       exchange(code + "x"),
		"a room token":  exchange(roomToken),
		"a role beside": strings.Replace(exchange(code), "{", `{"role":"owner",`, 1),
		"neither":       `{"name":"Bo","sub":"u2"}`,
		"no name":       strings.Replace(exchange(code), "Bo", "", 1),
	} {
		t.Run(name, func(t *testing.T) {
			h.T = t
			h.want(400, "bad_field", minting, tokens, body, byShop)
		})
	}
	h.T = t
	h.want(201, "", "POST /rooms", "/rooms", bodies["POST /rooms"], byShop)
	h.want(400, "bad_field", minting, "/rooms/kitchen/tokens", exchange(code), byShop)
}

func TestAC10_invitationIsNeverAboveItsMaker(t *testing.T) {
	h := newFixture(t)
	h.want(403, "forbidden", inviting, invitations, `{"role":"owner"}`, token(id, room.Editor))
	h.want(400, "bad_field", inviting, invitations, `{"role":"god"}`, token(id, room.Editor))
	h.want(400, "bad_field", inviting, invitations, `{}`, token(id, room.Editor))
	h.want(201, "", inviting, invitations, `{"role":"owner"}`, token(id, room.Owner))
}

func TestAC10_AC11_invitationDiesWithItsMakerItsRoomAndItself(t *testing.T) {
	for name, tt := range map[string]struct {
		revocation string // %s is the invitation's jti
		status     int
	}{
		"its maker's token":   {`{"token":"t1"}`, 401},
		"its maker":           {`{"sub":"u1"}`, 401},
		"all":                 {`{"all":true}`, 401},
		"itself":              {`{"token":%q}`, 401},
		"its guests":          {`{"sub":"guest-%s"}`, 401},
		"somebody else":       {`{"sub":"u9"}`, 201},
		"somebody's token":    {`{"token":"t9"}`, 201},
		"its maker, long ago": {fmt.Sprintf(`{"sub":"u1","before":%d}`, ms(time.Minute)), 201},
	} {
		t.Run(name, func(t *testing.T) {
			h := newFixture(t)
			code, jti := h.invitation(room.Editor)
			body := tt.revocation
			if strings.Contains(body, "%") {
				body = fmt.Sprintf(body, jti)
			}
			h.want(200, "", revoking, revocations, body, byShop)
			refusal := map[int]string{401: "token_revoked"}[tt.status]
			h.want(tt.status, refusal, minting, tokens, exchange(code), byShop)
		})
	}
	t.Run("its room", func(t *testing.T) {
		h := newFixture(t)
		code, _ := h.invitation(room.Editor)
		h.want(204, "", "DELETE /rooms/{room}", "/rooms/vardagsrum", "", byShop)
		h.want(401, "token_revoked", minting, tokens, exchange(code), byShop)
	})
	t.Run("a room that is not there", func(t *testing.T) {
		h := newFixture(t)
		i, err := auth.Claims{Room: "ghost", Subject: "u1", Role: room.Editor}.Invite(room.Viewer, now)
		if err != nil {
			t.Fatal(err)
		}
		code, err := auth.MintInvite("k2", secret, i)
		if err != nil {
			t.Fatal(err)
		}
		h.want(404, "not_found", minting, "/rooms/ghost/tokens", exchange(code), byShop)
	})
}

// A person whose tokens were revoked must not get one by an earlier invitation, whoever made it.
func TestAC11_revokedPersonGetsNoTokenForAnInvitation(t *testing.T) {
	h := newFixture(t)
	code, _ := h.invitation(room.Editor)
	h.want(200, "", revoking, revocations, `{"sub":"customer-7"}`, byShop)
	h.want(401, "token_revoked", minting, tokens, exchangeAs("customer-7", code), byShop)
	h.want(200, "", revoking, revocations, `{"token":"t1"}`, byShop)
	h.want(401, "token_revoked", inviting, invitations, `{"role":"viewer"}`, token(id, room.Editor))
}
