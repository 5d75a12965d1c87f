package auth_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

func invitation(t *testing.T, by auth.Claims, role room.Role) string {
	t.Helper()
	invite, err := by.Invite(role, now)
	if err != nil {
		t.Fatal(err)
	}
	code, err := auth.MintInvite("k1", secret, invite)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

func TestAC10_inviteIsForTheInvitersRoomAndSevenDays(t *testing.T) {
	code := invitation(t, anna, room.Viewer)
	got, err := auth.VerifyInvite(code, keys, now.Add(auth.InviteTTL-time.Second))
	if err != nil || got.Room != anna.Room || got.Role != room.Viewer || !got.Expires.Equal(now.Add(7*24*time.Hour)) {
		t.Errorf("got %+v, %v", got, err)
	}
	if _, err := auth.VerifyInvite(code, keys, now.Add(auth.InviteTTL)); err == nil {
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
			var above *auth.RoleError
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
	if c, err := auth.Verify(invitation(t, anna, room.Editor), keys, now); err == nil {
		t.Errorf("an invitation was accepted as the token %+v", c)
	}
	token, err := auth.Mint("k1", secret, anna)
	if err != nil {
		t.Fatal(err)
	}
	if i, err := auth.VerifyInvite(token, keys, now); err == nil {
		t.Errorf("a token was accepted as the invitation %+v", i)
	}
}

func TestAC10_badInvitesAreRefused(t *testing.T) {
	sign := func(key []byte, kid string, change func(jwt.MapClaims)) string {
		m := jwt.MapClaims{
			"room": "vardagsrum", "role": "editor", "aud": "homstyle-invite", "exp": now.Add(time.Hour).Unix(),
		}
		for claim, value := range map[string]any{"jti": "i1", "iat": now.Unix(), "by": "u1"} {
			m[claim] = value
		}
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
	if _, err := auth.VerifyInvite(as("role", "viewer"), keys, now); err != nil {
		t.Fatalf("the good one: %v", err)
	}
	for name, code := range map[string]string{
		"empty":        "",
		"other key":    sign([]byte("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"), "k1", func(jwt.MapClaims) {}),
		"unknown kid":  sign(secret, "k2", func(jwt.MapClaims) {}),
		"no end":       sign(secret, "k1", func(m jwt.MapClaims) { delete(m, "exp") }),
		"bad room":     as("room", "../x"),
		"unknown role": as("role", "king"),
		"no jti":       sign(secret, "k1", func(m jwt.MapClaims) { delete(m, "jti") }),
		"no iat":       sign(secret, "k1", func(m jwt.MapClaims) { delete(m, "iat") }),
		"no maker":     sign(secret, "k1", func(m jwt.MapClaims) { delete(m, "by") }),
		"made ahead":   as("iat", now.Add(auth.IssuedSkew+time.Second).Unix()),
		"over a week":  as("exp", now.Add(auth.InviteTTL+time.Second).Unix()),
		"no audience": sign(secret, "k1", func(m jwt.MapClaims) {
			delete(m, "aud")
			m["sub"], m["name"] = "u1", "Anna"
		}),
		"another aud": as("aud", "newsletter"),
	} {
		if i, err := auth.VerifyInvite(code, keys, now); err == nil {
			t.Errorf("%s was accepted as %+v", name, i)
		}
	}
}

func TestAC10_inviteDiesWithItsMakerOrItself(t *testing.T) {
	made, err := anna.Invite(room.Viewer, now)
	if err != nil {
		t.Fatal(err)
	}
	code, err := auth.MintInvite("k1", secret, made)
	if err != nil {
		t.Fatal(err)
	}
	invite, err := auth.VerifyInvite(code, keys, now)
	if err != nil {
		t.Fatal(err)
	}
	ends := func(r room.Revocation, sub string) bool {
		return slices.ContainsFunc(invite.TokenInfos(sub), r.Matches)
	}
	before, later := now.Add(-time.Second), now.Add(time.Second)
	for name, tt := range map[string]struct {
		room.Revocation
		want bool
	}{
		"its maker":               {room.Revocation{User: anna.Subject, Before: later}, true},
		"its maker, before it":    {room.Revocation{User: anna.Subject, Before: before}, false},
		"its maker's token":       {room.Revocation{Token: anna.ID}, true},
		"all":                     {room.Revocation{Before: later}, true},
		"all, before it":          {room.Revocation{Before: before}, false},
		"itself":                  {room.Revocation{Token: invite.ID}, true},
		"who comes by it":         {room.Revocation{User: "bo", Before: later}, true},
		"somebody else":           {room.Revocation{User: "eve", Before: later}, false},
		"somebody else's token":   {room.Revocation{Token: "t9"}, false},
		"who came before, unlike": {room.Revocation{User: "bo", Before: before}, false},
	} {
		if got := ends(tt.Revocation, "bo"); got != tt.want {
			t.Errorf("a revocation of %s ends it: %t", name, got)
		}
	}
	if !ends(room.Revocation{User: invite.Guest(), Before: later}, invite.Guest()) {
		t.Error("a revocation of its guests does not end it")
	}
}
