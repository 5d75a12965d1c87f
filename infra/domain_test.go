package infra

import (
	"maps"
	"strings"
	"testing"
)

var domains = map[string]string{
	"SocketDomain": "rooms.shop.example", "ApiDomain": "rooms-api.shop.example", "HostedZoneId": "Z1",
	"DomainCertificateArn": "arn:aws:acm:eu-north-1:123456789012:certificate/1",
}

func TestURLsHaveTheDomainNames(t *testing.T) {
	s := expanded(t)
	for _, tt := range []struct{ parameter, output, without, with string }{
		{"SocketDomain", "Url", "wss://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/v1", "wss://${SocketDomain}/v1"},
		{"ApiDomain", "ApiUrl", "https://${RoomsApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}", "https://${ApiDomain}"},
	} {
		// Each name depends on its own parameter only.
		others := maps.Clone(domains)
		delete(others, tt.parameter)
		own := map[string]string{tt.parameter: "a.example", "DomainCertificateArn": domains["DomainCertificateArn"]}
		for _, check := range []struct {
			parameters map[string]string
			want       string
		}{{nil, tt.without}, {others, tt.without}, {own, tt.with}, {domains, tt.with}} {
			if got := text(s.with(t, check.parameters).Outputs[tt.output].Value); got != check.want {
				t.Errorf("with %v the output %s is %s, want %s", check.parameters, tt.output, got, check.want)
			}
		}
	}
}

// The path of a URL is the mapping's key. That of the WebSocket API must be the name of its stage, as it is
// without a domain name; the paths of the HTTP API are those of docs/openapi.yaml, so it has no key.
func TestEachAPIHasItsDomainName(t *testing.T) {
	s := expanded(t).with(t, domains)
	for _, want := range []struct{ name, parameter, mapping, api, stage, key, record string }{
		{"SocketDomainName", "SocketDomain", "SocketMapping", "Api", "Apiv1Stage", "v1", "SocketRecord"},
		{"ApiDomainName", "ApiDomain", "ApiMapping", "RoomsApi", "RoomsApiApiGatewayDefaultStage", "", "ApiRecord"},
	} {
		name, mapping := s.Resources[want.name].Properties, s.Resources[want.mapping].Properties
		if text(name["DomainName"]) != want.parameter || text(mapping["DomainName"]) != want.name {
			t.Errorf("%s is %v, and %s maps %v", want.name, name["DomainName"], want.mapping, mapping["DomainName"])
		}
		if text(mapping["ApiId"]) != want.api || text(mapping["Stage"]) != want.stage || text(mapping["ApiMappingKey"]) != want.key {
			t.Errorf("%s maps %v", want.mapping, mapping)
		}
		configuration := property(t, name, "DomainNameConfigurations", "0")
		if text(property(t, configuration, "SecurityPolicy")) != "TLS_1_2" || text(property(t, configuration, "EndpointType")) != "REGIONAL" {
			t.Errorf("%s has the configuration %v", want.name, configuration)
		}
		record := s.Resources[want.record].Properties
		target := text(property(t, record, "AliasTarget", "DNSName"))
		if text(record["Name"]) != want.parameter || target != want.name+".RegionalDomainName" {
			t.Errorf("%s is %v and leads to %s", want.record, record["Name"], target)
		}
	}
}

func TestDomainNamesAreOffByDefault(t *testing.T) {
	own := map[string]string{"SocketDomain": domains["SocketDomain"], "DomainCertificateArn": domains["DomainCertificateArn"]}
	for _, tt := range []struct {
		parameters map[string]string
		want       int
	}{{nil, 0}, {own, 2}, {domains, 6}} {
		s, got := expanded(t).with(t, tt.parameters), 0
		for _, kind := range []string{"AWS::ApiGatewayV2::DomainName", "AWS::ApiGatewayV2::ApiMapping", "AWS::Route53::RecordSet"} {
			got += len(s.idsOfType(kind))
		}
		if got != tt.want {
			t.Errorf("with %v the stack has %d resources of domain names, want %d", tt.parameters, got, tt.want)
		}
	}
}

// The functions sign their requests to @connections for execute-api, which a domain name does not change.
func TestFunctionsPostThroughExecuteAPI(t *testing.T) {
	s, checked := expanded(t).with(t, domains), 0
	for _, id := range s.idsOfType("AWS::Lambda::Function") {
		variables := property(t, s.Resources[id].Properties, "Environment", "Variables").(map[string]any)
		if endpoint, set := variables["AWS_ENDPOINT_URL_APIGATEWAYMANAGEMENTAPI"]; set {
			checked++
			if got := text(endpoint); !strings.HasPrefix(got, "https://${Api}.execute-api.") {
				t.Errorf("%s posts through %s", id, got)
			}
		}
	}
	if checked == 0 {
		t.Error("no function posts to connections")
	}
	for _, id := range []string{"Api", "RoomsApi"} {
		if _, disabled := s.Resources[id].Properties["DisableExecuteApiEndpoint"]; disabled {
			t.Errorf("%s has no endpoint at execute-api", id)
		}
	}
}

func TestDomainNamesNeedACertificateAndDiffer(t *testing.T) {
	s, certificate := expanded(t), domains["DomainCertificateArn"]
	for _, tt := range []struct {
		parameters map[string]string
		want       bool
	}{
		{nil, true},
		{domains, true},
		{map[string]string{"ApiDomain": "a.example", "DomainCertificateArn": certificate}, true},
		{map[string]string{"SocketDomain": "a.example"}, false},
		{map[string]string{"SocketDomain": "a.example", "ApiDomain": "a.example", "DomainCertificateArn": certificate}, false},
		{map[string]string{"DomainCertificateArn": certificate}, false},
		{map[string]string{"HostedZoneId": "Z1"}, false},
	} {
		if got := s.meets(t, tt.parameters); got != tt.want {
			t.Errorf("the rules allow %v: %v, want %v", tt.parameters, got, tt.want)
		}
	}
}
