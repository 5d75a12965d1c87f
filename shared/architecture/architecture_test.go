// Package architecture tests which packages may import which.
package architecture

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	module = "homstyle.dev/planner/"
	root   = "../.."
)

// may has the packages of this module that each of its packages may import; tests may import more.
// functions → boot → {route, httpapi, dynamo, apigw, s3archive} → {wire, archive, usage, suggest} → room.
// What a function links (all but the last three) has no test double.
var may = map[string][]string{
	"shared/room":      {},
	"shared/wire":      {"shared/room"},
	"shared/roomplan":  {"shared/room"},
	"shared/pairs":     {},
	"shared/usage":     {"shared/room"},
	"shared/archive":   {"shared/room"},
	"shared/ratelimit": {},
	"shared/auth":      {"shared/room", "shared/wire"},
	"shared/pricing":   {"shared/usage"},
	"shared/dynamo":    {"shared/room", "shared/archive", "shared/usage"},
	"shared/s3archive": {"shared/room", "shared/archive"},
	"shared/scheduler": {"shared/room"},
	"shared/suggest":   {"shared/room", "shared/usage"},
	"shared/bedrock":   {"shared/room", "shared/suggest"},
	"shared/apigw":     {"shared/room", "shared/wire", "shared/ratelimit", "shared/usage"},
	"shared/route": {
		"shared/room", "shared/wire", "shared/auth", "shared/ratelimit", "shared/archive", "shared/usage",
	},
	"shared/httpapi": {
		"shared/room", "shared/roomplan", "shared/wire", "shared/auth", "shared/archive", "shared/usage",
		"shared/pricing", "shared/suggest",
	},
	"shared/boot": {
		"shared/room", "shared/auth", "shared/dynamo", "shared/s3archive", "shared/apigw", "shared/route",
		"shared/httpapi", "shared/scheduler", "shared/suggest", "shared/archive", "shared/pairs",
		"shared/ratelimit", "shared/usage",
	},
	"shared/roomtest/memory": {"shared/room", "shared/archive", "shared/usage"},
	"shared/roomtest": {
		"shared/room", "shared/archive", "shared/wire", "shared/apigw", "shared/route", "shared/ratelimit",
		"shared/usage", "shared/suggest",
		"shared/roomtest/memory",
	},
	"shared/roomtest/wiretest": {"shared/room", "shared/wire"},
}

// links has the packages that a function passes to boot, so that the others don't link them.
var links = map[string]bool{"functions/suggest shared/bedrock": true}

// outside has the packages that may import each other module.
var outside = map[string][]string{
	"github.com/aws/aws-lambda-go": {
		"shared/route", "shared/httpapi", "shared/boot", "shared/dynamo", "shared/roomtest", "localstack",
		"bench",
	},
	"github.com/aws/aws-sdk-go-v2": {
		"shared/boot", "shared/dynamo", "shared/apigw", "shared/s3archive", "shared/scheduler", "shared/bedrock",
		"localstack", "cmd", "bench",
	},
	"github.com/aws/smithy-go":  {"shared/dynamo", "shared/s3archive", "shared/bedrock", "localstack", "cmd"},
	"github.com/golang-jwt/jwt": {"shared/auth"},
	"github.com/go-json-experiment/json": {
		"shared/auth", "shared/wire", "shared/route", "shared/httpapi", "shared/dynamo", "shared/s3archive",
		"shared/apigw", "shared/scheduler", "shared/suggest", "shared/roomtest", "shared/pricing", "shared/pairs", "localstack",
		"cmd", "bench",
	},
	"github.com/coder/websocket":        {"localstack", "cmd", "shared/roomtest/wiretest", "bench"},
	"github.com/anishathalye/porcupine": {"shared/roomtest"},
	"github.com/johannesboyne/gofakes3": {"localstack"},
	"go.etcd.io/bbolt":                  {"localstack"},
	"go.yaml.in/yaml":                   {"localstack", "infra", "cmd/roomctl/catalog/feed"},
	"golang.org/x/time":                 {"localstack"},
	"golang.org/x/text":                 {"shared/suggest"},
	"github.com/shirou/gopsutil":        {"bench"},
	"gonum.org/v1/plot":                 {"bench"},
	"golang.org/x/sync": {
		"shared/archive", "shared/dynamo", "shared/route", "shared/roomtest", "shared/roomtest/wiretest",
		"localstack", "bench",
	},
}

// file is one Go file, and what it imports.
type file struct {
	path, folder string
	test         bool
	imports      []string
	doc          bool
	environment  bool // calls os.Getenv and the like
	lines        int
}

func files(t *testing.T) []file {
	t.Helper()
	var all []file
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		hidden := strings.HasPrefix(name, ".") && name != ".." && path != root
		if d.IsDir() && (name == "node_modules" || name == "testdata" || hidden) {
			return filepath.SkipDir
		}
		if strings.HasSuffix(name, ".go") {
			all = append(all, read(t, path))
		}
		return nil
	})
	if err != nil || len(all) < 50 {
		t.Fatalf("found %d Go files, %v", len(all), err)
	}
	return all
}

func read(t *testing.T, path string) file {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	rel, err := filepath.Rel(root, path)
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f := file{
		path: rel, folder: filepath.ToSlash(filepath.Dir(rel)), test: strings.HasSuffix(path, "_test.go"),
		doc:         parsed.Doc != nil,
		environment: strings.Contains(string(source), "os.Getenv") || strings.Contains(string(source), "os.LookupEnv"),
		lines:       strings.Count(string(source), "\n"),
	}
	for _, i := range parsed.Imports {
		f.imports = append(f.imports, strings.Trim(i.Path.Value, `"`))
	}
	return f
}

func TestDependenciesPointOneWay(t *testing.T) {
	for _, f := range files(t) {
		if f.test {
			continue
		}
		for _, path := range f.imports {
			ours, isOurs := strings.CutPrefix(path, module)
			allowed, listed := may[f.folder]
			if !listed && strings.HasPrefix(f.folder, "shared/") && f.folder != "shared/architecture" {
				t.Errorf("%s: what %s may import of ours is not said", f.path, f.folder)
			}
			if listed && isOurs && !slices.Contains(allowed, ours) {
				t.Errorf("%s imports %s; %s may import %v of ours", f.path, ours, f.folder, allowed)
			}
			if f.folder == "shared/room" && !isOurs && strings.Contains(path, ".") {
				t.Errorf("%s imports %s; the domain uses the standard library alone", f.path, path)
			}
			if strings.HasPrefix(f.folder, "functions/") && path != module+"shared/boot" && !links[f.folder+" "+ours] {
				t.Errorf("%s imports %s; a function only starts what boot builds", f.path, path)
			}
		}
	}
}

func TestOutsidePackagesStayWhereTheyBelong(t *testing.T) {
	for _, f := range files(t) {
		if f.test {
			continue
		}
		for _, path := range f.imports {
			for prefix, folders := range outside {
				if strings.HasPrefix(path, prefix) && !slices.ContainsFunc(folders, func(folder string) bool {
					return f.folder == folder || strings.HasPrefix(f.folder, folder+"/")
				}) {
					t.Errorf("%s imports %s, which belongs in %v", f.path, path, folders)
				}
			}
		}
	}
}

// What serves only local runs and tests, such as the table on disk, is in no function, not even through
// other packages.
func TestFunctionsLinkNothingLocal(t *testing.T) {
	imports := map[string][]string{} // by folder
	for _, f := range files(t) {
		if !f.test {
			imports[f.folder] = append(imports[f.folder], f.imports...)
		}
	}
	linked := map[string]string{} // the folders and outside packages, and who imports them
	var link func(folder string)
	link = func(folder string) {
		for _, path := range imports[folder] {
			ours, isOurs := strings.CutPrefix(path, module)
			if _, seen := linked[ours]; seen {
				continue
			}
			linked[ours] = folder
			if isOurs {
				link(ours)
			}
		}
	}
	for folder := range imports {
		if strings.HasPrefix(folder, "functions/") {
			link(folder)
		}
	}
	for path, by := range linked {
		for _, local := range []string{"localstack", "shared/roomtest", "go.etcd.io/bbolt"} {
			if path == local || strings.HasPrefix(path, local+"/") {
				t.Errorf("a function links %s, which %s imports", path, by)
			}
		}
	}
	if linked["shared/dynamo"] == "" {
		t.Error("no function links shared/dynamo: the test follows no imports")
	}
}

func TestOnePackageCommentEach(t *testing.T) {
	docs := map[string][]string{}
	for _, f := range files(t) {
		if _, seen := docs[f.folder]; !seen && !f.test {
			docs[f.folder] = nil
		}
		if f.doc && !f.test {
			docs[f.folder] = append(docs[f.folder], f.path)
		}
	}
	for folder, in := range docs {
		if len(in) != 1 {
			t.Errorf("%s has %d package comments: %v", folder, len(in), in)
		}
	}
}

func TestOnlyBootReadsTheEnvironment(t *testing.T) {
	for _, f := range files(t) {
		if f.environment && !f.test && strings.HasPrefix(f.folder, "shared/") && f.folder != "shared/boot" {
			t.Errorf("%s reads the environment; shared/boot does that", f.path)
		}
	}
}

func TestMainsOnlyWire(t *testing.T) {
	for _, f := range files(t) {
		if strings.HasPrefix(f.folder, "functions/") && f.lines > 25 {
			t.Errorf("%s has %d lines, a main at most 25", f.path, f.lines)
		}
	}
}
