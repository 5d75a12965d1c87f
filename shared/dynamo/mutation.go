package dynamo

import (
	"fmt"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"homstyle.dev/planner/shared/room"
)

// update is a room.Mutation as DynamoDB takes it.
type update struct {
	set, condition string
	names          map[string]string
	values         row
}

// The clauses that steps are made of. Each says in a condition what a function in
// shared/room says in Go; TestConditionsDecideAsApply holds the two together.
const (
	// mark is the write's Mark; unseen is Item.Saw, denied.
	mark   = "lastPeer = :me, lastOp = :op, #write = :write"
	unseen = " AND (attribute_not_exists(lastPeer) OR lastPeer <> :me OR lastOp < :op)"
	// author is who changed the room, in writes that do.
	author = ", version = version + :one, changedBy = :user, changedName = :name, changedAt = :now"
	// present, checkFree and checkHolder are their namesakes in room.
	present  = "attribute_exists(product) AND attribute_not_exists(removed)"
	holdable = " AND (attribute_not_exists(holder) OR expiresAt <= :now OR holder = :me)"
	heldBy   = " AND holder = :me AND #token = :token"
	inTime   = " AND expiresAt > :now"
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

// updateFor makes the conditional write of a step. Its values are shared by no
// other step.
func updateFor(step room.Mutation, st room.Origin) update {
	v := row{":me": s(string(st.Peer)), ":op": n(st.Op), ":write": s(lease)}
	if room.Versioned(step) {
		v[":write"] = s(change)
		v[":user"], v[":name"], v[":now"], v[":one"] = s(st.User), s(st.Name), ms(st.At), n(1)
	}
	switch step := step.(type) {
	case room.Acquire:
		v[":name"], v[":now"], v[":one"], v[":until"] = s(st.Name), ms(st.At), n(1), ms(st.At.Add(room.LeaseDuration))
		return update{
			set:       "SET holder = :me, holderName = :name, #token = #token + :one, expiresAt = :until, " + mark,
			condition: present + holdable + unseen, names: tokenNames, values: v,
		}
	case room.Renew:
		v[":token"], v[":now"], v[":until"] = n(step.Token), ms(st.At), ms(st.At.Add(room.LeaseDuration))
		return update{
			set:       "SET expiresAt = :until, " + mark,
			condition: present + heldBy + inTime + unseen, names: tokenNames, values: v,
		}
	case room.Release:
		v[":token"] = n(step.Token)
		return update{set: "SET " + mark + free, condition: present + heldBy + unseen, names: tokenNames, values: v}
	case room.Move:
		return move(step, st, v)
	case room.Add:
		return add(step, v)
	case room.Update:
		v[":variant"], v[":version"] = s(step.Variant), n(step.Version)
		return update{
			set:       "SET variant = :variant, " + mark + author,
			condition: present + holdable + " AND version = :version" + unseen, names: writeName, values: v,
		}
	case room.Overwrite:
		v[":product"], v[":variant"], v[":version"] = s(step.Product), s(step.Variant), n(step.Version)
		v[":x"], v[":y"], v[":rotation"] = n(step.X), n(step.Y), n(step.Rotation)
		return update{
			set:       "SET product = :product, variant = :variant, x = :x, y = :y, rotation = :rotation, " + mark + author + free,
			condition: present + holdable + " AND version = :version" + unseen, names: writeName, values: v,
		}
	case room.Remove:
		v[":version"], v[":true"] = n(step.Version), &types.AttributeValueMemberBOOL{Value: true}
		v[":ttl"] = seconds(st.At.Add(tombstoneTTL))
		return update{
			set:       "SET removed = :true, #ttl = :ttl, " + mark + author + free,
			condition: present + holdable + " AND version = :version" + unseen, names: ttlNames, values: v,
		}
	}
	panic(fmt.Sprintf("dynamo: unknown step %T", step))
}

func move(m room.Move, st room.Origin, v row) update {
	v[":x"], v[":y"], v[":rotation"], v[":token"] = n(m.X), n(m.Y), n(m.Rotation), n(m.Token)
	u := update{
		set:       "SET x = :x, y = :y, rotation = :rotation, " + mark + author,
		condition: present + heldBy + inTime + unseen, names: tokenNames, values: v,
	}
	if m.Drop {
		u.set += free
	} else {
		v[":until"] = ms(st.At.Add(room.LeaseDuration))
		u.set += ", expiresAt = :until"
	}
	return u
}

// add brings a row, or a tombstone back: version and token go on from what is there.
func add(a room.Add, v row) update {
	v[":product"], v[":variant"] = s(a.Product), s(a.Variant)
	v[":x"], v[":y"], v[":rotation"] = n(a.X), n(a.Y), n(a.Rotation)
	v[":zero"], v[":past"], v[":schema"] = n(0), n(a.MinVersion), n(room.Schema)
	return update{
		set: "SET product = :product, variant = :variant, x = :x, y = :y, rotation = :rotation, " + mark +
			", version = if_not_exists(version, :past) + :one, changedBy = :user, changedName = :name, changedAt = :now" +
			", #token = if_not_exists(#token, :zero), schemaVersion = :schema" + free + ", removed, #ttl",
		condition: "(attribute_not_exists(product) OR attribute_exists(removed))" + unseen,
		names:     removedNames, values: v,
	}
}
