package architecture

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var markdownLink = regexp.MustCompile(`\]\(([^)]+)\)`)

// README.md's section "Read it" links the files to read after SPEC.md, the last of them
// replica.ts, and states how many lines they have, rounded to the nearest 100.
func TestReadingOrderStatesItsLines(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	paragraph := readingOrder(string(readme))
	links := markdownLink.FindAllStringSubmatch(paragraph, -1)
	if len(links) < 5 {
		t.Fatalf("found %d files to read in\n%s", len(links), paragraph)
	}
	total := 0
	for _, link := range links {
		source, err := os.ReadFile(filepath.Join(root, link[1]))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(string(source), "\n")
		total += lines
		t.Logf("%5d  %s", lines, link[1])
	}
	t.Logf("%5d  in all", total)
	if want := stated(total); !strings.Contains(paragraph, want) {
		t.Errorf("the files have %d lines; README.md must say %q:\n%s", total, want, paragraph)
	}
}

// readingOrder returns what follows the link to SPEC.md, up to that to replica.ts.
func readingOrder(readme string) string {
	_, section, _ := strings.Cut(readme, "\n## Read it\n")
	_, order, _ := strings.Cut(section, "(SPEC.md)")
	order, _, found := strings.Cut(order, "replica.ts)")
	if !found {
		return ""
	}
	return order + "replica.ts)"
}

func stated(lines int) string {
	n := int(math.Round(float64(lines)/100)) * 100
	if n >= 1000 {
		return fmt.Sprintf("about %d,%03d lines", n/1000, n%1000)
	}
	return fmt.Sprintf("about %d lines", n)
}
