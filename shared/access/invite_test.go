package access_test

import (
	"errors"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"homstyle.dev/planner/shared/access"
	"homstyle.dev/planner/shared/room"
)

func invitation(t *testing.T, by access.Claims, role room.Role) string {
	t.Helper()
	invite, err := by.Invite(role, now)
	if err != nil {
		t.Fatal(err)
	}
	code, err := access.MintInvite("k1", secret, invite)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestAC10_inviteIsForTheInvitersRoomAndSevenDays(t *testing.T) {
	code := invitation(t, anna, room.Viewer)
	got, err := access.VerifyInvite(code, keys, now.Add(access.InviteLasts-time.Second))
	if err != nil || got.Room != anna.Room || got.Role != room.Viewer || !got.Expires.Equal(now.Add(7*24*time.Hour)) {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := access.VerifyInvite(code, keys, now.Add(access.InviteLasts)); err == nil {
		t.Error("it is good for more than seven days")
	}
}

func TestAC10_inviteIsNeverAboveTheInviter(t *testing.T) {
	roles := []room.Role{room.Viewer, room.Editor, room.Owner}
	for own, inviter := range roles {
		for asked, role := range roles {
			by := anna
			by.Role = inviter
			_, err := by.Invite(role, now)
			var above *access.AboveError
			if errors.As(err, &above) != (asked > own) || (err != nil) != (asked > own) {
				t.Errorf("%s invites as %s: %v", inviter, role, err)
			}
		}
	}
	if _, err := anna.Invite("king", now); err == nil {
		t.Error("anna made a king")
	}
}

func TestAC10_inviteAndTokenAreNotTakenForEachOther(t *testing.T) {
	if c, err := access.Verify(invitation(t, anna, room.Editor), keys, now); err == nil {
		t.Errorf("an invitation was accepted as the token %+v", c)
	}
	token, err := access.Mint("k1", secret, anna)
	if err != nil {
		t.Fatal(err)
	}
	if i, err := access.VerifyInvite(token, keys, now); err == nil {
		t.Errorf("a token was accepted as the invitation %+v", i)
	}
}

func TestAC10_badInvitesAreRefused(t *testing.T) {
	sign := func(key []byte, kid string, change func(jwt.MapClaims)) string {
		m := jwt.MapClaims{"room": "vardagsrum", "role": "editor", "aud": "homstyle-invite", "exp": now.Add(time.Hour).Unix()}
		change(m)
		token := jwt.NewWithClaims(jwt.SigningMethodHS256, m)
		token.Header["kid"] = kid
		s, err := token.SignedString(key)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	as := func(claim string, value any) string {
		return sign(secret, "k1", func(m jwt.MapClaims) { m[claim] = value })
	}
	if _, err := access.VerifyInvite(as("role", "viewer"), keys, now); err != nil {
		t.Fatalf("the good one: %v", err)
	}
	for name, code := range map[string]string{
		"empty":        "",
		"other key":    sign([]byte("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), "k1", func(jwt.MapClaims) {}),
		"unknown kid":  sign(secret, "k2", func(jwt.MapClaims) {}),
		"no end":       sign(secret, "k1", func(m jwt.MapClaims) { delete(m, "exp") }),
		"bad room":     as("room", "../x"),
		"unknown role": as("role", "king"),
		"another aud":  as("aud", "newsletter"),
	} {
		if i, err := access.VerifyInvite(code, keys, now); err == nil {
			t.Errorf("%s was accepted as %+v", name, i)
		}
	}
}
