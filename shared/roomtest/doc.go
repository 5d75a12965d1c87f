// Package roomtest proves the room: a contract suite for each port, to be run over
// every adapter; a seeded simulation of peers on a bad network; and a check that
// recorded histories are linearizable.
package roomtest
