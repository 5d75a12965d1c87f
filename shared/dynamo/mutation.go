package dynamo

import (
	"fmt"

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
	unseen    = " AND (attribute_not_exists(lastPeer) OR lastPeer <> :me OR lastOp < :op)" + readable
	// readable is room.CheckSchema: a newer program has not written the row (MG2).
	readable = " AND (attribute_not_exists(schemaVersion) OR schemaVersion <= :schema)"
	// setChanged raises the version and sets Item.Changed and the schema, in versioned mutations.
	setChanged = ", version = version + :one" + setAuthor
	setAuthor  = ", changedBy = :user, changedName = :name, changedAt = :now, schemaVersion = :schema"
	// setPlace sets Item.Place.
	setPlace = "x = :x, y = :y, z = :z, rotation = :rotation"
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
	v := row{":me": s(string(o.Peer)), ":op": n(o.Op), ":write": s(lease), ":schema": n(room.Schema)}
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
		v[":version"] = n(m.Version)
		return update{
			set:       "SET " + setUpdated(m, v) + setLastOp + setChanged,
			condition: present + freeOrMine + sameVersion + samePiece(m) + unseen, names: writeName, values: v,
		}
	case room.Overwrite:
		v[":version"] = n(m.Version)
		set, remove := setPiece(m.Product, m.Variant, m.Own, m.Mirrored, v)
		placeValues(m.Place, v)
		return update{
			set:       "SET " + set + setPlace + ", " + setLastOp + setChanged + free + remove,
			condition: present + freeOrMine + sameVersion + unseen, names: writeName, values: v,
		}
	case room.Remove:
		v[":version"], v[":true"] = n(m.Version), boolean(true)
		v[":ttl"] = seconds(o.At.Add(tombstoneTTL))
		return update{
			set:       "SET removed = :true, #ttl = :ttl, " + setLastOp + setChanged + free,
			condition: present + freeOrMine + sameVersion + unseen, names: ttlNames, values: v,
		}
	}
	panic(fmt.Sprintf("dynamo: unknown mutation %T", m))
}

func move(m room.Move, o room.Origin, v row) update {
	placeValues(m.Place, v)
	v[":token"] = n(m.Token)
	u := update{
		set:       "SET " + setPlace + ", " + setLastOp + setChanged,
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
	set, remove := setPiece(a.Product, a.Variant, a.Own, a.Mirrored, v)
	placeValues(a.Place, v)
	v[":zero"], v[":min"] = n(0), n(a.MinVersion)
	return update{
		set: "SET " + set + setPlace + ", " + setLastOp +
			", version = if_not_exists(version, :min) + :one" + setAuthor +
			", #token = if_not_exists(#token, :zero)" + free + ", removed, #ttl" + remove,
		condition: "(attribute_not_exists(product) OR attribute_exists(removed))" + unseen,
		names:     removedNames, values: v,
	}
}

func placeValues(p room.Place, v row) {
	v[":x"], v[":y"], v[":z"], v[":rotation"] = n(p.X), n(p.Y), n(p.Z), n(p.Rotation)
}

// setPiece sets what an item is. The rows of most items have no own and no mirrored: these are
// removed then.
func setPiece(product, variant string, own room.Own, mirrored bool, v row) (set, remove string) {
	v[":product"], v[":variant"] = s(product), s(variant)
	set = "product = :product, variant = :variant, "
	if own != (room.Own{}) {
		v[":own"] = encodeOwn(own)
		set += "own = :own, "
	} else {
		remove += ", own"
	}
	if mirrored {
		v[":mirrored"] = boolean(true)
		set += "mirrored = :mirrored, "
	} else {
		remove += ", mirrored"
	}
	return set, remove
}

// samePiece is the condition that the item is of a product, or own, as the update requires.
func samePiece(u room.Update) (condition string) {
	if u.Variant != nil {
		condition += " AND attribute_not_exists(own)"
	}
	if u.Own != nil {
		condition += " AND attribute_exists(own)"
	}
	return condition
}

// setUpdated sets what a room.Update changes.
func setUpdated(u room.Update, v row) (set string) {
	if u.Variant != nil {
		v[":variant"] = s(*u.Variant)
		set += "variant = :variant, "
	}
	if u.Place != nil {
		placeValues(*u.Place, v)
		set += setPlace + ", "
	}
	if u.Mirrored != nil {
		v[":mirrored"] = boolean(*u.Mirrored)
		set += "mirrored = :mirrored, "
	}
	if u.Own != nil {
		v[":own"] = encodeOwn(*u.Own)
		set += "own = :own, "
	}
	return set
}
