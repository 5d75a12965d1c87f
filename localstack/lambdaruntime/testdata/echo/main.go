// Command echo is a Lambda function for the tests of package lambdaruntime. It executes the order in
// its payload.
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

// order is what the function does, and the text that it needs for that.
type order struct {
	Do   string `json:"do"`
	Text string `json:"text"`
}

func main() {
	if os.Getenv("FAIL_INIT") != "" {
		os.Exit(3)
	}
	lambda.Start(execute)
}

func execute(ctx context.Context, o order) (string, error) {
	switch o.Do {
	case "fail":
		return "", errors.New(o.Text)
	case "panic":
		panic(o.Text)
	case "exit":
		os.Exit(7)
	case "wait": // first send a request to the URL in Text, if there is one
		if o.Text != "" {
			if res, err := http.Get(o.Text); err == nil {
				_ = res.Body.Close()
			}
		}
		select {}
	case "get": // answers when the URL in Text has answered
		res, err := http.Get(o.Text)
		if err != nil {
			return "", err
		}
		_ = res.Body.Close()
		return fmt.Sprint(os.Getpid()), nil
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
