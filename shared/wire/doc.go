// Package wire decodes commands from JSON and encodes events to JSON (SPEC §3). Decoding is
// strict and never panics: a frame has exactly the fields of its command, or the decoder
// returns a *room.Error that names the fault.
//
// Tests in Go and in TypeScript decode and encode the messages in testdata.
package wire

// Protocol is the WebSocket subprotocol of the current version (AC2).
const Protocol = "homstyle.v2"
