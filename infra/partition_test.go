package infra

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

var principal = regexp.MustCompile(`Service: [a-z]+\.amazonaws\.com`)

// The domain of AWS is another one in other partitions, such as amazonaws.com.cn in China, and so is
// the partition in ARNs.
func TestTemplatesNameNoPartition(t *testing.T) {
	for _, name := range []string{"../template.yaml", "alarms.yaml", "backup.yaml", "budget.yaml", "release.yaml", "web.yaml"} {
		source, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(source), "\n") {
			// Names of services as principals end with amazonaws.com in each partition.
			line = principal.ReplaceAllString(line, "")
			if strings.Contains(line, "Pattern") || strings.Contains(line, "Description") {
				continue // examples
			}
			if strings.Contains(line, "amazonaws.com") || strings.Contains(line, "arn:aws") {
				t.Errorf("%s:%d names the partition: %s", name, i+1, strings.TrimSpace(line))
			}
		}
	}
}
