package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/cmd/roomctl/cost"
)

func TestCostEstimateNamesTheCheapestAlternative(t *testing.T) {
	output := newTestApp(t).must(t, "cost", "estimate")
	for _, want := range []string{
		"a million stored moves", "5,000 viewers", "this stack\n", "Durable Objects\n",
		"plan of 5", "2026-11-24", "Rooms of 5",
	} {
		if !strings.Contains(output, want) {
			t.Errorf("no %q in\n%s", want, output)
		}
	}
}

func TestCostEstimateOfAMonth(t *testing.T) {
	b := newTestApp(t)
	asleep := b.must(t, "cost", "estimate", "-tabs", "1000")
	awake := b.must(t, "cost", "estimate", "-tabs", "1000", "-awake")
	const minutes = "  API Gateway, connection minutes             10.80"
	if strings.Contains(asleep, minutes) || !strings.Contains(awake, minutes) {
		t.Errorf("asleep\n%s\nawake\n%s", asleep, awake)
	}
}

func TestCostEstimateOfWishesAndLearning(t *testing.T) {
	b := newTestApp(t)
	wantContains(t, b.must(t, "cost", "estimate", "-wishes", "1000"), "\nThis stack                                    0.17\n",
		"  Bedrock, tokens                             0.16\n")
	wantContains(t, b.must(t, "cost", "estimate", "-learned", "100000"), "\nThis stack                                    1.26\n",
		"  S3                                          1.21\n")
}

func TestCostEstimateAsJSON(t *testing.T) {
	b := newTestApp(t)
	var typical, month cost.Estimate
	for e, args := range map[*cost.Estimate]string{&typical: "", &month: "-tabs 1000 -awake"} {
		if err := json.Unmarshal([]byte(b.must(t, strings.Fields("cost estimate -json "+args)...)), e); err != nil {
			t.Fatal(err)
		}
	}
	if len(typical.Cases) == 0 || typical.Cases[0].Cheapest != "Durable Objects" || typical.Cases[0].Functions == 0 ||
		typical.Month != nil || typical.Cheapest != "" {
		t.Errorf("the typical cases are %+v", typical)
	}
	if len(month.Month) != 3 || month.Month[0].USD < 10.8 || len(month.Month[0].Lines) == 0 ||
		month.Cases != nil || !strings.HasPrefix(month.Cheapest, "Durable Objects") {
		t.Errorf("the month is %+v", month)
	}
}

func TestCostEstimateRejectsIncompleteMonths(t *testing.T) {
	for _, args := range []string{"-hours 5", "-people 2", "-tabs -1", "-tabs NaN", "-people 2 -hours 1 -direct 1.5"} {
		newTestApp(t).fails(t, 2, strings.Fields("cost estimate "+args)...)
	}
}

// serveCosts runs cost serve until the test ends, and returns its address.
func serveCosts(t *testing.T) string {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	b := newTestApp(t)
	out, in := io.Pipe()
	b.stdout = in
	done := make(chan int, 1)
	go func() {
		code := b.run(ctx, []string{"cost", "serve"})
		_ = in.Close() // so that a command that fails at once ends the wait for its address
		done <- code
	}()
	t.Cleanup(func() {
		cancel()
		if code := <-done; code != 0 {
			t.Errorf("ended with %d: %s", code, b.err.String())
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatalf("no address: %v", err)
	}
	return strings.TrimSpace(line)
}

// get returns the status, the content type and the body.
func get(t *testing.T, url string) (status int, kind, body string) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, res.Header.Get("Content-Type"), string(text)
}

func TestCostServeServesThePage(t *testing.T) {
	address := serveCosts(t)
	for _, file := range []string{"", "main.js", "prices", "style.css"} {
		if status, _, _ := get(t, address+file); status != http.StatusOK {
			t.Errorf("%q: %d", file, status)
		}
	}
	_, _, prices := get(t, address+"prices")
	for _, name := range []string{"aws", "apiMessage", "others", "workersPlan", "included", "dragsPerMinute"} {
		if !strings.Contains(prices, `"`+name+`": {`) {
			t.Errorf("no %s in the prices\n%s", name, prices)
		}
	}
	if _, _, page := get(t, address); !strings.Contains(page, "default-src 'none'; script-src 'self'") {
		t.Errorf("the page has no strict Content-Security-Policy:\n%s", page)
	}
}

func TestCostServeReturnsWhatTheCommandPrints(t *testing.T) {
	address := serveCosts(t)
	for query, flags := range map[string]string{
		"":                                 "",
		"?people=2&hours=7":                "-people 2 -hours 7",
		"?tabs=1000&viewers=50&awake=true": "-tabs 1000 -viewers 50 -awake",
		"?people=5&hours=7&tabs=1000&viewers=50&awake=false":    "-people 5 -hours 7 -tabs 1000 -viewers 50",
		"?tabs=0&wishes=1000&learned=5000":                      "-wishes 1000 -learned 5000",
		"?people=0&hours=0&tabs=0&viewers=0&awake=false":        "-tabs 0",
		"?people=1e9&hours=1e9&tabs=1e9&viewers=1e9&awake=true": "-people 1e9 -hours 1e9 -tabs 1e9 -viewers 1e9 -awake",
	} {
		want := newTestApp(t).must(t, strings.Fields("cost estimate -json "+flags)...)
		status, kind, got := get(t, address+"estimate"+query)
		if status != http.StatusOK || kind != "application/json" || got != want {
			t.Errorf("the response to %s is %d, %s\n%s\nwant the command's output\n%s", query, status, kind, got, want)
		}
	}
}

func TestCostServeRejectsInvalidParameters(t *testing.T) {
	address := serveCosts(t)
	for query, want := range map[string]string{
		"hours=5":               "people and hours",
		"people=2&hours=0":      "people and hours",
		"tabs=-1":               "tabs must be a number from 0 to 1000000000, not -1",
		"viewers=NaN":           "viewers must be",
		"people=2&hours=Inf":    "hours must be",
		"tabs=1e10":             "tabs must be",
		"wishes=-1":             "wishes must be",
		"learned=1e10":          "learned must be",
		"tabs=many":             `tabs="many"`,
		"tabs=":                 `tabs=""`,
		"awake=perhaps":         `awake="perhaps"`,
		"tabs=1&tabs=2":         "tabs must be given once",
		"tabs=1&sliders=2":      `no parameter "sliders"`,
		"tabs=1;viewers=2":      "key=value",
		"json=true":             `no parameter "json"`,
		"people=%zz&hours=true": "key=value",
	} {
		status, kind, output := get(t, address+"estimate?"+query)
		if status != http.StatusBadRequest || !strings.HasPrefix(kind, "text/plain") {
			t.Errorf("the response to %s is %d, %s; want 400, text/plain", query, status, kind)
		}
		wantContains(t, output, want)
	}
}
