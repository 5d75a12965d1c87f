package main

import (
	"context"
	"flag"
	"fmt"
	"text/tabwriter"
	"time"
)

var keyListCommand = command{
	name:    "key list",
	summary: "list the keys that sign room tokens",
	help: `Prints the kid of each active key and since when it is there, oldest first;
never a secret.

  roomctl -local key list`,
	bind: func(fs *flag.FlagSet) action {
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error { return keyList(ctx, a, t, *asJSON) }
	},
}

var keyAddCommand = command{
	name:    "key add",
	summary: "add a key that signs room tokens",
	help: `Makes 256 random bits, stores them as a SecureString and prints the new kid.
Two keys may be active at once. To change keys without a cut: add one, let the
shop sign with it, wait until the last token of the old one has ended, remove
the old one.

  roomctl -env .local/prod.env key add
  roomctl -env .local/prod.env key add -kid 2027-spring`,
	bind: func(fs *flag.FlagSet) action {
		kid := fs.String("kid", "", "the key's `name`; empty makes one of the time")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error { return keyAdd(ctx, a, t, *kid, *asJSON) }
	},
}

var keyRemoveCommand = command{
	name:    "key remove",
	summary: "remove a key; ends its tokens within five minutes",
	help: `Prints nothing, or with -json the kid. The last key is not removed unless -force says so: without one nobody gets in.

  roomctl -env .local/prod.env key remove -kid 2026-autumn`,
	bind: func(fs *flag.FlagSet) action {
		kid := fs.String("kid", "", "the key's `name`")
		force := fs.Bool("force", false, "also when it is the only key")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *target) error {
			err := keyRemove(ctx, a, t, *kid, *force)
			if err != nil || !*asJSON {
				return err
			}
			return printJSON(a.stdout, shownKey{KID: *kid})
		}
	},
}

// shownKey is a key as it is printed: without its secret.
type shownKey struct {
	KID   string    `json:"kid"`
	Since time.Time `json:"since,omitzero"`
}

func keyList(ctx context.Context, a *app, t *target, asJSON bool) error {
	ring, err := a.keyring(ctx, t)
	if err != nil {
		return err
	}
	keys, err := ring.list(ctx, false)
	if err != nil {
		return err
	}
	list := []shownKey{}
	for _, k := range keys {
		list = append(list, shownKey{k.kid, k.since.UTC()})
	}
	if asJSON {
		return printJSON(a.stdout, struct {
			Keys []shownKey `json:"keys"`
		}{list})
	}
	table := tabwriter.NewWriter(a.stdout, 0, 0, 2, ' ', 0)
	for _, k := range list {
		since := ""
		if !k.Since.IsZero() {
			since = k.Since.Format(time.RFC3339)
		}
		fmt.Fprintf(table, "%s\t%s\n", k.KID, since)
	}
	return table.Flush()
}

func keyAdd(ctx context.Context, a *app, t *target, kid string, asJSON bool) error {
	if kid == "" {
		kid = a.now().UTC().Format("k20060102T150405Z")
	}
	if !kidPattern.MatchString(kid) {
		return usagef("-kid must be 1 to 64 of A-Z a-z 0-9 _ . -, not %q", kid)
	}
	ring, err := a.keyring(ctx, t)
	if err != nil {
		return err
	}
	if err := ring.add(ctx, kid); err != nil {
		return err
	}
	if asJSON {
		return printJSON(a.stdout, shownKey{KID: kid})
	}
	_, err = fmt.Fprintln(a.stdout, kid)
	return err
}

func keyRemove(ctx context.Context, a *app, t *target, kid string, force bool) error {
	if !kidPattern.MatchString(kid) {
		return usagef("-kid must name a key; roomctl key list shows them")
	}
	ring, err := a.keyring(ctx, t)
	if err != nil {
		return err
	}
	keys, err := ring.list(ctx, false)
	if err != nil {
		return err
	}
	if len(keys) == 1 && keys[0].kid == kid && !force {
		return fmt.Errorf("%s is the only key, nobody would get in without it: add another first, or use -force", kid)
	}
	return ring.remove(ctx, kid)
}
