// Package hibernation has no code: its test has a thousand tabs hibernate, and proves that
// they then cost nothing and come back current. The tabs are the client library, run by
// Node (tabs.ts).
package hibernation
