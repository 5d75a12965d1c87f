// Command echo is a Lambda function for the tests of package runtime: it does
// what its payload says.
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
)

type order struct {
	Do   string `json:"do"`
	Text string `json:"text"`
}

func main() {
	if os.Getenv("FAIL_INIT") != "" {
		os.Exit(3)
	}
	lambda.Start(carryOut)
}

func carryOut(ctx context.Context, o order) (string, error) {
	switch o.Do {
	case "fail":
		return "", errors.New(o.Text)
	case "panic":
		panic(o.Text)
	case "exit":
		os.Exit(7)
	case "wait": // and tell the address in the text, if any, that it waits
		if o.Text != "" {
			if res, err := http.Get(o.Text); err == nil {
				_ = res.Body.Close()
			}
		}
		select {}
	case "env":
		return os.Getenv(o.Text), nil
	case "pid":
		return fmt.Sprint(os.Getpid()), nil
	case "request":
		lc, _ := lambdacontext.FromContext(ctx)
		_, hasDeadline := ctx.Deadline()
		return fmt.Sprintf("%t %s %t", lc.AwsRequestID != "", lc.InvokedFunctionArn, hasDeadline), nil
	}
	return o.Text, nil
}
