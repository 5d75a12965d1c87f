package httpapi

import (
	"context"
	"crypto/rand"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

// defaultTTL is the lifetime of a token whose request has no lifetimeSeconds.
const defaultTTL = time.Hour

// tokenRequest is the body of a request for a token. It must have a role or an invitation,
// which gives the role.
type tokenRequest struct {
	Sub             string    `json:"sub"`
	Name            string    `json:"name"`
	Role            room.Role `json:"role"`
	Invite          string    `json:"invite"`
	LifetimeSeconds *int64    `json:"lifetimeSeconds"`
}

func (in tokenRequest) life() time.Duration {
	if in.LifetimeSeconds == nil {
		return defaultTTL
	}
	return time.Duration(*in.LifetimeSeconds) * time.Second
}

func (in tokenRequest) check() error {
	switch most := int64(auth.MaxTTL.Seconds()); {
	case in.Invite == "" && in.Sub == "", !auth.IsID(in.Sub):
		return badField("sub", "sub must be 1 to 128 characters.")
	case wire.Name(in.Name) == "":
		return badField("name", "name must have a printable character.")
	case in.Invite != "" && in.Role != "":
		return badField("role", "The invitation gives the role: send one of role and invite.")
	case in.Invite == "" && !in.Role.Valid():
		return badField("role", "role must be viewer, editor or owner.")
	case in.LifetimeSeconds != nil && (*in.LifetimeSeconds < 1 || *in.LifetimeSeconds > most):
		return badField("lifetimeSeconds", "lifetimeSeconds must be 1 to %d.", most)
	}
	return nil
}

// mint returns a room token, for a shop that does not sign tokens itself or for the bearer of
// an invitation.
func (d Deps) mint(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[tokenRequest](c)
	if err != nil {
		return nil, err
	}
	if err := in.check(); err != nil {
		return nil, err
	}
	if in.Invite != "" {
		if in.Role, in.Sub, err = d.invited(ctx, c, in.Invite, in.Sub); err != nil {
			return nil, err
		}
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	kid, secret, err := d.Keys.SigningKey(ctx)
	if err != nil {
		return nil, err
	}
	claims := auth.Claims{
		Room: c.room, Subject: in.Sub, Name: in.Name, Role: in.Role,
		Expires: d.now().Add(in.life()), ID: room.TokenID(rand.Text()), Issued: d.now(),
	}
	if err := d.notRevokedNow(ctx, c.room, claims.TokenInfo()); err != nil {
		return nil, err
	}
	token, err := auth.Mint(kid, secret, claims)
	return struct {
		Token     string       `json:"token"`
		ID        room.TokenID `json:"id"`
		ExpiresAt int64        `json:"expiresAt"`
	}{token, claims.ID, toMillis(claims.Expires.Truncate(time.Second))}, err
}

// notRevokedNow returns a busy error if a token that is issued now would be revoked at once:
// by a revocation at the same millisecond, or by one that another function, whose clock is
// ahead, has just made (AC11). A later token is not revoked.
func (d Deps) notRevokedNow(ctx context.Context, id room.ID, infos ...room.TokenInfo) error {
	revoked, err := d.anyRevoked(ctx, id, infos)
	if err == nil && revoked {
		const message = "Tokens of this person or room are being revoked now. Ask again in a few seconds."
		err = &room.Error{Code: room.Busy, Message: message}
	}
	return err
}

// anyRevoked reports whether a revocation matches any of the infos.
func (d Deps) anyRevoked(ctx context.Context, id room.ID, infos []room.TokenInfo) (bool, error) {
	for _, info := range infos {
		if revoked, err := d.Table.Revoked(ctx, id, info); err != nil || revoked {
			return revoked, err
		}
	}
	return false, nil
}

// revoke revokes tokens and closes the connections that were opened with them (AC11).
func (d Deps) revoke(ctx context.Context, c *apiRequest) (any, error) {
	in, err := read[struct {
		Token  room.TokenID `json:"token"`
		Sub    string       `json:"sub"`
		All    bool         `json:"all"`
		Before *int64       `json:"before"`
	}](c)
	if err != nil {
		return nil, err
	}
	r := room.Revocation{Token: in.Token, User: in.Sub, Before: d.now()}
	if in.Before != nil {
		r.Before = time.UnixMilli(*in.Before).UTC()
	}
	given := 0
	for _, one := range []bool{in.Token != "", in.Sub != "", in.All} {
		if one {
			given++
		}
	}
	switch {
	case given != 1:
		return nil, badField("", "Send one of token, sub and all.")
	case !auth.IsID(string(in.Token)) || !auth.IsID(in.Sub):
		return nil, badField("", "token and sub have at most 128 characters.")
	case toMillis(r.Before) < 1, r.Before.After(d.now().Add(auth.IssuedSkew)):
		return nil, badField("before", "before must be a time in Unix milliseconds, at most %d s in the future.",
			int(auth.IssuedSkew.Seconds()))
	case in.Token != "" && in.Before != nil:
		return nil, badField("before", "before must be sent with sub or all only.")
	}
	closed, err := d.Service.Revoke(ctx, d.Table, c.room, r)
	return struct {
		Closed int `json:"closed"`
	}{closed}, err
}

// access reports whether a token with the claims of the query is revoked (AC14), so that a
// shop can ask before it signs a token itself.
func (d Deps) access(ctx context.Context, c *apiRequest) (any, error) {
	query := c.request.QueryStringParameters
	info := room.TokenInfo{Token: room.TokenID(query["token"]), User: query["sub"]}
	if info.User == "" || !auth.IsID(info.User) {
		return nil, badField("sub", "sub must be 1 to 128 characters.")
	}
	if !auth.IsID(string(info.Token)) {
		return nil, badField("token", "token must be at most 128 characters.")
	}
	var err error
	if info.Issued, err = c.time("issuedAt"); err != nil {
		return nil, err
	}
	if info.Issued.After(d.now().Add(auth.IssuedSkew)) {
		return nil, badField("issuedAt", "issuedAt must be at most %d s in the future.", int(auth.IssuedSkew.Seconds()))
	}
	if err := d.exists(ctx, c.room); err != nil {
		return nil, err
	}
	revoked, err := d.Table.Revoked(ctx, c.room, info)
	return struct {
		Revoked bool `json:"revoked"`
	}{revoked}, err
}
