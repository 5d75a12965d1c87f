package architecture

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	goTestCommand = regexp.MustCompile("go test [^`\n]*")
	runFlag       = regexp.MustCompile(`-run[ =]'?([^ ']+)`)
	packagePath   = regexp.MustCompile(`(?:^|\s)\./([a-z][a-z0-9/_-]*)`)
	testFunction  = regexp.MustCompile(`(?m)^func ((?:Test|Fuzz)\w*)\(`)
	subtestName   = regexp.MustCompile(`(?m)^\s+"([A-Z]{2}\d\w*)":|t\.Run\("(.*?)"`) // of a contract suite, or of t.Run
)

// Each `go test … -run X` of README.md and CONTRIBUTING.md names packages that exist,
// and X matches a test in each of them.
func TestCommandsInDocumentsRunTests(t *testing.T) {
	commands := 0
	for _, document := range []string{"README.md", "CONTRIBUTING.md"} {
		text, err := os.ReadFile(filepath.Join(root, document))
		if err != nil {
			t.Fatal(err)
		}
		for _, command := range goTestCommand.FindAllString(string(text), -1) {
			if !runFlag.MatchString(command) {
				continue
			}
			commands++
			if problem := runsNothing(t, command); problem != "" {
				t.Errorf("%s: %s: %s", document, command, problem)
			}
		}
	}
	if commands < 2 {
		t.Errorf("found %d commands", commands)
	}
}

func TestCommandThatRunsNothingIsFound(t *testing.T) {
	for command, fails := range map[string]bool{
		"./shared/room -run LK3":            true, // LK3 is a subtest, and not of this package
		"./shared/dynamo -run LK3":          true,
		"./shared/dynamo -run /LK99":        true,
		"./shared/none -run Test":           true,
		"-run Test":                         true,
		"./shared/dynamo -run /LK3":         false,
		"./shared/dynamo -run 'Store/LK3'":  false,
		"./shared/roomtest -run Simulation": false,
	} {
		if problem := runsNothing(t, command); (problem != "") != fails {
			t.Errorf("%s: the problem is %q", command, problem)
		}
	}
}

// runsNothing returns why the command runs no test, or "". As in go test, what follows a
// slash in -run is the name of a subtest. Contract suites have theirs in another
// package, so a subtest may be one of any package in shared.
func runsNothing(t *testing.T, command string) string {
	t.Helper()
	packages := packagePath.FindAllStringSubmatch(command, -1)
	if len(packages) == 0 {
		return "names no package"
	}
	run := runFlag.FindStringSubmatch(command)[1]
	function, subtest, _ := strings.Cut(run, "/")
	for _, p := range packages {
		if !nameMatches(t, p[1]+"/*_test.go", testFunction, function) {
			return "no test function of " + p[1] + " matches " + run
		}
	}
	if subtest != "" && !nameMatches(t, "shared/*/*.go", subtestName, subtest) {
		return "no subtest matches " + run
	}
	return ""
}

// nameMatches tells whether a name that find captures in these files matches pattern.
func nameMatches(t *testing.T, files string, find *regexp.Regexp, pattern string) bool {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(root, files))
	if err != nil {
		t.Fatal(err)
	}
	wanted := regexp.MustCompile(pattern)
	for _, path := range paths {
		source, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range find.FindAllStringSubmatch(string(source), -1) {
			if wanted.MatchString(strings.Join(m[1:], "")) {
				return true
			}
		}
	}
	return false
}
