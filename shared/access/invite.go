package access

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// InviteLasts is how long an invitation can be used.
const InviteLasts = 7 * 24 * time.Hour

// inviteAudience keeps invitations and room tokens apart: both are signed by the
// same keys, and neither is taken for the other.
const inviteAudience = "homstyle-invite"

// Invite lets whoever has it into one room, as a role. It goes from hand to hand,
// so it names nobody; the shop's back end turns it into a room token (AC10).
type Invite struct {
	Room    room.ID
	Role    room.Role
	Expires time.Time
}

type inviteClaims struct {
	Room string `json:"room"`
	Role string `json:"role"`
	jwt.RegisteredClaims
}

// AboveError refuses an invitation to a role that is above the inviter's own.
type AboveError struct{ Own, Asked room.Role }

func (e *AboveError) Error() string {
	return fmt.Sprintf("the role %s is above your own, %s", e.Asked, e.Own)
}

// Invite is an invitation by the bearer of these claims into their room.
func (c Claims) Invite(role room.Role, now time.Time) (Invite, error) {
	if rank(role) < 0 {
		return Invite{}, unknownRole(role)
	}
	if rank(role) > rank(c.Role) {
		return Invite{}, &AboveError{Own: c.Role, Asked: role}
	}
	return Invite{Room: c.Room, Role: role, Expires: now.Add(InviteLasts)}, nil
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
		Room: string(i.Room), Role: string(i.Role),
		RegisteredClaims: jwt.RegisteredClaims{
			Audience: jwt.ClaimStrings{inviteAudience}, ExpiresAt: jwt.NewNumericDate(i.Expires),
		},
	})
}

// VerifyInvite reads an invitation that is whole, signed by a known key, and not
// past its end. A room token is none.
func VerifyInvite(code string, keys KeySource, now time.Time) (Invite, error) {
	var m inviteClaims
	if err := parse(code, &m, keys, now, jwt.WithAudience(inviteAudience)); err != nil {
		return Invite{}, err
	}
	i := Invite{Room: room.ID(m.Room), Role: room.Role(m.Role), Expires: m.ExpiresAt.Time}
	return i, checkInvite(i)
}

func checkInvite(i Invite) error {
	if _, err := wire.RoomID(string(i.Room)); err != nil {
		return err
	}
	if rank(i.Role) < 0 {
		return unknownRole(i.Role)
	}
	if i.Expires.IsZero() {
		return errors.New("exp is missing")
	}
	return nil
}

func unknownRole(r room.Role) error {
	return fmt.Errorf("role %q is none of viewer, editor, owner", r)
}
