package servers

import "testing"

func TestCountSyncs(t *testing.T) {
	const trace = `4711  fdatasync(12)                     = 0
4712  fsync(9 <unfinished ...>
4711  fdatasync(12 <unfinished ...>
4712  <... fsync resumed>)              = 0
4711  <... fdatasync resumed>)          = 0
4711  +++ exited with 0 +++
`
	if n := countSyncs(trace); n != 3 {
		t.Errorf("%d calls, want 3", n)
	}
}
