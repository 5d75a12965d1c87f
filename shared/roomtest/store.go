package roomtest

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Store runs the contract suite of room.Store. make returns a store. It may return the same one
// each time, since each test creates its own room.
func Store(t *testing.T, make func(t testing.TB) room.Store) {
	tests := map[string]func(*Fixture){
		"LK1_acquireFreeEndedOrOwn":          acquire,
		"LK2_tokensOnlyRise":                 tokensRise,
		"LK3_deniedAcquireNamesHolder":       deniedNamesHolder,
		"LK4_renewLengthensTheLease":         renew,
		"LK5_releaseByHolderOnly":            release,
		"LK6_severalLocksAllOrNothing":       allOrNothing,
		"LK6_collidingWritersSettle":         collide,
		"LK8_endLeasesFreesWhatOneHolds":     endLeases,
		"LK8_endLeasesKeepsWhatIsUsedSince":  endLeasesUsed,
		"MV1_moveStoresRenewsOrDrops":        move,
		"MV2_moveWithoutLeaseIsLost":         moveLost,
		"MV3_severalMovesAllOrNothing":       movesAllOrNothing,
		"MV4_olderTokenIsNeverStored":        olderToken,
		"ED1_addOnce":                        add,
		"ED1_removedItemReturns":             addAgain,
		"ED1_WR12_ownAndMirroredPieces":      addPieces,
		"ED2_eachFieldOfAnUpdate":            updateFields,
		"ED2_WR12_noProductIsOwn":            updateOfOtherPiece,
		"ED2_editAtAVersion":                 editAtVersion,
		"ED2_editOfHeldItem":                 editHeld,
		"ED4_WR11_planAtAVersion":            plan,
		"HS4_resetAtAVersion":                reset,
		"ED5_editsAllOrNothing":              editsAllOrNothing,
		"ID1_sameCommandTwice":               twice,
		"ID1_overtakenCommand":               overtaken,
		"ID1_sameCommandTwiceOfSeveral":      severalTwice,
		"PR2_laterConnectionSupersedes":      supersede,
		"PR2_anotherRoleIsTheSamePeer":       anotherRole,
		"PR2_earlierConnectionDoesNotReturn": earlierConnection,
		"PR2_leaveUnderAnyRole":              leaveUnderAnyRole,
		"BC7_crowdListsEditorsFirst":         crowd,
		"BC8_bundledMessageIsNoRowOfTheRoom": bundledMessage,
		"QU1_admittedPeerIsKnownAsSuch":      admittedPeer,
		"QU1_peersAreCountedAsTheyCome":      peerCount,
		"SY7_summaryKeepsTheLatest":          summary,
		"AC5_connectionIsRemembered":         connections,
		"LK8_cutConnectionIsListed":          cutConnections,
		"AC11_revokedTokens":                 revocations,
		"RM1_roomIsCreatedOnce":              createOnce,
		"RM3_existence":                      existence,
		"RM4_ownerStays":                     ownerStays,
		"RM5_roomsAreListed":                 listed,
		"RM5_erasedRoomIsNotListed":          erasedIsNotListed,
		"RM2_manyItemsLoadWhole":             manyItems,
		"LK9_fiftyRaceForOneItemOneWins":     func(f *Fixture) { Race(f, 50, 4) },
		"RM3_stepsOnMissingItemsAreNotFound": missing,
		"RM3_missingRoomTakesNoCommand":      missingRoom,
		"RM3_SN8_erasedRoomTakesNoCommand":   erasedRoom,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(NewFixture(t, make(t)))
		})
	}
}

func acquire(f *Fixture) {
	f.Add("sofa")
	first := f.Must("anna", room.Acquire{ID: "sofa"})
	want := room.Lease{Holder: "anna", HolderName: "name of anna", Token: 1, ExpiresAt: f.Now.Add(room.LeaseDuration)}
	if first.Lease != want {
		f.Errorf("lease is %+v, want %+v", first.Lease, want)
	}
	if first.Version != 1 {
		f.Errorf("version is %d: a lease must not raise it", first.Version)
	}
	f.Now = f.Now.Add(room.LeaseDuration - time.Millisecond)
	_, err := f.Do("bo", room.Acquire{ID: "sofa"})
	f.Refused(err, room.Held)
	if own := f.Must("anna", room.Acquire{ID: "sofa"}); own.Token != 2 {
		f.Errorf("acquired again, the own item has token %d, want 2", own.Token)
	}
	f.Now = f.Now.Add(room.LeaseDuration) // the exact time of its end
	if taken := f.Must("bo", room.Acquire{ID: "sofa"}); taken.Holder != "bo" || taken.Token != 3 {
		f.Errorf("ended lease went to %q with token %d, want bo with 3", taken.Holder, taken.Token)
	}
}

func tokensRise(f *Fixture) {
	f.Add("sofa")
	var last room.Token
	next := func(what string) room.Item {
		f.Helper()
		i := f.Must("anna", room.Acquire{ID: "sofa"})
		if i.Token <= last {
			f.Fatalf("after %s the token is %d, was %d", what, i.Token, last)
		}
		last = i.Token
		return i
	}
	i := next("add")
	f.Must("anna", room.Release{ID: "sofa", Token: i.Token})
	next("release")
	f.Now = f.Now.Add(time.Hour)
	i = next("expiry")
	f.Must("anna", room.Remove{ID: "sofa", Version: i.Version})
	f.Add("sofa")
	next("removal and return")
}

func deniedNamesHolder(f *Fixture) {
	f.Add("sofa")
	f.Must("anna", room.Acquire{ID: "sofa"})
	_, err := f.Do("bo", room.Acquire{ID: "sofa"})
	rows := f.Refused(err, room.Held)
	if len(rows) != 1 || rows[0].Holder != "anna" || rows[0].HolderName != "name of anna" || rows[0].X != 1 {
		f.Errorf("the refusal has the rows %+v", rows)
	}
}

func renew(f *Fixture) {
	f.Add("sofa")
	i := f.Must("anna", room.Acquire{ID: "sofa"})
	f.Now = f.Now.Add(room.LeaseDuration - time.Millisecond)
	longer := f.Must("anna", room.Renew{ID: "sofa", Token: i.Token})
	if want := f.Now.Add(room.LeaseDuration); !longer.ExpiresAt.Equal(want) || longer.Token != i.Token {
		f.Errorf("renewed lease is %+v, want the same token until %s", longer.Lease, want)
	}
	_, err := f.Do("anna", room.Renew{ID: "sofa", Token: i.Token + 1})
	f.Refused(err, room.Lost)
	_, err = f.Do("bo", room.Renew{ID: "sofa", Token: i.Token})
	f.Refused(err, room.Lost)
	f.Now = f.Now.Add(room.LeaseDuration)
	_, err = f.Do("anna", room.Renew{ID: "sofa", Token: i.Token})
	f.Refused(err, room.Lost)
}

func release(f *Fixture) {
	f.Add("sofa")
	i := f.Must("anna", room.Acquire{ID: "sofa"})
	_, err := f.Do("bo", room.Release{ID: "sofa", Token: i.Token})
	f.Refused(err, room.Lost)
	_, err = f.Do("anna", room.Release{ID: "sofa", Token: i.Token - 1})
	f.Refused(err, room.Lost)
	free := f.Must("anna", room.Release{ID: "sofa", Token: i.Token})
	if want := (room.Lease{Token: i.Token}); free.Lease != want {
		f.Errorf("released lease is %+v, want %+v", free.Lease, want)
	}
	f.Must("bo", room.Acquire{ID: "sofa"})
}

func allOrNothing(f *Fixture) {
	f.Add("sofa")
	f.Add("lamp")
	f.Add("rug")
	f.Must("bo", room.Acquire{ID: "lamp"})
	_, err := f.All("anna", room.Acquire{ID: "sofa"}, room.Acquire{ID: "lamp"}, room.Acquire{ID: "rug"})
	rows := f.Refused(err, room.Held)
	if len(rows) != 1 || rows[0].ID != "lamp" || rows[0].Holder != "bo" {
		f.Errorf("refusal names %+v, want the lamp alone", rows)
	}
	if f.Row("sofa").Holder != "" || f.Row("rug").Holder != "" {
		f.Error("a refused command left some of its leases")
	}
	items, err := f.All("anna", room.Acquire{ID: "sofa"}, room.Acquire{ID: "rug"})
	if err != nil {
		f.Fatal(err)
	}
	if items[0].ID != "sofa" || items[1].ID != "rug" || items[0].Holder != "anna" || items[1].Token != 1 {
		f.Errorf("rows came back as %+v", items)
	}
}

// collide has nine peers acquire overlapping pairs of items at once. Each must get both items of
// its pair or a Held or Busy error; no pair may be half acquired.
func collide(f *Fixture) {
	items := []room.ItemID{"a", "b", "c"}
	for _, id := range items {
		f.Add(id)
	}
	var wg sync.WaitGroup
	won := make([]bool, 9)
	for n := range won {
		stamp := f.NextOrigin(room.PeerID(fmt.Sprintf("peer%d", n)))
		pair := []room.Mutation{room.Acquire{ID: items[n%3]}, room.Acquire{ID: items[(n+1)%3]}}
		wg.Go(func() {
			_, err := f.Store.Commit(context.Background(), f.Room, stamp, pair)
			won[n] = err == nil
			if code := room.CodeOf(err); err != nil && code != room.Held && code != room.Busy {
				f.Errorf("peer%d: %v", n, err)
			}
		})
	}
	wg.Wait()
	held := map[room.PeerID]int{}
	for _, id := range items {
		if h := f.Row(id).Holder; h != "" {
			held[h]++
		}
	}
	for n, w := range won {
		if got := held[room.PeerID(fmt.Sprintf("peer%d", n))]; (w && got != 2) || (!w && got != 0) {
			f.Errorf("peer%d won=%t and holds %d items", n, w, got)
		}
	}
}

func endLeases(f *Fixture) {
	for _, id := range []room.ItemID{"sofa", "lamp", "rug"} {
		f.Add(id)
	}
	f.Must("anna", room.Acquire{ID: "sofa"})
	f.Must("anna", room.Acquire{ID: "rug"})
	f.Must("bo", room.Acquire{ID: "lamp"})
	before := f.Row("sofa").LastOp
	freed, err := f.Store.EndLeases(context.Background(), f.Room, f.held("anna"))
	if err != nil || len(freed) != 2 {
		f.Fatalf("freed %d items, %v; want 2", len(freed), err)
	}
	if f.Row("sofa").Holder != "" || f.Row("rug").Holder != "" || f.Row("lamp").Holder != "bo" {
		f.Error("not exactly anna's items were freed")
	}
	if f.Row("sofa").LastOp != before || f.Row("sofa").Token != 1 {
		f.Error("the release changed the row's last op or token")
	}
}

// endLeasesUsed has a command use each lease after it was read. Its end must then change nothing,
// also if the time of the lease's end is the same as before.
func endLeasesUsed(f *Fixture) {
	later := f.Now.Add(room.LeaseDuration)
	for id, use := range map[room.ItemID]struct {
		by     room.PeerID
		step   room.Mutation
		at     time.Time
		holder room.PeerID
	}{
		"renewed":  {"anna", room.Renew{ID: "renewed", Token: 1}, f.Now, "anna"},
		"moved":    {"anna", room.Move{ID: "moved", Token: 1}, f.Now, "anna"},
		"acquired": {"anna", room.Acquire{ID: "acquired"}, f.Now, "anna"},
		"freed":    {"anna", room.Release{ID: "freed", Token: 1}, f.Now, ""},
		"taken":    {"bo", room.Acquire{ID: "taken"}, later, "bo"},
	} {
		f.Now = Epoch
		f.Add(id)
		f.Must("anna", room.Acquire{ID: id})
		held := slices.DeleteFunc(f.held("anna"), func(i room.Item) bool { return i.ID != id })
		f.Now = use.at
		f.Must(use.by, use.step)
		freed, err := f.Store.EndLeases(context.Background(), f.Room, held)
		if err != nil || len(held) != 1 || len(freed) != 0 || f.Row(id).Holder != use.holder {
			f.Errorf("%s: of %d, freed %+v, %v; %q holds it, want %q", id, len(held), freed, err, f.Row(id).Holder, use.holder)
		}
	}
}

// held returns the rows of the items that a peer holds.
func (f *Fixture) held(p room.PeerID) []room.Item {
	f.Helper()
	rows, err := f.Store.ListHeld(context.Background(), f.Room, p)
	if err != nil {
		f.Fatal(err)
	}
	return rows
}

func missing(f *Fixture) {
	for _, step := range []room.Mutation{
		room.Acquire{ID: "x"},
		room.Renew{ID: "x", Token: 1},
		room.Release{ID: "x", Token: 1},
		room.Move{ID: "x", Token: 1},
		room.Update{ID: "x", Version: 1},
		room.Remove{ID: "x", Version: 1},
	} {
		_, err := f.Do("anna", step)
		f.Refused(err, room.NotFound)
	}
	if _, err := f.All("anna", room.Acquire{ID: "x"}, room.Acquire{ID: "y"}); room.CodeOf(err) != room.NotFound {
		f.Errorf("several: %v", err)
	}
	if _, err := f.Store.Load(context.Background(), "no-such-room"); room.CodeOf(err) != room.NotFound {
		f.Errorf("load of a room that was never created: %v", err)
	}
}
