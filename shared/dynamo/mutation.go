package dynamo

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/room"
)

// update has the expressions of the UpdateItem for one room.Mutation.
type update struct {
	set, condition string
	names          map[string]string
	values         row
}

// The clauses of the expressions. Each condition has the rule of a function in shared/room;
// TestConditionsDecideAsApply checks that both decide the same.
const (
	// setLastOp sets Item.LastOp and says what the write was. unseen is the opposite of
	// Item.Seen.
	setLastOp = "lastPeer = :me, lastOp = :op, #write = :write"
	unseen    = " AND (attribute_not_exists(lastPeer) OR lastPeer <> :me OR lastOp < :op)"
	// setChanged raises the version and sets Item.Changed, in versioned mutations.
	setChanged = ", version = version + :one, changedBy = :user, changedName = :name, changedAt = :now"
	// present is room's present.
	present = "attribute_exists(product) AND attribute_not_exists(removed)"
	// freeOrMine is Item.checkFree; heldByMe and unexpired together are Item.checkHolder.
	freeOrMine = " AND (attribute_not_exists(holder) OR expiresAt <= :now OR holder = :me)"
	heldByMe   = " AND holder = :me AND #token = :token"
	unexpired  = " AND expiresAt > :now"
	// sameVersion is the version check of room's checkVersion.
	sameVersion = " AND version = :version"
	// free ends the lease and keeps the token.
	free = " REMOVE holder, holderName, expiresAt"
)

var (
	writeName    = map[string]string{"#write": "write"}
	tokenNames   = map[string]string{"#write": "write", "#token": "token"}
	ttlNames     = map[string]string{"#write": "write", "#ttl": "ttl"}
	planNames    = map[string]string{"#write": "write", "#plan": "plan"}
	removedNames = map[string]string{"#write": "write", "#token": "token", "#ttl": "ttl"}
)

// updateFor returns the conditional write of a mutation. The caller owns its values; its
// names are shared and must not be changed.
func updateFor(m room.Mutation, o room.Origin) update {
	v := row{":me": s(string(o.Peer)), ":op": n(o.Op), ":write": s(lease)}
	if room.Versioned(m) {
		v[":write"] = s(change)
		v[":user"] = s(o.User)
		v[":name"] = s(o.Name)
		v[":now"] = ms(o.At)
		v[":one"] = n(1)
	}
	switch m := m.(type) {
	case room.Acquire:
		v[":name"] = s(o.Name)
		v[":now"] = ms(o.At)
		v[":one"] = n(1)
		v[":until"] = ms(o.At.Add(room.LeaseDuration))
		return update{
			set:       "SET holder = :me, holderName = :name, #token = #token + :one, expiresAt = :until, " + setLastOp,
			condition: present + freeOrMine + unseen, names: tokenNames, values: v,
		}
	case room.Renew:
		v[":token"], v[":now"], v[":until"] = n(m.Token), ms(o.At), ms(o.At.Add(room.LeaseDuration))
		return update{
			set:       "SET expiresAt = :until, " + setLastOp,
			condition: present + heldByMe + unexpired + unseen, names: tokenNames, values: v,
		}
	case room.Release:
		v[":token"] = n(m.Token)
		return update{
			set:       "SET " + setLastOp + free,
			condition: present + heldByMe + unseen, names: tokenNames, values: v,
		}
	case room.Move:
		return move(m, o, v)
	case room.Add:
		return add(m, v)
	case room.Update:
		v[":variant"], v[":version"] = s(m.Variant), n(m.Version)
		return update{
			set:       "SET variant = :variant, " + setLastOp + setChanged,
			condition: present + freeOrMine + sameVersion + unseen, names: writeName, values: v,
		}
	case room.Overwrite:
		v[":product"], v[":variant"], v[":version"] = s(m.Product), s(m.Variant), n(m.Version)
		v[":x"], v[":y"], v[":rotation"] = n(m.X), n(m.Y), n(m.Rotation)
		return update{
			set: "SET product = :product, variant = :variant, x = :x, y = :y, rotation = :rotation, " +
				setLastOp + setChanged + free,
			condition: present + freeOrMine + sameVersion + unseen, names: writeName, values: v,
		}
	case room.Remove:
		v[":version"], v[":true"] = n(m.Version), &types.AttributeValueMemberBOOL{Value: true}
		v[":ttl"] = seconds(o.At.Add(tombstoneTTL))
		return update{
			set:       "SET removed = :true, #ttl = :ttl, " + setLastOp + setChanged + free,
			condition: present + freeOrMine + sameVersion + unseen, names: ttlNames, values: v,
		}
	}
	panic(fmt.Sprintf("dynamo: unknown mutation %T", m))
}

func move(m room.Move, o room.Origin, v row) update {
	v[":x"], v[":y"], v[":rotation"] = n(m.X), n(m.Y), n(m.Rotation)
	v[":token"] = n(m.Token)
	u := update{
		set:       "SET x = :x, y = :y, rotation = :rotation, " + setLastOp + setChanged,
		condition: present + heldByMe + unexpired + unseen, names: tokenNames, values: v,
	}
	if m.Drop {
		u.set += free
	} else {
		v[":until"] = ms(o.At.Add(room.LeaseDuration))
		u.set += ", expiresAt = :until"
	}
	return u
}

// add writes a new row, or replaces a tombstone and continues its version and token.
func add(a room.Add, v row) update {
	v[":product"], v[":variant"] = s(a.Product), s(a.Variant)
	v[":x"], v[":y"], v[":rotation"] = n(a.X), n(a.Y), n(a.Rotation)
	v[":zero"], v[":min"], v[":schema"] = n(0), n(a.MinVersion), n(room.Schema)
	return update{
		set: "SET product = :product, variant = :variant, x = :x, y = :y, rotation = :rotation, " + setLastOp +
			", version = if_not_exists(version, :min) + :one" +
			", changedBy = :user, changedName = :name, changedAt = :now" +
			", #token = if_not_exists(#token, :zero), schemaVersion = :schema" + free + ", removed, #ttl",
		condition: "(attribute_not_exists(product) OR attribute_exists(removed))" + unseen,
		names:     removedNames, values: v,
	}
}
