package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
)

var keyAddCommand = command{
	name:    "key add",
	summary: "add a key that signs room tokens",
	help: `Generates 256 random bits, stores them as a SecureString and prints the new kid.
Two keys may be active at once. To rotate keys without an interruption: add one, let
the shop sign with it, wait until the last token of the old one has expired, remove
the old one.

  roomctl -env .local/prod.env key add
  roomctl -env .local/prod.env key add -kid 2027-spring`,
	bind: func(fs *flag.FlagSet) action {
		kid := fs.String("kid", "", "the key's `name`; empty derives one from the time")
		kmsKey := fs.String("kms-key", "", "`ARN` of the KMS key that encrypts it; else HOMSTYLE_KMS_KEY, else that of AWS")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			return keyAdd(ctx, a, t, *kid, cmp.Or(*kmsKey, t.kmsKey), *asJSON)
		}
	},
}

func keyAdd(ctx context.Context, a *app, t *stackConfig, kid, kmsKey string, asJSON bool) error {
	if kid == "" {
		kid = a.now().UTC().Format("k20060102T150405Z")
	}
	if !kidPattern.MatchString(kid) {
		return usagef("-kid must be 1 to 64 characters of A-Z a-z 0-9 _ . -, not %q", kid)
	}
	ring, err := a.openKeyring(ctx, t)
	if err != nil {
		return err
	}
	if err := ring.add(ctx, kid, kmsKey); err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, keyView{KID: kid})
	}
	_, err = fmt.Fprintln(a.stdout, kid)
	return err
}
