package main

import (
	"context"
	"flag"
	"fmt"
)

var keyRemoveCommand = command{
	name:    "key remove",
	summary: "remove a key; its tokens are rejected within five minutes",
	help: `Prints nothing, or with -json the kid. The only key is not removed without -force,
because no client could connect afterwards.

  roomctl -env .local/prod.env key remove -kid 2026-autumn`,
	bind: func(fs *flag.FlagSet) action {
		kid := fs.String("kid", "", "the key's `name`")
		force := fs.Bool("force", false, "remove the key even if it is the only one")
		asJSON := fs.Bool("json", false, "print one JSON object")
		return func(ctx context.Context, a *app, t *stackConfig) error {
			err := keyRemove(ctx, a, t, *kid, *force)
			if err != nil || !*asJSON {
				return err
			}
			return printJSON(a.stdout, keyView{KID: *kid})
		}
	},
}

func keyRemove(ctx context.Context, a *app, t *stackConfig, kid string, force bool) error {
	if !kidPattern.MatchString(kid) {
		return usagef("-kid must name a key; roomctl key list shows them")
	}
	ring, err := a.openKeyring(ctx, t)
	if err != nil {
		return err
	}
	keys, err := ring.list(ctx, false)
	if err != nil {
		return err
	}
	if len(keys) == 1 && keys[0].kid == kid && !force {
		return fmt.Errorf("%s is the only key, and no client could connect without it: "+
			"add another first, or use -force", kid)
	}
	return ring.remove(ctx, kid)
}
