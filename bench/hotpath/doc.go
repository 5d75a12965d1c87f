// Package hotpath benchmarks one invocation of the functions that a drag goes
// through, as Lambda runs them: the real handlers, the real SDK for DynamoDB, the
// real signing of posts; only the network is left out. What is measured is the
// processor's share, which a small Lambda has little of.
package hotpath
