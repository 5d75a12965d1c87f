package pricing

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
	"time"

	"homstyle.dev/planner/shared/usage"
)

func prices(t *testing.T) PriceList {
	t.Helper()
	l, err := Prices()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestEveryPriceHasItsSource(t *testing.T) {
	l := prices(t)
	if _, err := time.Parse(time.DateOnly, l.Date); err != nil || l.Region == "" || l.Currency != "USD" {
		t.Errorf("the list is of %q, %q, in %q", l.Date, l.Region, l.Currency)
	}
	for name, p := range l.Prices {
		if p.USD <= 0 || p.Per <= 0 || p.Unit == "" || p.Source == "" {
			t.Errorf("%s is %+v", name, p)
		}
	}
}

func TestUS4_usageBillAddsUpAtListPrices(t *testing.T) {
	l := prices(t)
	for _, c := range []struct {
		line string
		use  usage.Usage
		usd  float64
	}{
		{"API Gateway, messages", usage.Usage{In: 1e6, Out: 4e6}, 5},
		{"API Gateway, connection minutes", usage.Usage{Minutes: 4e6}, 1},
		{"Lambda", usage.Usage{Invocations: 1e6, Millis: 4e9}, 0.2 + 13.3334},
		{"DynamoDB", usage.Usage{Writes: 1e6, Reads: 1e6}, 0.75},
		{"egress", usage.Usage{Bytes: 1e9}, 0.09},
	} {
		bill := l.UsageBill(c.use)
		for _, line := range bill {
			if want := map[bool]float64{true: c.usd}[line.What == c.line]; math.Abs(line.USD-want) > 1e-9 {
				t.Errorf("%+v: %s costs %v, want %v", c.use, line.What, line.USD, want)
			}
		}
		if got := bill.Total(); math.Abs(got-c.usd) > 1e-9 {
			t.Errorf("%+v costs %v, want %v", c.use, got, c.usd)
		}
	}
}

func TestFunctionMemoryIsThatOfTheTemplate(t *testing.T) {
	template, err := os.ReadFile("../../template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	global := regexp.MustCompile(`(?m)^  MemorySize:\n(?:    .*\n)*?    Default: (\d+)$`).FindSubmatch(template)
	if global == nil {
		t.Fatal("template.yaml has no default for MemorySize")
	}
	if mb, err := strconv.ParseFloat(string(global[1]), 64); err != nil || mb/1024 != FunctionMemoryGB {
		t.Errorf("template.yaml says %s MB, the bill %v GB", global[1], FunctionMemoryGB)
	}
}
