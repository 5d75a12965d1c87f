package main

import (
	"testing"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
)

func TestAWS_attemptsAreBounded(t *testing.T) {
	t.Setenv("AWS_REGION", "eu-north-1")
	c, err := loadConfig(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	client, ok := c.HTTPClient.(*awshttp.BuildableClient)
	if !ok || client.GetTransport().ResponseHeaderTimeout != answerTimeout {
		t.Errorf("%T, %+v", c.HTTPClient, client)
	}
	table := tableClient(c).Options()
	if table.Retryer.MaxAttempts() != 4 {
		t.Errorf("the table is asked up to %d times, want the store's own policy", table.Retryer.MaxAttempts())
	}
}
