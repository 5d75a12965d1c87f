package wiretest

import (
	"testing"
	"time"

	"homstyle.dev/planner/shared/room"
)

// Target is the server under test.
type Target struct {
	URL string // of the WebSocket API, its stage included
	// Room and Other are two rooms that exist. The suite does not change Other.
	Room, Other room.ID
	// Mint returns a room token.
	Mint func(room, sub, name, role string, ttl time.Duration) (string, error)
	// Origin is allowed, Foreign is not. Foreign is empty for a server that allows all origins.
	Origin, Foreign string
}

// Run runs the whole suite against the target.
func Run(t *testing.T, target Target) {
	tests := map[string]func(*table){
		"AC1_AC2_AC3_AC4_handshakeIsRefused":   handshakes,
		"AC2_subprotocolIsAnswered":            subprotocol,
		"AC13_outdatedClientIsRefused":         outdatedClient,
		"AC2_newerClientSpeaksOurs":            newer,
		"AC6_tokenThatEndsClosesTheConnection": tokenEnds,
		"AC7_viewerMayLookAndPoint":            viewer,
		"AC9_nameIsText":                       nameIsText,
		"WR1_badMessagesAndTheRoomGoesOn":      badMessages,
		"WR1_binaryFrameClosesItsSender":       binaryFrame,
		"WR3_tooLargeFrameClosesItsSender":     tooLargeFrame,
		"WR5_WR7_lockMoveDrop":                 lockMoveDrop,
		"WR8_largeRoomInParts":                 largeRoom,
		"PING_pong":                            ping,
		"LK1_LK9_raceHasOneWinner":             race,
		"LK6_severalItems":                     several,
		"LK8_leavingFreesAndIsBroadcast":       leaving,
		"MV2_MV4_pausedHolderIsLost":           pausedHolder,
		"ED1_ED2_ED4_WR11_edits":               edits,
		"WR2_WR7_WR12_heightsAndOwnPieces":     pieces,
		"ID1_ID3_repeatedCommand":              repeated,
		"PR2_secondTabSupersedes":              supersedes,
		"PR3_cursorIsStamped":                  cursorIsStamped,
		"AC7_WR13_PR9_viewArrivesAsSent":       views,
		"RM3_itemOfAnotherRoom":                otherRoom,
		"SY1_lateJoinerSeesEverything":         lateJoiner,
		"SY3_digest":                           digest,
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(&table{T: t, target: target})
		})
	}
}

// table is the context of one test. Tests share the room, so each uses item ids of its own and
// ignores other events.
type table struct {
	*testing.T
	target Target
}
