package infra

import (
	"slices"
	"testing"

	"homstyle.dev/planner/shared/bedrock"
	"homstyle.dev/planner/shared/boot"
)

// builders are the functions of the template, by name without the suffix Function.
var builders = map[string]boot.Builder{
	"Authorizer": boot.Authorizer,
	"Connect":    boot.Connect,
	"Expire":     boot.Expire,
	"Disconnect": boot.Disconnect,
	"Sync":       boot.Sync,
	"Move":       boot.Move,
	"Lock":       boot.Lock,
	"Edit":       boot.Edit,
	"Cursor":     boot.Cursor,
	"Fallback":   boot.Fallback,
	"Fanout":     boot.Fanout,
	"Crowd":      boot.Crowd,
	"Snapshot":   boot.Snapshot,
	"Rooms":      boot.Rooms,
	"Learn":      boot.Learn,
	"Suggest":    boot.Suggest(bedrock.New),
}

// optional are the variables that have a default in boot.
var optional = map[string]bool{
	"FANOUT_FUNCTION": true, "MESSAGE_BUDGET": true, "CONNECTION_RATE": true,
	"USAGE_SAMPLE": true, "MAX_PEERS": true, "MAX_ITEMS": true, "METRICS": true,
	"DIRECT_CHANNELS": true, "ICE_SERVERS": true, "SUGGESTIONS_PER_DAY": true,
	"PAIRS_MIN_ROOMS": true,
}

// numbers are the variables that must be a number.
var numbers = []string{"MESSAGE_BUDGET", "CONNECTION_RATE", "USAGE_SAMPLE", "MAX_PEERS", "MAX_ITEMS", "SUGGESTIONS_PER_DAY", "PAIRS_MIN_ROOMS"}

// Each function must start with the environment in the template, and must not start if any of its
// required variables is missing.
func TestEachFunctionGetsTheEnvironmentItNeeds(t *testing.T) {
	s := expanded(t)
	for name, build := range builders {
		environment, _ := s.Resources[name+"Function"].Properties["Environment"].(map[string]any)
		variables, _ := environment["Variables"].(map[string]any)
		if err := start(t, build, variables, ""); err != nil {
			t.Errorf("%s does not start: %v", name, err)
		}
		for variable := range variables {
			if !optional[variable] && start(t, build, variables, variable) == nil {
				t.Errorf("%s starts without %s, so it does not need that variable", name, variable)
			}
		}
	}
}

// start builds a function with all variables except one. It returns the error of the start.
func start(t *testing.T, build boot.Builder, variables map[string]any, without string) error {
	t.Helper()
	c, err := boot.Load(func(name string) string {
		_, given := variables[name]
		switch {
		case name == "AWS_REGION":
			return "us-east-1" // set by Lambda
		case name == "DIRECT_CHANNELS":
			return "lan"
		case name == "ICE_SERVERS":
			return "" // as with lan
		case name == without || !given:
			return ""
		case slices.Contains(numbers, name):
			return "100"
		}
		return "https://example.com/v1"
	})
	if err != nil {
		return err
	}
	_, err = build(t.Context(), c)
	return err
}
