package infra

import (
	"regexp"
	"testing"

	"homstyle.dev/planner/shared/boot"
)

// environmentOf returns the value of one variable of a function, with parameters by their names.
func (s stack) environmentOf(t *testing.T, function, variable string) string {
	t.Helper()
	return text(property(t, s.Resources[function].Properties, "Environment", "Variables", variable))
}

func TestDC6_functionsGetTheSettingOfDirectChannels(t *testing.T) {
	const regional = "stun:stun.kinesisvideo.${AWS::Region}.${AWS::URLSuffix}:443"
	for _, c := range []struct{ mode, servers, want string }{
		{"off", "", ""}, {"lan", "", ""}, {"on", "", regional}, {"on", "stun:stun.example:3478", "IceServers"},
	} {
		s := expanded(t).with(t, map[string]string{"DirectChannels": c.mode, "IceServers": c.servers})
		if got := s.environmentOf(t, "SyncFunction", "ICE_SERVERS"); got != c.want {
			t.Errorf("%s with %q: the servers are %q, want %q", c.mode, c.servers, got, c.want)
		}
		for _, function := range []string{"SyncFunction", "CursorFunction"} {
			if got := s.environmentOf(t, function, "DIRECT_CHANNELS"); got != "DirectChannels" {
				t.Errorf("%s has the mode %q", function, got)
			}
		}
	}
	if got := expanded(t).Parameters["DirectChannels"].Default; got != "lan" {
		t.Errorf("the default is %v", got)
	}
}

// CloudFormation accepts what the functions accept, so that a mistake is found before it is deployed.
func TestDC6_parametersAcceptWhatTheFunctionsAccept(t *testing.T) {
	s := expanded(t)
	pattern := regexp.MustCompile(s.Parameters["IceServers"].AllowedPattern)
	modes := []string{"off", "lan", "on"}
	if got := s.Parameters["DirectChannels"].AllowedValues; len(got) != len(modes) {
		t.Errorf("the modes are %v", got)
	}
	for servers, valid := range map[string]bool{
		"":                                   true,
		"stun:stun.example":                  true,
		"stun:192.0.2.1:3478":                true,
		"stun:a,stun:b:1,stun:c":             true,
		"stun:a,stun:b,stun:c,stun:d":        true,
		"stun:a,stun:b,stun:c,stun:d,stun:e": false,
		"stun:a,":                            false,
		"stun:a, stun:b":                     false,
		"stun:":                              false,
		"stun://a":                           false,
		"stuns:a":                            false,
		"turn:a":                             false,
		"stun:a:443?transport=udp":           false,
		"stun:a:123456":                      false,
		"stun:a\n":                           false,
	} {
		for _, mode := range modes {
			want := valid && (servers == "" || mode == "on")
			accepted := pattern.MatchString(servers) &&
				s.meets(t, map[string]string{"DirectChannels": mode, "IceServers": servers})
			_, err := boot.Load(func(name string) string {
				return map[string]string{"DIRECT_CHANNELS": mode, "ICE_SERVERS": servers}[name]
			})
			if accepted != want || (err == nil) != want {
				t.Errorf("%s with %q: the template accepts it: %v, the functions: %v; want %v", mode, servers, accepted, err, want)
			}
		}
	}
}
