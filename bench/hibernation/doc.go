// Package hibernation has only a test: a thousand tabs hibernate, have no connection then, and
// are up to date after they reconnect. The tabs are instances of the client library, run by
// Node (tabs.ts).
package hibernation
