package infra

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
)

var (
	quotaCode      = regexp.MustCompile("`(L-[^`]*)`")
	validQuotaCode = regexp.MustCompile(`^L-[0-9A-F]{8}$`)
	// namedDefault is a parameter of the template followed by its default, such as `MaxPeers` (5,500).
	namedDefault = regexp.MustCompile("`([A-Z][A-Za-z]+)` \\(([0-9,]+)\\)")
)

// The page must have the defaults of the template, and codes that Service Quotas accepts.
func TestQuotasHasTheDefaultsOfTheTemplate(t *testing.T) {
	page, err := os.ReadFile("../docs/quotas.md")
	if err != nil {
		t.Fatal(err)
	}
	s := expanded(t)
	named := namedDefault.FindAllStringSubmatch(string(page), -1)
	if len(named) < 5 {
		t.Errorf("the page names %d defaults, want 5 or more", len(named))
	}
	for _, match := range named {
		name, want := match[1], strings.ReplaceAll(match[2], ",", "")
		if _, there := s.Parameters[name]; !there {
			t.Errorf("the template has no parameter %s", name)
		} else if got := fmt.Sprint(s.Parameters[name].Default); got != want {
			t.Errorf("the page says that %s is %s by default, but it is %s", name, want, got)
		}
	}
	for _, match := range quotaCode.FindAllStringSubmatch(string(page), -1) {
		if !validQuotaCode.MatchString(match[1]) {
			t.Errorf("%s is not a quota code", match[1])
		}
	}
}

// The page counts the roles and policies of a stack.
func TestQuotasCountsRolesAndPolicies(t *testing.T) {
	page, err := os.ReadFile("../docs/quotas.md")
	if err != nil {
		t.Fatal(err)
	}
	s := expanded(t)
	count := func(kind string, parameters map[string]string) int { return len(s.with(t, parameters).idsOfType(kind)) }
	roles, policies := count("AWS::IAM::Role", nil), count("AWS::IAM::ManagedPolicy", nil)
	if more := count("AWS::IAM::ManagedPolicy", ownKey) - policies; roles != 15 || policies != 4 || more != 4 {
		t.Errorf("%d roles, %d policies and %d more with a key: count them in docs/quotas.md again", roles, policies, more)
	}
	for _, want := range []string{"15 for a stage, one more with `BackupDays`", "four for a stage, four more with `KmsKeyArn`"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("docs/quotas.md does not say %q", want)
		}
	}
}
