// Package room defines rooms, who may change them, and the rules for each change. It
// imports the standard library alone and does not depend on AWS.
//
// A [Room] is a [Plan] and its [Item] rows. A [Peer] (a person's tab) sends a command.
// The [Service] checks the sender's [Role], adds the server's time (an [Origin]) and
// converts the command to [Mutation] values. A Mutation is one conditional write of one
// item: [Mutation.Apply] takes the stored row and returns the new one, or an error. A
// [Store] writes all mutations of a command or none. Each Store must decide exactly as
// Apply does; the contract tests in package roomtest check this. The Service then sends
// the stored rows to the other peers as an [Event], through a [Broadcaster].
//
// The lease is stored in the item's own row, and the write that changes the item checks
// the lease's fencing [Token]. So nothing can happen between the check and the write.
// Correctness depends on the token. The clock only decides when another peer may
// acquire the item.
//
// A [Replica] is the copy of a room that a client keeps. It may receive events in any
// order and any number of times; the result is the same (SPEC SY2).
//
// Reading order: item.go, mutation.go, service.go, ports.go, replica.go.
package room
