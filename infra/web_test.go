package infra

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"homstyle.dev/planner/web/headers"
)

// idleWeb lists every type of web.yaml that costs nothing without visitors, and why.
var idleWeb = map[string]string{
	"AWS::CloudFront::CachePolicy":           "free",
	"AWS::CloudFront::Distribution":          "by the request and byte",
	"AWS::CloudFront::OriginAccessControl":   "free",
	"AWS::CloudFront::ResponseHeadersPolicy": "free",
	"AWS::S3::Bucket":                        "by the request; storage by what is kept",
	"AWS::S3::BucketPolicy":                  "free",
}

func web(t *testing.T) stack {
	t.Helper()
	source, err := os.ReadFile("web.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		t.Fatal(err)
	}
	long(&root)
	var tree any
	if err := root.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	// Through JSON, so that both templates have the same Go types.
	inJSON, err := json.Marshal(tree)
	if err != nil {
		t.Fatal(err)
	}
	var s stack
	if err := json.Unmarshal(inJSON, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// long converts the short form of intrinsics, !Ref Bucket, to the long one of expanded.json:
// {"Ref": "Bucket"}.
func long(n *yaml.Node) {
	for _, child := range n.Content {
		long(child)
	}
	name, short := strings.CutPrefix(n.Tag, "!")
	if !short || strings.HasPrefix(name, "!") {
		return
	}
	if name != "Ref" && name != "Condition" {
		name = "Fn::" + name
	}
	inner := *n
	inner.Tag = ""
	*n = yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: name}, &inner}}
}

// at returns a nested property; a step is a key or an index.
func at(t *testing.T, v any, steps ...string) any {
	t.Helper()
	for _, step := range steps {
		switch in := v.(type) {
		case map[string]any:
			v = in[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				t.Fatalf("no %s in a list of %d", step, len(in))
			}
			v = in[i]
		default:
			t.Fatalf("no %s in %v", step, v)
		}
	}
	return v
}

func number(t *testing.T, v any, key string) int {
	t.Helper()
	n, ok := at(t, v, key).(float64)
	if !ok {
		t.Fatalf("%s is no number", key)
	}
	return int(n)
}

func TestThePagesAreNotBilledByTheMonth(t *testing.T) {
	for id, r := range web(t).Resources {
		if idleWeb[r.Type] == "" {
			t.Errorf("%s is an %s: say in this test why it costs nothing while idle, or take it out", id, r.Type)
		}
	}
}

// Everything with an extra cost depends on a parameter that is off by default.
func TestThePagesParametersAreCheapByDefault(t *testing.T) {
	s := web(t)
	for name, want := range map[string]string{"PriceClass": "PriceClass_100", "OriginShield": "", "DomainName": "", "CertificateArn": "", "BackEnds": ""} {
		if got := s.Parameters[name].Default; got != want {
			t.Errorf("%s is %v by default, want %q", name, got, want)
		}
	}
}

func TestTheBucketIsPrivate(t *testing.T) {
	s := web(t)
	block := s.Resources["Bucket"].Properties["PublicAccessBlockConfiguration"].(map[string]any)
	for _, property := range []string{"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"} {
		if block[property] != true {
			t.Errorf("%s is %v", property, block[property])
		}
	}
	statements := list(at(t, s.Resources["BucketPolicy"].Properties, "PolicyDocument", "Statement"))
	for _, statement := range statements {
		if at(t, statement, "Effect") != "Allow" {
			continue
		}
		who, what := text(at(t, statement, "Principal", "Service")), text(at(t, statement, "Action"))
		whose := text(at(t, statement, "Condition", "StringEquals", "aws:SourceArn"))
		if who != "cloudfront.amazonaws.com" || what != "s3:GetObject" || !strings.HasSuffix(whose, "distribution/${Distribution}") {
			t.Errorf("%s may %s for %s", who, what, whose)
		}
	}
	origin := at(t, s.Resources["Distribution"].Properties, "DistributionConfig", "Origins", "0")
	if text(at(t, origin, "OriginAccessControlId")) != "Access.Id" {
		t.Error("the distribution does not sign what it asks of the bucket")
	}
}

// behaviour is how CloudFront serves the files of one pattern.
type behaviour struct{ cache, headers string }

// behaviours returns the distribution's behaviours in order; the default's pattern is "*".
func behaviours(t *testing.T, s stack) (patterns []string, by map[string]behaviour) {
	t.Helper()
	config := at(t, s.Resources["Distribution"].Properties, "DistributionConfig")
	by = map[string]behaviour{}
	add := func(pattern string, v any) {
		patterns = append(patterns, pattern)
		by[pattern] = behaviour{cache: text(at(t, v, "CachePolicyId")), headers: text(at(t, v, "ResponseHeadersPolicyId"))}
		if at(t, v, "ViewerProtocolPolicy") != "redirect-to-https" || at(t, v, "Compress") != true {
			t.Errorf("%s is served in the clear, or not compressed", pattern)
		}
	}
	for _, v := range list(at(t, config, "CacheBehaviors")) {
		add(text(at(t, v, "PathPattern")), v)
	}
	add("*", at(t, config, "DefaultCacheBehavior"))
	return patterns, by
}

func TestCloudFrontKnowsTheKindsOfHeadersJSON(t *testing.T) {
	set := headers.Read()
	var want []string
	for _, k := range set.Kinds {
		want = append(want, k.Paths...)
	}
	if got, _ := behaviours(t, web(t)); !slices.Equal(got, want) {
		t.Errorf("CloudFront has %v, headers.json %v", got, want)
	}
}

func TestCloudFrontSendsTheHeadersOfHeadersJSON(t *testing.T) {
	s, set := web(t), headers.Read()
	_, by := behaviours(t, s)
	for _, k := range set.Kinds {
		want := maps.Clone(set.Headers)
		maps.Copy(want, set.Deployed)
		want["Content-Security-Policy"] = set.ContentSecurityPolicy(k, "${Api}", "${Frames}")
		if k.Shared {
			want["Access-Control-Allow-Origin"] = "*"
		}
		for _, path := range k.Paths {
			if got := sent(t, s.Resources[by[path].headers].Properties); !maps.Equal(got, want) {
				t.Errorf("%s: CloudFront sends\n%v\nheaders.json says\n%v", path, got, want)
			}
		}
	}
}

// sent returns the headers that a response headers policy adds.
func sent(t *testing.T, properties map[string]any) map[string]string {
	t.Helper()
	config := at(t, properties, "ResponseHeadersPolicyConfig")
	security := at(t, config, "SecurityHeadersConfig")
	got := map[string]string{
		"Content-Security-Policy": text(at(t, security, "ContentSecurityPolicy", "ContentSecurityPolicy", "Fn::Sub", "0")),
		"Referrer-Policy":         text(at(t, security, "ReferrerPolicy", "ReferrerPolicy")),
	}
	if at(t, security, "ContentTypeOptions", "Override") == true {
		got["X-Content-Type-Options"] = "nosniff"
	}
	hsts := at(t, security, "StrictTransportSecurity")
	got["Strict-Transport-Security"] = "max-age=" + strconv.Itoa(number(t, hsts, "AccessControlMaxAgeSec"))
	if at(t, hsts, "IncludeSubdomains") == true {
		got["Strict-Transport-Security"] += "; includeSubDomains"
	}
	for _, item := range list(at(t, config, "CustomHeadersConfig", "Items")) {
		got[text(at(t, item, "Header"))] = text(at(t, item, "Value"))
	}
	if cors, there := config.(map[string]any)["CorsConfig"]; there {
		got["Access-Control-Allow-Origin"] = text(at(t, cors, "AccessControlAllowOrigins", "Items"))
	}
	return got
}

// An edge must not keep a file longer than its Cache-Control allows, except pages, which
// publishing invalidates, and must be able to keep it that long.
func TestCloudFrontCachesAsHeadersJSONSays(t *testing.T) {
	s, set := web(t), headers.Read()
	_, by := behaviours(t, s)
	for _, k := range set.Kinds {
		for _, path := range k.Paths {
			config := at(t, s.Resources[by[path].cache].Properties, "CachePolicyConfig")
			least, most := number(t, config, "MinTTL"), number(t, config, "MaxTTL")
			age := max(directive(t, k.Cache, "max-age"), directive(t, k.Cache, "stale-while-revalidate"))
			if k.Cache == "no-cache" {
				age = 60
			}
			if least > age || most != age {
				t.Errorf("%s is %q and an edge keeps it for %d to %d s", path, k.Cache, least, most)
			}
			for _, part := range []string{"CookiesConfig.CookieBehavior", "HeadersConfig.HeaderBehavior", "QueryStringsConfig.QueryStringBehavior"} {
				group, name, _ := strings.Cut(part, ".")
				if at(t, config, "ParametersInCacheKeyAndForwardedToOrigin", group, name) != "none" {
					t.Errorf("%s: %s splits the cache", path, name)
				}
			}
		}
	}
}

// directive returns the number of seconds of a Cache-Control directive, 0 without it.
func directive(t *testing.T, cache, name string) int {
	t.Helper()
	for part := range strings.SplitSeq(cache, ", ") {
		if value, found := strings.CutPrefix(part, name+"="); found {
			n, err := strconv.Atoi(value)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
	}
	return 0
}
