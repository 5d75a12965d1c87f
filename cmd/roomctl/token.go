package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"homstyle.dev/planner/shared/auth"
	"homstyle.dev/planner/shared/room"
	"homstyle.dev/planner/shared/wire"
)

var tokenCommand = command{
	name:    "token",
	summary: "mint a room token",
	help: `Prints only the token; with -json also the kid of its key and its expiry. The token is
signed with the stack's newest key or, with -kid, the key of that name. To sign without
access to AWS, give the secret in -key-file or HOMSTYLE_SECRET and its name in -kid.

  roomctl -local token -room demo -name Ada
  roomctl -env .local/prod.env token -room demo -name Bo -role viewer -ttl 24h
  HOMSTYLE_SECRET=… roomctl token -room demo -name Ada -kid 2027-spring`,
	bind: func(fs *flag.FlagSet) action {
		var m minter
		m.flags(fs)
		role := fs.String("role", string(room.Editor), "`role`: viewer, editor or owner")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			m.role = room.Role(*role)
			minted, err := m.mint(ctx, a, t)
			if err != nil {
				return err
			}
			if *asJSON {
				return printJSON(a.stdout, minted)
			}
			_, err = fmt.Fprintln(a.stdout, minted.Token)
			return err
		}
	},
}

// minter mints room tokens with the claims that the flags set.
type minter struct {
	room, name, sub string
	role            room.Role
	ttl             time.Duration
	kid, keyFile    string
}

// minted is a token as -json prints it.
type minted struct {
	Token   string    `json:"token"`
	KID     string    `json:"kid"`
	Expires time.Time `json:"expires"`
}

// maxTTL limits how long a leaked token can be used.
const maxTTL = 30 * 24 * time.Hour

func (m *minter) flags(fs *flag.FlagSet) {
	fs.StringVar(&m.room, "room", "", "the room's `id`")
	fs.StringVar(&m.name, "name", "", "the `name` that other peers see")
	fs.StringVar(&m.sub, "sub", "", "the shop's user id; empty means -name")
	fs.DurationVar(&m.ttl, "ttl", time.Hour, "the token's `lifetime`, 1m to 720h")
	fs.StringVar(&m.kid, "kid", "", "`name` of the key to sign with; empty means the newest")
	fs.StringVar(&m.keyFile, "key-file", "", "`file` with the secret of -kid")
}

func (m *minter) check() error {
	if _, err := wire.RoomID(m.room); err != nil {
		return usagef("-room %q: %v", m.room, err)
	}
	switch {
	case wire.Name(m.name) == "":
		return usagef("-name is missing")
	case len(m.sub) > 128 || m.sub == "" && len(m.name) > 128:
		return usagef("-sub must be at most 128 bytes")
	case !m.role.Valid():
		return usagef("-role must be viewer, editor or owner, not %q", m.role)
	case m.ttl < time.Minute || m.ttl > maxTTL:
		return usagef("-ttl must be 1m to %dh, not %v", int(maxTTL.Hours()), m.ttl)
	case m.kid != "" && !kidPattern.MatchString(m.kid):
		return usagef("-kid must be 1 to 64 characters of A-Z a-z 0-9 _ . -, not %q", m.kid)
	}
	return nil
}

func (m *minter) mint(ctx context.Context, a *app, t *stackConfig) (minted, error) {
	if err := m.check(); err != nil {
		return minted{}, err
	}
	key, err := m.key(ctx, a, t)
	if err != nil {
		return minted{}, err
	}
	now := a.now()
	token, err := m.sign(key, now)
	return minted{Token: token, KID: key.kid, Expires: now.Add(m.ttl).UTC().Truncate(time.Second)}, err
}

func (m *minter) sign(key signingKey, now time.Time) (string, error) {
	sub := m.sub
	if sub == "" {
		sub = m.name
	}
	return auth.Mint(key.kid, key.secret, auth.Claims{
		Room: room.ID(m.room), Subject: sub, Name: wire.Name(m.name), Role: m.role,
		Expires: now.Add(m.ttl), Issued: now,
	})
}

// key returns the key to sign with: from -key-file, HOMSTYLE_SECRET or Parameter Store.
func (m *minter) key(ctx context.Context, a *app, t *stackConfig) (signingKey, error) {
	var secret []byte
	if m.keyFile != "" {
		var err error
		if secret, err = os.ReadFile(m.keyFile); err != nil {
			return signingKey{}, err
		}
	} else {
		secret = []byte(a.getenv("HOMSTYLE_SECRET"))
	}
	if secret = bytes.TrimSpace(secret); len(secret) > 0 {
		if m.kid == "" {
			return signingKey{}, usagef("-kid is missing: " +
				"a secret from a file or the environment needs its name in the stack")
		}
		return signingKey{kid: m.kid, secret: secret}, nil
	}
	ring, err := a.openKeyring(ctx, t)
	if err != nil {
		return signingKey{}, err
	}
	return ring.pick(ctx, m.kid)
}

// pick returns the key of that kid, or the newest for an empty kid, with its secret.
func (k *keyring) pick(ctx context.Context, kid string) (signingKey, error) {
	keys, err := k.list(ctx, true)
	if err != nil {
		return signingKey{}, err
	}
	if len(keys) == 0 {
		return signingKey{}, fmt.Errorf("there is no key below %s: roomctl key add adds one", k.path)
	}
	for _, key := range keys {
		if key.kid == kid {
			return key, nil
		}
	}
	if kid != "" {
		return signingKey{}, fmt.Errorf("there is no key %s below %s: roomctl key list shows the keys", kid, k.path)
	}
	return keys[len(keys)-1], nil
}
