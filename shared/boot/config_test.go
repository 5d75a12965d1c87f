package boot_test

import (
	"slices"
	"strings"
	"testing"

	"homstyle.dev/planner/shared/boot"
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

func TestManagementEndpointMustBeAURL(t *testing.T) {
	c, err := boot.Load(env("AWS_REGION=eu-north-1", "TABLE=rooms", "AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI=abc"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := boot.Move(t.Context(), c); err == nil || !strings.Contains(err.Error(), `"abc"`) {
		t.Errorf("%v, want the value named", err)
	}
}
