// Package infra has no code. Its tests read expanded.json, the CloudFormation template that SAM
// makes of template.yaml (written by `make golden`), and web.yaml. They check that no resource is
// billed by the month, that no role allows more than the code of its function needs, and that the
// routes are those of SPEC.md.
package infra
