// Package roomtest holds the tests that every implementation of the room's ports must pass: a
// contract suite for each port, a differential test of two stores, a seeded simulation of peers on
// an unreliable network, and a check that recorded histories are linearizable.
package roomtest
