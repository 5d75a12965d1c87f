// Package infra has no code: its tests read what template.yaml expands to
// (expanded.json, kept fresh by `make golden`) and prove what the stack promises.
// Nothing in it is billed by the month, no function may do more than its code
// does, and its routes are those of SPEC.md.
package infra
