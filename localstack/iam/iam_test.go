package iam

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"homstyle.dev/planner/localstack/template"
)

var names = Names{Region: "us-east-1", Stage: "v1", Buckets: []string{"rooms", "pages"}}

func request(t *testing.T, method, url, target, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if target != "" {
		r.Header.Set("X-Amz-Target", target)
	}
	return r
}

// copying returns a request that copies an object of S3.
func copying(t *testing.T, from, to string) *http.Request {
	t.Helper()
	r := request(t, "PUT", to, "", "")
	r.Header.Set("X-Amz-Copy-Source", from)
	return r
}

func TestCalls(t *testing.T) {
	const dynamo, ssm = "DynamoDB_20120810.", "AmazonSSM."
	const row = `"pk":{"S":"ROOM#a"},"sk":{"S":"META"},"n":{"N":"1"},"m":{"M":{}},"b":{"BOOL":true}`
	for want, r := range map[string]*http.Request{
		"dynamodb:GetItem on arn:aws:dynamodb:us-east-1:000000000000:table/t, keys ROOM#a": request(t, "POST", "http://db/",
			dynamo+"GetItem", `{"TableName":"t","ConsistentRead":true,"Key":{`+row+`}}`),
		"dynamodb:PutItem on arn:aws:dynamodb:us-east-1:000000000000:table/t, keys ROOM#a": request(t, "POST", "http://db/",
			dynamo+"PutItem", `{"TableName":"t","Item":{`+row+`}}`),
		"dynamodb:Query on arn:aws:dynamodb:us-east-1:000000000000:table/t, keys ROOM#a": request(t, "POST", "http://db/",
			dynamo+"Query", `{"TableName":"t","KeyConditionExpression":"pk = :pk AND begins_with(sk, :a)",`+
				`"ExpressionAttributeValues":{":pk":{"S":"ROOM#a"},":a":{"S":"ITEM#"}}}`),
		"dynamodb:BatchGetItem on arn:aws:dynamodb:us-east-1:000000000000:table/t, keys ROOM#a ROOM#a": request(t, "POST",
			"http://db/", dynamo+"BatchGetItem", `{"RequestItems":{"t":{"Keys":[{`+row+`},{`+row+`}]}}}`),
		"dynamodb:UpdateItem on arn:aws:dynamodb:us-east-1:000000000000:table/t, keys ROOM#a; " +
			"dynamodb:ConditionCheckItem on arn:aws:dynamodb:us-east-1:000000000000:table/t, keys ROOM#a": request(t, "POST",
			"http://db/", dynamo+"TransactWriteItems", `{"TransactItems":[{"Update":{"TableName":"t","Key":{`+row+`}}},`+
				`{"ConditionCheck":{"TableName":"t","Key":{`+row+`}}}]}`),
		"ssm:GetParametersByPath on arn:aws:ssm:us-east-1:000000000000:parameter/k/keys": request(t, "POST", "http://aws/",
			ssm+"GetParametersByPath", `{"Path":"/k/keys/","WithDecryption":true}`),
		"execute-api:ManageConnections on arn:aws:execute-api:us-east-1:000000000000:local/v1/POST/@connections/c=": request(t,
			"POST", "http://aws/v1/@connections/c=", "", `{}`),
		"lambda:InvokeFunction on arn:aws:lambda:us-east-1:000000000000:function:f": request(t, "POST",
			"http://aws/2015-03-31/functions/f/invocations", "", `{}`),
		"scheduler:CreateSchedule on arn:aws:scheduler:us-east-1:000000000000:schedule/g/n; iam:PassRole on arn:r": request(t,
			"POST", "http://aws/schedules/n", "", `{"GroupName":"g","Target":{"RoleArn":"arn:r"}}`),
		"s3:GetObject on arn:aws:s3:::rooms/rooms/a/x.json":                          request(t, "GET", "http://aws/rooms/rooms/a/x.json?x-id=GetObject", "", ""),
		"s3:PutObject on arn:aws:s3:::rooms/a":                                       request(t, "PUT", "http://aws/rooms/a?x-id=PutObject", "", "x"),
		"s3:GetObject on arn:aws:s3:::rooms/a; s3:PutObject on arn:aws:s3:::rooms/b": copying(t, "rooms/a", "http://aws/rooms/b"),
		"s3:ListBucket on arn:aws:s3:::rooms":                                        request(t, "GET", "http://aws/rooms?list-type=2&prefix=a", "", ""),
		"s3:PutObject on arn:aws:s3:::pages/catalog/pairs.json":                      request(t, "PUT", "http://aws/pages/catalog/pairs.json?x-id=PutObject", "", "x"),
		"s3:PutObject on arn:aws:s3:::rooms/uploads/a":                               request(t, "PUT", "http://aws/rooms/uploads/a?X-Amz-Signature=a&X-Amz-Expires=60", "", "x"),
		"bedrock:InvokeModel on arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0": request(t,
			"POST", "http://aws/model/amazon.nova-lite-v1%3A0/converse", "", `{}`),
		"bedrock:InvokeModel on arn:aws:bedrock:us-east-1:000000000000:inference-profile/eu.amazon.nova-lite-v1:0; " +
			"bedrock:InvokeModel on arn:aws:bedrock:another-region-1::foundation-model/amazon.nova-lite-v1:0": request(t,
			"POST", "http://aws/model/eu.amazon.nova-lite-v1%3A0/converse", "", `{}`),
		"s3:DeleteObject on arn:aws:s3:::rooms/a; s3:DeleteObject on arn:aws:s3:::rooms/b": request(t, "POST",
			"http://aws/rooms?delete=", "", `<Delete><Object><Key>a</Key></Object><Object><Key>b</Key></Object></Delete>`),
	} {
		body, err := bodyOf(r)
		if err != nil {
			t.Fatal(err)
		}
		calls, err := names.calls(r)
		var got []string
		for _, c := range calls {
			got = append(got, c.String())
		}
		if err != nil || strings.Join(got, "; ") != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
		if after, err := io.ReadAll(r.Body); err != nil || string(after) != string(body) {
			t.Errorf("the body is %q after the check, %v", after, err)
		}
	}
}

// What the package does not know must be refused, not allowed.
func TestCalls_unknown(t *testing.T) {
	for name, r := range map[string]*http.Request{
		"scan":      request(t, "POST", "http://db/", "DynamoDB_20120810.Scan", `{"TableName":"t"}`),
		"no key":    request(t, "POST", "http://db/", "DynamoDB_20120810.GetItem", `{"TableName":"t","Key":{}}`),
		"parameter": request(t, "POST", "http://aws/", "AmazonSSM.PutParameter", `{}`),
		"versions":  request(t, "GET", "http://aws/rooms?versions", "", ""),
		"tags":      request(t, "GET", "http://aws/rooms/a?tagging", "", ""),
		"schedule":  request(t, "POST", "http://aws/schedules/n", "", `{"GroupName":"g","Target":{}}`),
		"invoke":    request(t, "POST", "http://aws/model/m/invoke", "", ""),
		"other":     request(t, "GET", "http://aws/other/a", "", ""),
	} {
		if calls, err := names.calls(r); err == nil {
			t.Errorf("%s: %v", name, calls)
		}
	}
}

func TestAllows(t *testing.T) {
	policy := []template.Statement{
		{
			Actions: []string{"dynamodb:GetItem", "dynamodb:Query"}, Resources: []string{"arn:table/t"},
			LeadingKeys: []string{"ROOM#*", "USE#*"},
		},
		{Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::b/rooms/*"}},
		{Actions: []string{"bedrock:InvokeModel"}, Resources: []string{"arn:*:model/m"}, Profiles: []string{"arn:profile"}},
		{Actions: []string{"iam:PassRole"}, Resources: []string{"arn:r"}, PassedTo: []string{"scheduler.amazonaws.com"}},
	}
	for name, tt := range map[string]struct {
		call Call
		want bool
	}{
		"key":                       {Call{Action: "dynamodb:GetItem", Resource: "arn:table/t", Keys: []string{"ROOM#a"}}, true},
		"keys of both":              {Call{Action: "dynamodb:Query", Resource: "arn:table/t", Keys: []string{"ROOM#a", "USE#b"}}, true},
		"another key":               {Call{Action: "dynamodb:GetItem", Resource: "arn:table/t", Keys: []string{"ROOM#a", "CONN#b"}}, false},
		"another action":            {Call{Action: "dynamodb:PutItem", Resource: "arn:table/t", Keys: []string{"ROOM#a"}}, false},
		"another table":             {Call{Action: "dynamodb:GetItem", Resource: "arn:table/u", Keys: []string{"ROOM#a"}}, false},
		"object":                    {Call{Action: "s3:GetObject", Resource: "arn:aws:s3:::b/rooms/a/history/1.json"}, true},
		"role":                      {Call{Action: "iam:PassRole", Resource: "arn:r", PassedTo: "scheduler.amazonaws.com"}, true},
		"role of Lambda":            {Call{Action: "iam:PassRole", Resource: "arn:r", PassedTo: "lambda.amazonaws.com"}, false},
		"model through its profile": {Call{Action: "bedrock:InvokeModel", Resource: "arn:r:model/m", Profile: "arn:profile"}, true},
		"model through another":     {Call{Action: "bedrock:InvokeModel", Resource: "arn:r:model/m", Profile: "arn:other"}, false},
		"model alone":               {Call{Action: "bedrock:InvokeModel", Resource: "arn:r:model/m"}, false},
		"another folder":            {Call{Action: "s3:GetObject", Resource: "arn:aws:s3:::b/uploads/a"}, false},
	} {
		if got := Allows(policy, tt.call); got != tt.want {
			t.Errorf("%s: allowed %v, want %v", name, got, tt.want)
		}
	}
}

func TestGuard_refusesWhatTheRoleDoesNotAllow(t *testing.T) {
	g := &Guard{Names: names}
	sent := 0
	next := transport(func(r *http.Request) (*http.Response, error) {
		sent++
		return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: r}, nil
	})
	f := template.Function{ID: "F", Policy: []template.Statement{
		{Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::rooms/rooms/*"}},
	}}
	client := http.Client{Transport: g.Transport(f, next)}
	served := g.Handler(f, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { sent++ }))
	for url, want := range map[string]int{
		"http://aws/rooms/rooms/a": http.StatusOK, "http://aws/rooms/uploads/a": http.StatusForbidden,
	} {
		res, err := client.Do(request(t, "GET", url, "", ""))
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		if res.StatusCode != want {
			t.Errorf("%s: %s", url, res.Status)
		}
		w := httptest.NewRecorder()
		served.ServeHTTP(w, httptest.NewRequest("GET", url, nil))
		if denied := strings.Contains(w.Body.String(), "AccessDeniedException"); w.Code != want || denied != (want == http.StatusForbidden) {
			t.Errorf("%s, of a handler: %d %s", url, w.Code, w.Body)
		}
	}
	const uploads = "F: s3:GetObject on arn:aws:s3:::rooms/uploads/a"
	if got := g.Denied(); sent != 2 || !slices.Equal(got, []string{uploads, uploads}) {
		t.Errorf("%d sent, denied %q", sent, got)
	}
	if got := g.Done(); !slices.Equal(got, []string{"F s3:GetObject"}) {
		t.Errorf("done %q", got)
	}
}
