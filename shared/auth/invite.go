package auth

import (
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// InviteTTL is the lifetime of an invitation (AC10).
const InviteTTL = 7 * 24 * time.Hour

// inviteAudience is the aud of an invitation. It distinguishes invitations from room tokens,
// which are signed with the same keys (AC10).
const inviteAudience = "homstyle-invite"

// Invite has the claims of an invitation: its bearer may exchange it for a token of the room
// with that role (AC10). It may be passed on, so it names only the person who made it.
type Invite struct {
	Room    room.ID
	Role    room.Role
	Expires time.Time
	ID      room.TokenID // jti, by which the invitation can be revoked
	Issued  time.Time    // iat, whole milliseconds
	By      string       // sub of the person who made it
	ByToken room.TokenID // jti of the maker's token; "" if it has none
}

type inviteClaims struct {
	Room    string `json:"room"`
	Role    string `json:"role"`
	By      string `json:"by"`
	ByToken string `json:"byJti,omitempty"`
	registered
}

// RoleError is the error of an invitation to a role above the inviter's own.
type RoleError struct{ Own, Asked room.Role }

func (e *RoleError) Error() string {
	return fmt.Sprintf("the role %s is above your own, %s", e.Asked, e.Own)
}

// Invite returns an invitation to the room of c, made by the bearer of c. It returns a
// *RoleError for a role above the one in c.
func (c Claims) Invite(role room.Role, now time.Time) (Invite, error) {
	if rank(role) < 0 {
		return Invite{}, unknownRole(role)
	}
	if rank(role) > rank(c.Role) {
		return Invite{}, &RoleError{Own: c.Role, Asked: role}
	}
	return Invite{
		Room: c.Room, Role: role, Expires: now.Add(InviteTTL),
		ID: room.TokenID(rand.Text()), Issued: now, By: c.Subject, ByToken: c.ID,
	}, nil
}

// Guest returns the sub of a person who exchanges the invitation and has no other sub. It is
// the same for all of them and at each exchange, so that one revocation covers all.
func (i Invite) Guest() string { return "guest-" + string(i.ID) }

// TokenInfos returns what must not be revoked for sub to exchange the invitation: the maker's
// sub and token, the invitation itself, and sub.
func (i Invite) TokenInfos(sub string) []room.TokenInfo {
	return []room.TokenInfo{
		{Token: i.ByToken, User: i.By, Issued: i.Issued},
		{Token: i.ID, User: sub, Issued: i.Issued},
	}
}

// rank returns a number that is higher for a role that allows more, and -1 for an unknown role.
func rank(r room.Role) int {
	return slices.Index([]room.Role{room.Viewer, room.Editor, room.Owner}, r)
}

// MintInvite returns an invitation that is signed with the key of that kid.
func MintInvite(kid string, secret []byte, i Invite) (string, error) {
	if err := checkInvite(i); err != nil {
		return "", err
	}
	return sign(kid, secret, inviteClaims{
		Room: string(i.Room), Role: string(i.Role), By: i.By, ByToken: string(i.ByToken),
		registered: registered{
			RegisteredClaims: jwt.RegisteredClaims{
				Audience: jwt.ClaimStrings{inviteAudience}, ID: string(i.ID), ExpiresAt: jwt.NewNumericDate(i.Expires),
			},
			IssuedAt: &issuedAt{i.Issued},
		},
	})
}

// VerifyInvite returns the claims of an invitation that has all claims of AC10, is signed with
// a key of keys and is not past its exp. It rejects a room token. The caller must check that
// none of its TokenInfos is revoked.
func VerifyInvite(code string, keys KeySource, now time.Time) (Invite, error) {
	var m inviteClaims
	if err := parse(code, &m, keys, now, jwt.WithAudience(inviteAudience)); err != nil {
		return Invite{}, err
	}
	i := Invite{
		Room: room.ID(m.Room), Role: room.Role(m.Role), Expires: m.ExpiresAt.Time,
		ID: room.TokenID(m.ID), By: m.By, ByToken: room.TokenID(m.ByToken),
	}
	if m.IssuedAt != nil {
		i.Issued = m.IssuedAt.Time
	}
	return i, checkInvite(i)
}

func checkInvite(i Invite) error {
	if _, err := wire.RoomID(string(i.Room)); err != nil {
		return err
	}
	switch {
	case rank(i.Role) < 0:
		return unknownRole(i.Role)
	case i.ID == "" || !IsID(string(i.ID)):
		return errors.New("jti must be 1 to 128 characters")
	case i.By == "" || !IsID(i.By) || !IsID(string(i.ByToken)):
		return errors.New("by must be 1 to 128 characters, byJti at most 128")
	case i.Issued.IsZero():
		return errors.New("iat is missing")
	case i.Expires.IsZero():
		return errors.New("exp is missing")
	case i.Expires.After(i.Issued.Add(InviteTTL)):
		return errors.New("exp is more than seven days after iat")
	}
	return nil
}

func unknownRole(r room.Role) error {
	return fmt.Errorf("role %q is not viewer, editor or owner", r)
}
