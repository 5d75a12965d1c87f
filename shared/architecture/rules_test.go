package architecture

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	ruleInSpec = regexp.MustCompile(`(?m)^- \*\*([A-Z]{2}\d{1,2})\*\*`)
	// A line that names a test: a Go function, an entry of a contract suite, or one
	// of vitest's.
	namesATest = regexp.MustCompile(
		`^func (Test|Fuzz)|^\s*"[A-Z]{2}\d|\b(test|it|describe|t\.Run)(\.each\(.*\))?\(|^\s*"rule":`)
	ruleInName = regexp.MustCompile(`(?:^|[^A-Za-z0-9]|Test|Fuzz)([A-Z]{2}\d{1,2})(?:[^A-Za-z0-9]|$)`)
)

// Every rule of SPEC.md is in the name of a test, and no test names a rule that is
// not there.
func TestEveryRuleHasATest(t *testing.T) {
	spec, err := os.ReadFile(filepath.Join(root, "SPEC.md"))
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]bool{}
	for _, m := range ruleInSpec.FindAllStringSubmatch(string(spec), -1) {
		rules[m[1]] = false
	}
	if len(rules) < 60 {
		t.Fatalf("found %d rules in SPEC.md", len(rules))
	}
	for _, folder := range []string{"shared", "localstack", "infra", "cmd", "web/test", "web/e2e"} {
		walkTests(t, filepath.Join(root, folder), func(path, rule string) {
			if _, known := rules[rule]; !known {
				t.Errorf("%s names %s, which SPEC.md does not have", path, rule)
			}
			rules[rule] = true
		})
	}
	for rule, tested := range rules {
		if !tested {
			t.Errorf("no test names %s", rule)
		}
	}
}

// walkTests calls found for every rule in the name of a test below folder.
func walkTests(t *testing.T, folder string, found func(path, rule string)) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && d.Name() == "node_modules" {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".ts") && d.Name() != "merge.json" {
			return nil
		}
		source, err := os.ReadFile(path)
		for line := range strings.Lines(string(source)) {
			if !namesATest.MatchString(line) {
				continue
			}
			for rest := line; ; {
				m := ruleInName.FindStringSubmatchIndex(rest)
				if m == nil {
					break
				}
				found(path, rest[m[2]:m[3]])
				rest = rest[m[3]:]
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
