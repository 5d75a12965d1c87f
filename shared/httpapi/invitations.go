package httpapi

import (
	"context"
	"errors"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
)

// invite returns an invitation made by the bearer of the token (AC10).
func (d Deps) invite(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[struct {
		Role room.Role `json:"role"`
	}](c)
	if err != nil {
		return nil, err
	}
	i, err := c.claims.Invite(in.Role, d.now())
	if _, above := errors.AsType[*auth.RoleError](err); above {
		return nil, forbidden("You can't invite to a role above your own.")
	}
	if err != nil {
		return nil, badField("role", "role must be viewer, editor or owner.")
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	if err := d.notRevokedNow(ctx, c.room, i.TokenInfos(i.Guest())...); err != nil {
		return nil, err
	}
	kid, secret, err := d.Keys.SigningKey(ctx)
	if err != nil {
		return nil, err
	}
	code, err := auth.MintInvite(kid, secret, i)
	return struct {
		Invite    string       `json:"invite"`
		ID        room.TokenID `json:"id"`
		ExpiresAt int64        `json:"expiresAt"`
	}{code, i.ID, toMillis(i.Expires.Truncate(time.Second))}, err
}

// invited returns the role that an invitation gives in the room, and the sub of the token:
// sub or, if that is "", the invitation's guest. It returns token_revoked if the maker, the
// invitation or that sub was revoked since the invitation was made.
func (d Deps) invited(ctx context.Context, c *apiRequest, code, sub string) (room.Role, string, error) {
	i, err := auth.VerifyInvite(code, d.key(ctx), d.Now())
	if err != nil {
		d.Log.Warn("invitation refused", "request", c.request.RequestContext.RequestID, "err", err)
		return "", "", badField("invite", "The invitation is not valid or has expired.")
	}
	if i.Room != c.room {
		return "", "", badField("invite", "The invitation is for another room.")
	}
	if sub == "" {
		sub = i.Guest()
	}
	revoked, err := d.anyRevoked(ctx, c.room, i.TokenInfos(sub))
	if err != nil {
		return "", "", err
	}
	if revoked {
		const message = "The invitation was revoked."
		return "", "", &room.Error{Code: room.TokenRevoked, Field: "invite", Message: message}
	}
	return i.Role, sub, nil
}
