package dynamo

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/shared/room"
)

// The values of the `write` attribute, which says what the last write of a row was. The
// stream's filter passes changes only (SN1).
const (
	change = "change"
	lease  = "lease"
	moved  = "moved" // written by roomctl: a migration, or a restore from the archive
	bundle = "event" // an event for the viewers of a crowd; the filter of another function passes it (BC8)
)

// Keys.
const (
	roomPrefix    = "ROOM#"
	itemPrefix    = "ITEM#"
	peerPrefix    = "PEER#"
	metaSortKey   = "META"
	bundleSortKey = "VIEWERS"
	connSortKey   = "CONN"
	usePrefix     = "USE#" // a partition of its own, so that Load does not read usage

	questionPrefix = "QUESTIONS#" // sorts after all dates
	livePrefix     = "LIVE#"
	revokedPrefix  = "REVOKED#"
	revokedAllKey  = "ALL"
)

// row has the attributes of a table row, or its key, in the SDK's types.
type row = map[string]types.AttributeValue

func s(v string) types.AttributeValue { return &types.AttributeValueMemberS{Value: v} }

func n[T ~int | ~int64](v T) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: strconv.FormatInt(int64(v), 10)}
}

// ms and seconds return a Unix time as a number attribute; 0 for the zero time.
func ms(t time.Time) types.AttributeValue { return n(unixOr0(t, t.UnixMilli())) }

func seconds(t time.Time) types.AttributeValue { return n(unixOr0(t, t.Unix())) }

func unixOr0(t time.Time, unix int64) int64 {
	if t.IsZero() {
		return 0
	}
	return unix
}

func boolean(v bool) types.AttributeValue { return &types.AttributeValueMemberBOOL{Value: v} }

func key(pk, sk string) row { return row{"pk": s(pk), "sk": s(sk)} }

func roomKey(id room.ID) types.AttributeValue { return s(roomPrefix + string(id)) }

func itemKey(id room.ID, item room.ItemID) row {
	return key(roomPrefix+string(id), itemPrefix+string(item))
}

// peerKey sorts peers who may edit before viewers, the order of room.ComparePeers. So the
// first MaxListedPeers peers can be read without the others.
func peerKey(id room.ID, p room.PeerID, mayEdit bool) row {
	rank := "1#"
	if mayEdit {
		rank = "0#"
	}
	return key(roomPrefix+string(id), peerPrefix+rank+string(p))
}

// crowdKey sorts before items and peers, so that queries for those do not read it.
func crowdKey(id room.ID) row { return key(roomPrefix+string(id), "CROWD") }

// bundleKey sorts after items and peers, so that queries for those do not read it.
func bundleKey(id room.ID) row { return key(roomPrefix+string(id), bundleSortKey) }

func metaKey(id room.ID) row { return key(roomPrefix+string(id), metaSortKey) }

func connKey(c room.ConnectionID) row { return key("CONN#"+string(c), connSortKey) }

func liveKey(id room.ID, c room.ConnectionID) row { return key(livePrefix+string(id), string(c)) }

// reader reads the attributes of a row and keeps the first error: that an attribute has
// the wrong type. An attribute that the row lacks is the zero value.
type reader struct {
	row row
	err error
}

func (r *reader) fail(name string) {
	if r.err == nil {
		r.err = fmt.Errorf("row %s: attribute %s has the wrong type", r.key(), name)
	}
}

func (r *reader) key() string {
	pk, _ := r.row["pk"].(*types.AttributeValueMemberS)
	sk, _ := r.row["sk"].(*types.AttributeValueMemberS)
	if pk == nil || sk == nil {
		return "without a key"
	}
	return pk.Value + "/" + sk.Value
}

// str returns a string attribute; "" if the row lacks it.
func (r *reader) str(name string) string {
	v, ok := r.row[name]
	if !ok {
		return ""
	}
	m, ok := v.(*types.AttributeValueMemberS)
	if !ok {
		r.fail(name)
		return ""
	}
	return m.Value
}

func (r *reader) num(name string) int64 {
	v, ok := r.row[name]
	if !ok {
		return 0
	}
	m, ok := v.(*types.AttributeValueMemberN)
	if !ok {
		r.fail(name)
		return 0
	}
	i, err := strconv.ParseInt(m.Value, 10, 64)
	if err != nil {
		r.fail(name)
	}
	return i
}

func (r *reader) float(name string) float64 {
	v, ok := r.row[name]
	if !ok {
		return 0
	}
	m, ok := v.(*types.AttributeValueMemberN)
	if !ok {
		r.fail(name)
		return 0
	}
	f, err := strconv.ParseFloat(m.Value, 64)
	if err != nil {
		r.fail(name)
	}
	return f
}

// time returns an attribute in Unix milliseconds; the zero time if the row lacks it.
func (r *reader) time(name string) time.Time {
	if ms := r.num(name); ms != 0 {
		return time.UnixMilli(ms).UTC()
	}
	return time.Time{}
}

// flag returns a Boolean attribute; false if the row lacks it.
func (r *reader) flag(name string) bool {
	v, ok := r.row[name]
	if !ok {
		return false
	}
	m, ok := v.(*types.AttributeValueMemberBOOL)
	if !ok {
		r.fail(name)
		return false
	}
	return m.Value
}

// seconds returns an attribute in Unix seconds; the zero time if the row lacks it.
func (r *reader) seconds(name string) time.Time {
	if s := r.num(name); s != 0 {
		return time.Unix(s, 0).UTC()
	}
	return time.Time{}
}

func (r *reader) lastOp() room.OpID {
	return room.OpID{Peer: room.PeerID(r.str("lastPeer")), Op: room.Op(r.num("lastOp"))}
}

func (r *reader) changed() room.Author {
	return room.Author{User: r.str("changedBy"), Name: r.str("changedName"), At: r.time("changedAt")}
}

// schema returns the schema that the row was written in; 1 if the row does not say it.
func (r *reader) schema() int {
	if r.row["schemaVersion"] == nil {
		return 1
	}
	return int(r.num("schemaVersion"))
}

func (r *reader) own() (own room.Own) {
	text := r.str("own")
	if text == "" {
		return own
	}
	if err := json.Unmarshal([]byte(text), &own); err != nil {
		r.fail("own")
	}
	return own
}

func toItem(m row) (room.Item, error) {
	r := reader{row: m}
	if err := room.CheckSchema(r.schema()); err != nil {
		return room.Item{}, fmt.Errorf("row %s: %w", r.key(), err)
	}
	i := room.Item{
		ID:       room.ItemID(strings.TrimPrefix(r.str("sk"), itemPrefix)),
		Product:  r.str("product"),
		Variant:  r.str("variant"),
		Own:      r.own(),
		Mirrored: r.flag("mirrored"),
		Place: room.Place{
			X: int(r.num("x")), Y: int(r.num("y")), Z: int(r.num("z")), Rotation: int(r.num("rotation")),
		},
		Version: r.num("version"),
		Removed: m["removed"] != nil,
		Lease: room.Lease{
			Holder:     room.PeerID(r.str("holder")),
			HolderName: r.str("holderName"),
			Token:      room.Token(r.num("token")),
			ExpiresAt:  r.time("expiresAt"),
		},
		LastOp:  r.lastOp(),
		Changed: r.changed(),
	}
	return i, r.err
}

func toPlan(m row) (room.Plan, error) {
	r := reader{row: m}
	var p room.Plan
	if err := json.Unmarshal([]byte(r.str("plan")), &p); err != nil {
		return p, fmt.Errorf("row %s: plan: %w", r.key(), err)
	}
	p.Version = r.num("version")
	p.LastOp = r.lastOp()
	p.Changed = r.changed()
	p, err := p.Upcast(r.schema())
	if err != nil {
		return p, fmt.Errorf("row %s: %w", r.key(), err)
	}
	return p, r.err
}

func toPeer(m row) (room.Peer, error) {
	r := reader{row: m}
	sk := r.str("sk")
	p := room.Peer{
		ID:         room.PeerID(sk[strings.LastIndexByte(sk, '#')+1:]), // an id has no '#'
		Connection: room.ConnectionID(r.str("connection")),
		Name:       r.str("peerName"),
		Role:       room.Role(r.str("peerRole")),
		Colour:     int(r.num("colour")),
		Connected:  r.time("connectedAt"),
		Expires:    r.seconds("exp"),
	}
	return p, r.err
}

func encodePlan(p room.Plan) types.AttributeValue { return encode(p) }

func encodeOwn(o room.Own) types.AttributeValue { return encode(o) }

func encode(v any) types.AttributeValue {
	b, err := json.Marshal(v)
	if err != nil {
		panic("dynamo: " + err.Error()) // impossible: plans and pieces have only numbers and strings
	}
	return s(string(b))
}
