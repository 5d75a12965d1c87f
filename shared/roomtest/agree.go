package roomtest

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Differential runs the same random commands on two stores and fails at the first that they decide
// differently. With the memory store as a, which calls room.Mutation.Apply itself, it checks that
// the conditions of b's writes are the same rules.
func Differential(t *testing.T, a, b room.Store, seed uint64, commands int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 1))
	left, right := NewFixture(t, a), NewFixture(t, b)
	refused := 0
	for n := range commands {
		stamp, steps := randomCommand(rng, left)
		wantRows, wantErr := a.Commit(context.Background(), left.Room, stamp, steps)
		gotRows, gotErr := b.Commit(context.Background(), right.Room, stamp, steps)
		if !sameOutcome(wantRows, wantErr, gotRows, gotErr) {
			t.Fatalf("seed %d, command %d: %#v by %+v\nfirst store:  %+v, %v\nsecond store: %+v, %v",
				seed, n, steps, stamp, wantRows, wantErr, gotRows, gotErr)
		}
		if wantErr != nil {
			refused++
		}
	}
	if refused == 0 || refused == commands {
		t.Fatalf("seed %d: %d of %d commands were refused; the test proves nothing", seed, refused, commands)
	}
}

func sameOutcome(wantRows []room.Item, wantErr error, gotRows []room.Item, gotErr error) bool {
	if wantErr == nil || gotErr == nil {
		return wantErr == nil && gotErr == nil && reflect.DeepEqual(wantRows, gotRows)
	}
	wantItems := room.ItemsOf(wantErr)
	gotItems := room.ItemsOf(gotErr)
	return room.CodeOf(wantErr) == room.CodeOf(gotErr) && reflect.DeepEqual(wantItems, gotItems)
}

var (
	fewItems = []room.ItemID{"a", "b", "c"}
	fewPeers = []room.PeerID{"anna", "bo", "cy"}
)

// randomCommand returns a command by one of three peers that changes one or two of three items,
// mostly with the row's token and version, so that about half of the commands are accepted. One in
// eight repeats an older op.
func randomCommand(rng *rand.Rand, f *Fixture) (room.Origin, []room.Mutation) {
	f.Now = f.Now.Add(time.Duration(rng.Int64N(int64(room.LeaseDuration / 2))).Truncate(time.Millisecond))
	peer := fewPeers[rng.IntN(len(fewPeers))]
	stamp := f.NextOrigin(peer)
	if rng.IntN(8) == 0 {
		stamp.Op = max(1, stamp.Op-room.Op(1+rng.IntN(3)))
	}
	first := rng.IntN(len(fewItems))
	steps := []room.Mutation{randomStep(rng, f.Row(fewItems[first]), fewItems[first])}
	if rng.IntN(4) == 0 {
		second := fewItems[(first+1)%len(fewItems)]
		steps = append(steps, randomStep(rng, f.Row(second), second))
	}
	return stamp, steps
}

func randomStep(rng *rand.Rand, row room.Item, id room.ItemID) room.Mutation {
	token, version := row.Token, row.Version
	if rng.IntN(6) == 0 {
		token, version = token-1, version-1
	}
	place, mirrored := RandomPlace(rng), rng.IntN(4) == 0
	switch rng.IntN(11) {
	case 0:
		return room.Add{ID: id, Product: "sofa.klinte", Variant: "grey", Mirrored: mirrored, Place: place}
	case 1:
		return room.Add{ID: id, Own: RandomOwn(rng), Mirrored: mirrored, Place: place}
	case 2, 3:
		return room.Acquire{ID: id}
	case 4:
		return room.Renew{ID: id, Token: token}
	case 5:
		return room.Release{ID: id, Token: token}
	case 6:
		return RandomUpdate(rng, id, version)
	case 7:
		if rng.IntN(3) == 0 {
			return room.Overwrite{ID: id, Own: RandomOwn(rng), Mirrored: mirrored, Place: place, Version: version}
		}
		return room.Overwrite{
			ID: id, Product: "sofa.klinte", Variant: "blue", Mirrored: mirrored, Place: place, Version: version,
		}
	case 8:
		return room.Remove{ID: id, Version: version}
	}
	return room.Move{ID: id, Place: place, Token: token, Drop: rng.IntN(2) == 0}
}

// RandomPlace returns a place near the origin, half of the time on the floor.
func RandomPlace(rng *rand.Rand) room.Place {
	p := room.Place{X: rng.IntN(4000) - 2000, Y: rng.IntN(4000), Rotation: rng.IntN(360)}
	if rng.IntN(2) == 0 {
		p.Z = rng.IntN(2400)
	}
	return p
}

// RandomOwn returns a piece that no shop sells.
func RandomOwn(rng *rand.Rand) room.Own {
	return room.Own{
		Kind: "wardrobe", Name: "Mormors skåp", Colour: "#7a5c43",
		Width: 1 + rng.IntN(2000), Depth: 600, Height: 2100,
	}
}

// RandomUpdate returns an update of one to three fields of an item at that version. An update with a variant
// is refused for an own piece, one with an own is for any other (ED2).
func RandomUpdate(rng *rand.Rand, id room.ItemID, version int64) room.Update {
	u := room.Update{ID: id, Version: version}
	switch rng.IntN(4) {
	case 0:
		u.Variant = new([]string{"", "red", "blue"}[rng.IntN(3)])
	case 1:
		u.Own = new(RandomOwn(rng))
	}
	if rng.IntN(2) == 0 {
		u.Place = new(RandomPlace(rng))
	}
	if rng.IntN(2) == 0 || u == (room.Update{ID: id, Version: version}) {
		u.Mirrored = new(rng.IntN(2) == 0)
	}
	return u
}
