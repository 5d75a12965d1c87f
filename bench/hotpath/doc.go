// Package hotpath benchmarks one invocation of the functions that a drag invokes, as Lambda
// runs them: with the real handlers, the real SDK for DynamoDB and the real signing of posts,
// but without a network. It measures CPU time, of which a function with little memory has
// little.
package hotpath
