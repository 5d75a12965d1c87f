package boot_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/bedrock"
	"homstyle.dev/planner/shared/boot"
	"homstyle.dev/planner/shared/room"
)

// env returns a getenv of these NAME=value pairs.
func env(pairs ...string) func(string) string {
	return func(key string) string {
		for _, p := range pairs {
			if value, ok := strings.CutPrefix(p, key+"="); ok {
				return value
			}
		}
		return ""
	}
}

func TestLoadReadsListsAndNumbers(t *testing.T) {
	c, err := boot.Load(env("ALLOWED_ORIGINS= https://a.example ,https://b.example,", "MESSAGE_BUDGET=7"))
	origins := []string{"https://a.example", "https://b.example"}
	if err != nil || !slices.Equal(c.Origins, origins) || c.MessagesPerSecond != 7 {
		t.Errorf("%+v, %v", c, err)
	}
	for _, bad := range []string{"0", "-1", "many", "1.5"} {
		if _, err := boot.Load(env("MESSAGE_BUDGET=" + bad)); err == nil || !strings.Contains(err.Error(), bad) {
			t.Errorf("budget %q: %v", bad, err)
		}
	}
}

func TestErrorNamesAllMissingVariables(t *testing.T) {
	for name, f := range map[string]struct {
		build   boot.Builder
		missing []string
	}{
		"authorizer": {boot.Authorizer, []string{"ALLOWED_ORIGINS", "AWS_REGION", "KEY_PATH"}},
		"connect": {boot.Connect, []string{
			"AWS_REGION", "EXPIRE_FUNCTION", "SCHEDULE_GROUP", "SCHEDULE_ROLE", "TABLE",
		}},
		"snapshot": {boot.Snapshot, []string{"AWS_REGION", "BUCKET"}},
		"learn":    {boot.Learn, []string{"AWS_REGION", "BUCKET", "PAIRS_BUCKET"}},
		"suggest":  {boot.Suggest(bedrock.New), []string{"AWS_REGION", "KEY_PATH", "SUGGEST_CATALOG", "SUGGEST_MODEL", "TABLE"}},
	} {
		c, err := boot.Load(env())
		if err != nil {
			t.Fatal(err)
		}
		_, err = f.build(t.Context(), c)
		if err == nil || !strings.Contains(err.Error(), strings.Join(f.missing, ", ")) {
			t.Errorf("%s: %v, want all of %v named", name, err, f.missing)
		}
	}
}

func TestSuggestCatalogMustBeAnAddressOfHTTPS(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://shop.example/catalog.json": true, "http://localhost:8080/catalog.json": true, "http://127.0.0.1:1/": true,
		"http://shop.example/catalog.json": false, "http://localhost.shop.example/": false, "https://": false,
		"file:///etc/passwd": false, "catalog.json": false, "http://169.254.169.254/": false, ":": false,
	} {
		c, err := boot.Load(env("AWS_REGION=eu-north-1", "TABLE=rooms", "KEY_PATH=/k/", "SUGGEST_MODEL=m", "SUGGEST_CATALOG="+address))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := boot.Suggest(bedrock.New)(t.Context(), c); (err == nil) != ok || !ok && !strings.Contains(err.Error(), "SUGGEST_CATALOG") {
			t.Errorf("%q: %v, want accepted %v", address, err, ok)
		}
	}
}

func TestManagementEndpointMustBeAURL(t *testing.T) {
	c, err := boot.Load(env("AWS_REGION=eu-north-1", "TABLE=rooms", "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI=abc"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := boot.Move(t.Context(), c); err == nil || !strings.Contains(err.Error(), `"abc"`) {
		t.Errorf("%v, want the value named", err)
	}
}

func TestDC6_directChannelsOfTheEnvironment(t *testing.T) {
	for _, c := range []struct {
		mode, servers string
		want          room.DirectChannels
	}{
		{"", "", room.DirectChannels{}},
		{"off", "", room.DirectChannels{}},
		{"lan", "", room.DirectChannels{Mode: room.DirectLAN}},
		{"on", "", room.DirectChannels{Mode: room.DirectOn}},
		{"on", "stun:a.example:443,stun:192.0.2.1", room.DirectChannels{
			Mode: room.DirectOn, ICEServers: []string{"stun:a.example:443", "stun:192.0.2.1"},
		}},
	} {
		got, err := boot.Load(env("DIRECT_CHANNELS="+c.mode, "ICE_SERVERS="+c.servers))
		if err != nil || !reflect.DeepEqual(got.Direct, c.want) {
			t.Errorf("%q with %q: %+v, %v", c.mode, c.servers, got.Direct, err)
		}
	}
	for _, c := range []struct{ mode, servers, named string }{
		{"yes", "", `"yes"`},
		{"LAN", "", `"LAN"`},
		{"on", "turn:a.example", `"turn:a.example"`},
		{"on", "stun:a.example,", `""`},
		{"on", "stun:a.example, stun:b.example", `" stun:b.example"`},
		{"on", "stun://a.example", `"stun://a.example"`},
		{"on", "stun:a.example:443?transport=tcp", `"stun:a.example:443?transport=tcp"`},
		{"on", "stun:a,stun:b,stun:c,stun:d,stun:e", "at most 4"},
		{"lan", "stun:a.example", `"lan"`},
	} {
		_, err := boot.Load(env("DIRECT_CHANNELS="+c.mode, "ICE_SERVERS="+c.servers))
		if err == nil || !strings.Contains(err.Error(), c.named) {
			t.Errorf("%q with %q: %v, want %s named", c.mode, c.servers, err, c.named)
		}
	}
}
