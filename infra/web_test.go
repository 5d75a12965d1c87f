package infra

import (
	"encoding/json"
	"maps"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"homstyle.dev/planner/web/headers"
)

// idleWebTypes are the resource types of web.yaml that cost nothing without visitors, with the unit
// of their price.
var idleWebTypes = map[string]string{
	"AWS::CloudFront::CachePolicy":           "free",
	"AWS::CloudFront::Distribution":          "per request and byte",
	"AWS::CloudFront::OriginAccessControl":   "free",
	"AWS::CloudFront::ResponseHeadersPolicy": "free",
	"AWS::S3::Bucket":                        "per request and stored byte",
	"AWS::S3::BucketPolicy":                  "free",
}

// web returns the template web.yaml in the form of expanded.json.
func web(t *testing.T) stack {
	t.Helper()
	return readYAML(t, "web.yaml")
}

// readYAML returns a template without SAM's resources in the form of expanded.json.
func readYAML(t *testing.T, file string) stack {
	t.Helper()
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(source, &root); err != nil {
		t.Fatal(err)
	}
	expandTags(&root)
	var tree any
	if err := root.Decode(&tree); err != nil {
		t.Fatal(err)
	}
	// Convert through JSON, so that both templates have the same Go types.
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

// expandTags replaces the short form of intrinsic functions, such as !Ref Bucket, by the long form of
// expanded.json, {"Ref": "Bucket"}.
func expandTags(n *yaml.Node) {
	for _, child := range n.Content {
		expandTags(child)
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
	key := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: name}
	*n = yaml.Node{Kind: yaml.MappingNode, Tag: "!!map", Content: []*yaml.Node{key, &inner}}
}

// property returns a nested value of v. Each step is a key of an object or an index of a list. It
// fails the test if there is no such value.
func property(t *testing.T, v any, steps ...string) any {
	t.Helper()
	for _, step := range steps {
		switch in := v.(type) {
		case map[string]any:
			v = in[step]
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i >= len(in) {
				t.Fatalf("no element %s in a list of %d", step, len(in))
			}
			v = in[i]
		default:
			t.Fatalf("no property %s in %v", step, v)
		}
	}
	return v
}

// number returns the property key of v, which must be a number.
func number(t *testing.T, v any, key string) int {
	t.Helper()
	n, ok := property(t, v, key).(float64)
	if !ok {
		t.Fatalf("%s is not a number", key)
	}
	return int(n)
}

func TestPagesAreNotBilledByTheMonth(t *testing.T) {
	for id, r := range web(t).Resources {
		if idleWebTypes[r.Type] == "" {
			t.Errorf("%s has the type %s, which is not in idleWebTypes", id, r.Type)
		}
	}
}

// Each option with an extra cost depends on a parameter that is off by default.
func TestPagesHaveNoExtraCostByDefault(t *testing.T) {
	s := web(t)
	for name, want := range map[string]string{
		"PriceClass": "PriceClass_100", "OriginShield": "", "DomainName": "", "CertificateArn": "", "BackEnds": "", "WebAclArn": "",
	} {
		if got := s.Parameters[name].Default; got != want {
			t.Errorf("%s is %v by default, want %q", name, got, want)
		}
	}
}

func TestWebACLIsTheGivenOne(t *testing.T) {
	s := web(t)
	for _, tt := range []struct {
		arn  string
		want any
	}{{"", nil}, {"arn:aws:wafv2:us-east-1:123456789012:global/webacl/shop/1", map[string]any{"Ref": "WebAclArn"}}} {
		distribution := s.with(t, map[string]string{"WebAclArn": tt.arn}).Resources["Distribution"]
		got := property(t, distribution.Properties, "DistributionConfig").(map[string]any)["WebACLId"]
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("with WebAclArn %q the distribution has WebACLId %v, want %v", tt.arn, got, tt.want)
		}
	}
}

// globalNames are the properties of resources with a name that is unique in an account, not in a region.
var globalNames = map[string][]string{
	"AWS::Budgets::Budget":                   {"Budget", "BudgetName"},
	"AWS::CloudFront::CachePolicy":           {"CachePolicyConfig", "Name"},
	"AWS::CloudFront::OriginAccessControl":   {"OriginAccessControlConfig", "Name"},
	"AWS::CloudFront::ResponseHeadersPolicy": {"ResponseHeadersPolicyConfig", "Name"},
	"AWS::CloudWatch::Dashboard":             {"DashboardName"},
}

// The same stack in two regions must not collide.
func TestNamesSharedByRegionsHaveTheRegion(t *testing.T) {
	checked := 0
	for _, s := range []stack{web(t), readYAML(t, "alarms.yaml"), readYAML(t, "budget.yaml")} {
		for id, r := range s.Resources {
			path, global := globalNames[r.Type]
			if !global {
				continue
			}
			checked++
			if name := text(property(t, r.Properties, path...)); !strings.Contains(name, "${AWS::Region}") {
				t.Errorf("%s has the name %s, without the region", id, name)
			}
		}
	}
	if checked != 9 {
		t.Errorf("%d resources have a name of the account, want 9", checked)
	}
}

func TestPageBucketIsPrivate(t *testing.T) {
	s := web(t)
	block := s.Resources["Bucket"].Properties["PublicAccessBlockConfiguration"].(map[string]any)
	for _, name := range []string{"BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"} {
		if block[name] != true {
			t.Errorf("%s is %v, want true", name, block[name])
		}
	}
	statements := list(property(t, s.Resources["BucketPolicy"].Properties, "PolicyDocument", "Statement"))
	for _, statement := range statements {
		if property(t, statement, "Effect") != "Allow" {
			continue
		}
		principal := text(property(t, statement, "Principal", "Service"))
		action := text(property(t, statement, "Action"))
		source := text(property(t, statement, "Condition", "StringEquals", "aws:SourceArn"))
		if principal != "cloudfront.amazonaws.com" || action != "s3:GetObject" ||
			!strings.HasSuffix(source, "distribution/${Distribution}") {
			t.Errorf("the bucket allows %s to %s, for %s", action, principal, source)
		}
	}
	origin := property(t, s.Resources["Distribution"].Properties, "DistributionConfig", "Origins", "0")
	if text(property(t, origin, "OriginAccessControlId")) != "Access.Id" {
		t.Error("the distribution does not sign its requests to the bucket")
	}
}

// behaviour is a cache behaviour of the distribution: the ids of its cache policy and of its response
// headers policy.
type behaviour struct{ cache, headers string }

// behaviours returns the path patterns of the distribution's cache behaviours, in order, and the
// behaviour of each. The pattern of the default behaviour is "*".
func behaviours(t *testing.T, s stack) (patterns []string, by map[string]behaviour) {
	t.Helper()
	config := property(t, s.Resources["Distribution"].Properties, "DistributionConfig")
	by = map[string]behaviour{}
	add := func(pattern string, v any) {
		patterns = append(patterns, pattern)
		by[pattern] = behaviour{
			cache:   text(property(t, v, "CachePolicyId")),
			headers: text(property(t, v, "ResponseHeadersPolicyId")),
		}
		if property(t, v, "ViewerProtocolPolicy") != "redirect-to-https" || property(t, v, "Compress") != true {
			t.Errorf("%s is served without TLS, or not compressed", pattern)
		}
	}
	for _, v := range list(property(t, config, "CacheBehaviors")) {
		add(text(property(t, v, "PathPattern")), v)
	}
	add("*", property(t, config, "DefaultCacheBehavior"))
	return patterns, by
}

func TestCloudFrontHasTheKindsOfHeadersJSON(t *testing.T) {
	set := headers.Read()
	var want []string
	for _, k := range set.Kinds {
		want = append(want, k.Paths...)
	}
	if got, _ := behaviours(t, web(t)); !slices.Equal(got, want) {
		t.Errorf("CloudFront has the patterns %v, headers.json has %v", got, want)
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
			if got := policyHeaders(t, s.Resources[by[path].headers].Properties); !maps.Equal(got, want) {
				t.Errorf("%s: CloudFront sends\n%v\nheaders.json says\n%v", path, got, want)
			}
		}
	}
}

// policyHeaders returns the headers that a response headers policy adds, with their values.
func policyHeaders(t *testing.T, properties map[string]any) map[string]string {
	t.Helper()
	config := property(t, properties, "ResponseHeadersPolicyConfig")
	security := property(t, config, "SecurityHeadersConfig")
	csp := property(t, security, "ContentSecurityPolicy", "ContentSecurityPolicy", "Fn::Sub", "0")
	got := map[string]string{
		"Content-Security-Policy": text(csp),
		"Referrer-Policy":         text(property(t, security, "ReferrerPolicy", "ReferrerPolicy")),
	}
	if property(t, security, "ContentTypeOptions", "Override") == true {
		got["X-Content-Type-Options"] = "nosniff"
	}
	hsts := property(t, security, "StrictTransportSecurity")
	got["Strict-Transport-Security"] = "max-age=" + strconv.Itoa(number(t, hsts, "AccessControlMaxAgeSec"))
	if property(t, hsts, "IncludeSubdomains") == true {
		got["Strict-Transport-Security"] += "; includeSubDomains"
	}
	for _, item := range list(property(t, config, "CustomHeadersConfig", "Items")) {
		got[text(property(t, item, "Header"))] = text(property(t, item, "Value"))
	}
	if cors, there := config.(map[string]any)["CorsConfig"]; there {
		got["Access-Control-Allow-Origin"] = text(property(t, cors, "AccessControlAllowOrigins", "Items"))
	}
	return got
}

// CloudFront's MaxTTL must be the age that a file's Cache-Control allows, and its MinTTL must not be
// longer. Pages have Cache-Control: no-cache, and CloudFront caches them for 60 s, since publishing
// invalidates them.
func TestCloudFrontCachesAsInHeadersJSON(t *testing.T) {
	s, set := web(t), headers.Read()
	_, by := behaviours(t, s)
	for _, k := range set.Kinds {
		for _, path := range k.Paths {
			config := property(t, s.Resources[by[path].cache].Properties, "CachePolicyConfig")
			least, most := number(t, config, "MinTTL"), number(t, config, "MaxTTL")
			age := max(directive(t, k.Cache, "max-age"), directive(t, k.Cache, "stale-while-revalidate"))
			if k.Cache == "no-cache" {
				age = 60
			}
			if least > age || most != age {
				t.Errorf("%s has Cache-Control %q, but MinTTL %d s and MaxTTL %d s", path, k.Cache, least, most)
			}
			for group, name := range map[string]string{
				"CookiesConfig":      "CookieBehavior",
				"HeadersConfig":      "HeaderBehavior",
				"QueryStringsConfig": "QueryStringBehavior",
			} {
				if got := property(t, config, "ParametersInCacheKeyAndForwardedToOrigin", group, name); got != "none" {
					t.Errorf("%s: %s is %v, want none", path, name, got)
				}
			}
		}
	}
}

// directive returns the value of a Cache-Control directive in seconds, or 0 without it.
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
