// Package room is the domain: what a room is, who may change it, and how.
// It uses the standard library alone and knows neither AWS nor JSON.
//
// The model on one page:
//
// A [Room] is a [Plan] and its [Item] rows. A [Peer] (a person's tab) asks for
// something with a command; the [Service] checks the [Role], stamps the command
// with the server's time, and turns it into [Mutation] values. A Mutation is one
// conditional write of one item: [Mutation.Apply] says, for the row as it is, what
// the row becomes or why it may not. A [Store] carries Mutations out atomically,
// all or none; each adapter must decide exactly as Apply does, and one contract
// suite holds them to it. What was stored is then told to the other peers as an
// [Event] through a [Broadcaster].
//
// The lease lives in the item's own row, so the thing that is protected checks
// the fencing [Token] itself, in the same write: there is no moment between
// "lock checked" and "item written". The token carries correctness; the clock
// only decides when a new acquire may win.
//
// A [Replica] is the copy that a client keeps: it takes Events in any order, any
// number of times, and ends up the same (SPEC SY2).
//
// Reading order: item.go, mutation.go, service.go, ports.go, replica.go.
package room
