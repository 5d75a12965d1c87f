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

// InviteTTL is how long an invitation can be used.
const InviteTTL = 7 * 24 * time.Hour

// inviteAudience keeps invitations and room tokens apart: both are signed by the
// same keys, and neither is taken for the other.
const inviteAudience = "homstyle-invite"

// Invite lets whoever has it into one room, as a role. It goes from hand to hand, so it
// names nobody but who made it; it is exchanged for a room token (AC10).
type Invite struct {
	Room    room.ID
	Role    room.Role
	Expires time.Time
	ID      room.TokenID // jti, by which it can be revoked
	Issued  time.Time    // iat, whole seconds
	By      string       // sub of who made it
	ByToken room.TokenID // jti of the token that it was made with; "" where that had none
}

type inviteClaims struct {
	Room    string `json:"room"`
	Role    string `json:"role"`
	By      string `json:"by"`
	ByToken string `json:"byJti,omitempty"`
	jwt.RegisteredClaims
}

// RoleError refuses an invitation to a role that is above the inviter's own.
type RoleError struct{ Own, Asked room.Role }

func (e *RoleError) Error() string {
	return fmt.Sprintf("the role %s is above your own, %s", e.Asked, e.Own)
}

// Invite is an invitation by the bearer of these claims into their room.
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

// Guest is the sub of who comes by this invitation and is not known otherwise. It is the
// same for all of them, and at each exchange: a revocation of it ends them all, and
// nobody can pass it by choosing another.
func (i Invite) Guest() string { return "guest-" + string(i.ID) }

// Badges are what a revocation may cover that ends the invitation for that sub: who made
// it, the invitation itself, and who comes by it.
func (i Invite) Badges(sub string) []room.TokenInfo {
	return []room.TokenInfo{
		{Token: i.ByToken, User: i.By, Issued: i.Issued},
		{Token: i.ID, User: sub, Issued: i.Issued},
	}
}

// rank orders roles by what they allow; unknown ones are -1.
func rank(r room.Role) int {
	return slices.Index([]room.Role{room.Viewer, room.Editor, room.Owner}, r)
}

// MintInvite signs an invitation with the key of that kid.
func MintInvite(kid string, secret []byte, i Invite) (string, error) {
	if err := checkInvite(i); err != nil {
		return "", err
	}
	return sign(kid, secret, inviteClaims{
		Room: string(i.Room), Role: string(i.Role), By: i.By, ByToken: string(i.ByToken),
		RegisteredClaims: jwt.RegisteredClaims{
			Audience: jwt.ClaimStrings{inviteAudience}, ID: string(i.ID),
			IssuedAt: jwt.NewNumericDate(i.Issued), ExpiresAt: jwt.NewNumericDate(i.Expires),
		},
	})
}

// VerifyInvite reads an invitation that is whole, signed by a known key, and not past
// its end. A room token is none. Whether it was revoked is for the caller to ask, by its
// Badges.
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
	return fmt.Errorf("role %q is none of viewer, editor, owner", r)
}
