// Package wire is the JSON on the socket: strict decoding of commands, encoding of
// events (SPEC §3). Decoding never panics and never half-accepts: a message is
// exactly one known shape, or a *room.Error that names what is wrong with it.
//
// Go and TypeScript are pinned to the messages in testdata.
package wire
