package infra

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// command matches the first cell of a row in the table of commands in SPEC.md.
var command = regexp.MustCompile("(?m)^\\| `([a-z]+)` \\|")

func TestWR1_routesAreTheCommandsOfTheSpec(t *testing.T) {
	spec, err := os.ReadFile("../SPEC.md")
	if err != nil {
		t.Fatal(err)
	}
	_, wire, _ := strings.Cut(string(spec), "## 3 WR")
	commands, _, found := strings.Cut(wire, "**WR1**")
	if !found {
		t.Fatal("SPEC.md has no table of commands in section 3")
	}
	want := []string{"$connect", "$disconnect", "$default"}
	for _, m := range command.FindAllStringSubmatch(commands, -1) {
		want = append(want, m[1])
	}

	var got []string
	s := expanded(t)
	for _, id := range s.idsOfType("AWS::ApiGatewayV2::Route") {
		got = append(got, text(s.Resources[id].Properties["RouteKey"]))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("routes\n%q, want\n%q", got, want)
	}
}

// The authorizer must run only at $connect. It must have no identity source: API Gateway answers a handshake
// without it 401, and clients write the name of the header Sec-WebSocket-Protocol in several ways.
func TestAC2_authorizerRunsAtConnectForEveryHandshake(t *testing.T) {
	s := expanded(t)
	for _, id := range s.idsOfType("AWS::ApiGatewayV2::Route") {
		r := s.Resources[id].Properties
		if authorized := r["AuthorizationType"] == "CUSTOM"; authorized != (r["RouteKey"] == "$connect") {
			t.Errorf("route %v: authorization %v", r["RouteKey"], r["AuthorizationType"])
		}
	}
	authorizer := s.Resources["ApiConnectAuthorizer"].Properties
	if source, ok := authorizer["IdentitySource"]; ok || authorizer["AuthorizerType"] != "REQUEST" {
		t.Errorf("authorizer of type %v with the identity source %v", authorizer["AuthorizerType"], source)
	}
}
