package wire

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"homstyle.dev/planner/shared/room"
)

// newPlace is a place in a command. Its members are pointers, so that a missing member differs
// from 0.
type newPlace struct {
	X        *int64 `json:"x"`
	Y        *int64 `json:"y"`
	Z        *int64 `json:"z"`
	Rotation *int64 `json:"rotation"`
}

// newPlacement is an item's place in a command.
type newPlacement struct {
	ID *string `json:"id"`
	newPlace
	Token *int64 `json:"token"`
}

// DecodeSync decodes and validates the frame of a sync command. Its error is a *room.Error.
func DecodeSync(frame []byte) (room.SyncCommand, error) {
	m, err := decode[struct {
		Action string  `json:"action"`
		Op     *int64  `json:"op"`
		Digest *uint32 `json:"digest"`
	}](frame)
	if err != nil {
		return room.SyncCommand{}, err
	}
	var f validator
	c := room.SyncCommand{Op: f.op(m.Op), Digest: m.Digest}
	return c, f.Err()
}

// DecodeLock decodes and validates the frame of a lock command. Its error is a *room.Error.
func DecodeLock(frame []byte) (room.LockCommand, error) {
	m, err := decode[struct {
		Action string `json:"action"`
		Op     *int64 `json:"op"`
		Mode   string `json:"mode"`
		Items  []struct {
			ID    *string `json:"id"`
			Token *int64  `json:"token"`
		} `json:"items"`
	}](frame)
	if err != nil {
		return room.LockCommand{}, err
	}
	var f validator
	c := room.LockCommand{Op: f.op(m.Op), Mode: room.LockMode(m.Mode)}
	f.oneOf("mode", m.Mode, string(room.ModeAcquire), string(room.ModeRenew), string(room.ModeRelease))
	f.count("items", len(m.Items), 1, MaxItems)
	if f.err != nil {
		return c, f.err
	}
	for i, item := range m.Items {
		c.Items = append(c.Items, room.LockItem{
			ID:    room.ItemID(f.match(at("items", i)+".id", item.ID, itemID)),
			Token: f.lockToken(c.Mode, at("items", i)+".token", item.Token),
		})
	}
	unique(&f, "items", c.Items, func(i room.LockItem) room.ItemID { return i.ID })
	return c, f.Err()
}

// lockToken returns the token of an item to renew or release. An item to acquire must not
// have one.
func (f *validator) lockToken(mode room.LockMode, field string, token *int64) room.Token {
	if mode != room.ModeAcquire {
		return f.token(field, token)
	}
	if token != nil {
		f.fail(room.BadField, field, "An acquire must not have a token.")
	}
	return 0
}

// DecodeMove decodes and validates the frame of a move command. Its error is a *room.Error.
func DecodeMove(frame []byte) (room.MoveCommand, error) {
	m, err := decode[struct {
		Action string         `json:"action"`
		Op     *int64         `json:"op"`
		Items  []newPlacement `json:"items"`
		Drop   *bool          `json:"drop"`
	}](frame)
	if err != nil {
		return room.MoveCommand{}, err
	}
	var f validator
	c := room.MoveCommand{Op: f.op(m.Op)}
	f.count("items", len(m.Items), 1, MaxItems)
	if m.Drop == nil {
		f.fail(room.BadField, "drop", "drop is missing.")
	}
	if f.err != nil {
		return c, f.err
	}
	c.Drop = *m.Drop
	c.Moves = f.placements("items", m.Items)
	return c, f.Err()
}

// placements converts a list of placements. No two may have the same id.
func (f *validator) placements(field string, list []newPlacement) []room.Placement {
	placements := make([]room.Placement, len(list))
	for i, p := range list {
		placements[i] = f.placement(at(field, i), p)
	}
	unique(f, field, placements, func(p room.Placement) room.ItemID { return p.ID })
	return placements
}

func (f *validator) placement(field string, p newPlacement) room.Placement {
	return room.Placement{
		ID:    room.ItemID(f.match(field+".id", p.ID, itemID)),
		Place: f.place(field, p.newPlace),
		Token: f.token(field+".token", p.Token),
	}
}

// DecodeCursor decodes and validates the frame of a cursor command. Its error is a *room.Error.
func DecodeCursor(frame []byte) (room.CursorCommand, error) {
	m, err := decode[struct {
		Action  string             `json:"action"`
		Points  []room.CursorPoint `json:"points"`
		Drag    []newPlacement     `json:"drag"`
		Follows *string            `json:"follows"`
		View    *view              `json:"view"`
		To      []string           `json:"to"`
	}](frame)
	if err != nil {
		return room.CursorCommand{}, err
	}
	var f validator
	if m.Points == nil {
		f.fail(room.BadField, "points", "points is missing.")
	}
	f.count("points", len(m.Points), 0, MaxPoints)
	f.count("drag", len(m.Drag), 0, MaxItems)
	if f.err != nil {
		return room.CursorCommand{}, f.err
	}
	for i, p := range m.Points {
		f.point(at("points", i), p)
	}
	c := room.CursorCommand{Points: m.Points}
	if len(m.Drag) > 0 {
		c.Drag = f.placements("drag", m.Drag)
	}
	if m.Follows != nil {
		c.Follows = room.PeerID(f.match("follows", m.Follows, peerID))
	}
	c.View = f.view("view", m.View)
	if m.To != nil {
		c.To = f.peers("to", m.To)
	}
	return c, f.Err()
}

func (f *validator) point(field string, p room.CursorPoint) {
	f.coordinates(field, p[:2])
	f.integer(at(field, 2), new(int64(p[2])), 0, maxDt)
}

// DecodeEdit decodes and validates the frame of an edit command. Its error is a *room.Error.
func DecodeEdit(frame []byte) (room.EditCommand, error) {
	m, err := decode[struct {
		Action string           `json:"action"`
		Op     *int64           `json:"op"`
		Ops    []jsontext.Value `json:"ops"`
	}](frame)
	if err != nil {
		return room.EditCommand{}, err
	}
	var f validator
	c := room.EditCommand{Op: f.op(m.Op)}
	f.count("ops", len(m.Ops), 1, MaxItems)
	if f.err != nil {
		return c, f.err
	}
	for i, raw := range m.Ops {
		if err := f.edit(&c, at("ops", i), raw); err != nil {
			return c, err
		}
	}
	if c.Plan != nil && len(m.Ops) > 1 {
		f.fail(room.BadField, "ops", "A room op must be the only op of its command.")
	}
	unique(&f, "ops", c.Steps, room.ItemIDOf)
	return c, f.Err()
}

// edit decodes one op of an edit into c. The members that it may have depend on its kind, so
// it decodes the kind first and then the whole op.
func (f *validator) edit(c *room.EditCommand, field string, raw jsontext.Value) error {
	var kind struct {
		Op string `json:"op"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return fieldError(room.BadField, field, field+" is not an op.")
	}
	read := map[string]func(string, []byte) (room.Mutation, error){
		"add": f.add, "update": f.update, "remove": f.remove,
	}[kind.Op]
	switch {
	case kind.Op == "room":
		plan, err := f.planEdit(field, raw)
		c.Plan = &plan
		return prefixField(field, err)
	case read == nil:
		f.oneOf(field+".op", kind.Op, "add", "update", "remove", "room")
		return f.Err()
	}
	step, err := read(field, raw)
	if err != nil {
		return prefixField(field, err)
	}
	c.Steps = append(c.Steps, step)
	return nil
}

func (f *validator) add(field string, raw []byte) (room.Mutation, error) {
	m, err := decode[struct {
		Op       string  `json:"op"`
		ID       *string `json:"id"`
		Product  *string `json:"product"`
		Variant  *string `json:"variant"`
		Own      *newOwn `json:"own"`
		Mirrored *bool   `json:"mirrored"`
		newPlace
	}](raw)
	if err != nil {
		return nil, err
	}
	a := room.Add{
		ID:       room.ItemID(f.match(field+".id", m.ID, itemID)),
		Mirrored: m.Mirrored != nil && *m.Mirrored,
		Place:    f.place(field, m.newPlace),
	}
	if m.Own != nil {
		a.Own = *f.own(field+".own", m.Own)
		a.Product = f.match(field+".product", m.Product, none)
		a.Variant = f.match(field+".variant", m.Variant, none)
		return a, nil
	}
	a.Product = f.match(field+".product", m.Product, product)
	a.Variant = f.match(field+".variant", m.Variant, variant)
	return a, nil
}

// newOwn is an own piece in a command. Its numbers are 0 if they are missing, which is out of
// bounds.
type newOwn room.Own

// own returns the own piece of a command, or nil if there is none.
func (f *validator) own(field string, m *newOwn) *room.Own {
	if m == nil {
		return nil
	}
	f.match(field+".kind", &m.Kind, kind)
	if m.Name == "" || m.Name != Name(m.Name) {
		f.fail(room.BadField, field+".name", "A piece's name is 1 to 60 printable characters.")
	}
	f.match(field+".colour", &m.Colour, colour)
	f.length(field+".width", m.Width, 1, maxWidth)
	f.length(field+".depth", m.Depth, 1, maxWidth)
	f.length(field+".height", m.Height, 1, maxWidth)
	return (*room.Own)(m)
}

func (f *validator) update(field string, raw []byte) (room.Mutation, error) {
	m, err := decode[struct {
		Op       string    `json:"op"`
		ID       *string   `json:"id"`
		Variant  *string   `json:"variant"`
		Place    *newPlace `json:"place"`
		Mirrored *bool     `json:"mirrored"`
		Own      *newOwn   `json:"own"`
		Version  *int64    `json:"version"`
	}](raw)
	if err != nil {
		return nil, err
	}
	u := room.Update{
		ID:       room.ItemID(f.match(field+".id", m.ID, itemID)),
		Variant:  m.Variant,
		Mirrored: m.Mirrored,
		Own:      f.own(field+".own", m.Own),
		Version:  f.integer(field+".version", m.Version, 1, maxToken),
	}
	if m.Variant != nil {
		f.match(field+".variant", m.Variant, variant)
	}
	if m.Place != nil {
		u.Place = new(f.place(field+".place", *m.Place))
	}
	if u == (room.Update{ID: u.ID, Version: u.Version}) {
		f.fail(room.BadField, field, field+" must have variant, place, mirrored or own.")
	}
	return u, nil
}

func (f *validator) remove(field string, raw []byte) (room.Mutation, error) {
	m, err := decode[struct {
		Op      string  `json:"op"`
		ID      *string `json:"id"`
		Version *int64  `json:"version"`
	}](raw)
	if err != nil {
		return nil, err
	}
	return room.Remove{
		ID:      room.ItemID(f.match(field+".id", m.ID, itemID)),
		Version: f.integer(field+".version", m.Version, 1, maxToken),
	}, nil
}

// prefixField puts field, the path of an op in the message, before the path in the op's error.
func prefixField(field string, err error) error {
	e, ok := err.(*room.Error)
	if !ok || e.Field == "" {
		return err
	}
	return fieldError(e.Code, field+"."+e.Field, field+"."+e.Message)
}
