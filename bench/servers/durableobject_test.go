package servers_test

import (
	"testing"

	"homstyle.dev/planner/bench/servers"
	"homstyle.dev/planner/shared/roomtest/wiretest"
)

// The Durable Object must pass the suite that this project's own servers pass, so that the
// comparison is between servers that do the same work.
func TestDurableObjectPassesTheWireSuite(t *testing.T) {
	s, err := servers.DurableObject(t.Context(), options(t), "each")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	for _, id := range []string{"here", "elsewhere"} {
		if err := s.Create(t.Context(), id); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Create(t.Context(), "here"); err == nil {
		t.Error("Create of an existing room returned no error")
	}
	wiretest.Run(t, wiretest.Target{
		URL: s.URLs[0], Room: "here", Other: "elsewhere", Mint: s.Mint,
		Origin: "https://shop.example", Foreign: "https://evil.example",
	})
}

func options(t *testing.T) servers.Options {
	t.Helper()
	root, err := servers.Root()
	if err != nil {
		t.Fatal(err)
	}
	return servers.Options{Root: root, Origins: "https://shop.example"}
}
