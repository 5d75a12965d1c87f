// Package wiretest is the room's protocol as a test suite over the wire. All it
// needs is a WebSocket URL and a way to get tokens, so it runs against the local
// stack, a deployed one, and any other server that claims to speak homstyle.v2.
package wiretest
