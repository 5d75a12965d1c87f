package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

func TestCostEstimateSaysWhoIsCheapest(t *testing.T) {
	said := newBench(t).must(t, "cost", "estimate")
	for _, want := range []string{"a million stored moves", "5,000 viewers", "this stack\n", "Durable Objects\n", "paid plan", "2026-11-24", "Rooms of 5"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in\n%s", want, said)
		}
	}
}

func TestCostEstimateOfAMonth(t *testing.T) {
	b := newBench(t)
	asleep := b.must(t, "cost", "estimate", "-tabs", "1000")
	awake := b.must(t, "cost", "estimate", "-tabs", "1000", "-awake")
	if strings.Contains(asleep, "10.80") || !strings.Contains(awake, "  API Gateway, connection minutes             10.80") {
		t.Errorf("asleep\n%s\nawake\n%s", asleep, awake)
	}
}

func TestCostEstimateAsJSON(t *testing.T) {
	b := newBench(t)
	var usual, month shownEstimate
	for e, args := range map[*shownEstimate]string{&usual: "", &month: "-tabs 1000 -awake"} {
		if err := json.Unmarshal([]byte(b.must(t, strings.Fields("cost estimate -json "+args)...)), e); err != nil {
			t.Fatal(err)
		}
	}
	if len(usual.Cases) == 0 || usual.Cases[0].Cheapest != "Durable Objects" || usual.Cases[0].Functions == 0 || usual.Month != nil {
		t.Errorf("the usual cases are %+v", usual)
	}
	if len(month.Month) != 3 || month.Month[0].USD < 10.8 || len(month.Month[0].Lines) == 0 || month.Cases != nil {
		t.Errorf("the month is %+v", month)
	}
}

func TestCostEstimateRefusesHalfAMonth(t *testing.T) {
	for _, args := range []string{"cost estimate -hours 5", "cost estimate -people 2", "cost estimate -tabs -1"} {
		newBench(t).fails(t, 2, strings.Fields(args)...)
	}
}

func TestCostServeServesThePage(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	b := newBench(t)
	out, in := io.Pipe()
	b.stdout = in
	done := make(chan int, 1)
	go func() { done <- b.run(ctx, []string{"cost", "serve"}) }()
	line := make([]byte, 100)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	address := strings.TrimSpace(string(line[:n]))
	for _, file := range []string{"", "main.js", "model.js", "prices.json", "style.css"} {
		res, err := http.Get(address + file)
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != http.StatusOK {
			t.Errorf("%q: %s", file, res.Status)
		}
	}
	cancel()
	if code := <-done; code != 0 {
		t.Errorf("ended with %d: %s", code, b.err.String())
	}
}
