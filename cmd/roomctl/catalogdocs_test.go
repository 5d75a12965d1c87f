package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var fenced = regexp.MustCompile("(?ms)^```(\\w+)\n(.*?)^```$")

// The samples of docs/catalog.md are run as written, in their order: the XML and YAML are the files, each line of a sh
// block is run, and a text block is what the commands before it print.
func TestSamplesOfTheDocumentRunAsWritten(t *testing.T) {
	document, err := os.ReadFile("../../docs/catalog.md")
	if err != nil {
		t.Fatal(err)
	}
	b, dir := newTestApp(t), t.TempDir()
	t.Chdir(dir)
	printed, ran := "", 0
	for _, block := range fenced.FindAllStringSubmatch(string(document), -1) {
		switch language, text := block[1], block[2]; language {
		case "xml":
			write(t, filepath.Join(dir, "feed.xml"), text)
		case "yaml":
			write(t, filepath.Join(dir, "mapping.yaml"), text)
		case "sh":
			printed = ""
			for line := range strings.Lines(text) {
				out := b.must(t, strings.Fields(line)[1:]...)
				printed += b.err.String() + out
				ran++
			}
		case "text":
			if printed != text {
				t.Errorf("printed\n%s, the document has\n%s", printed, text)
			}
		}
	}
	if ran < 4 {
		t.Errorf("ran %d commands", ran)
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
