package iam

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"

	"homstyle.dev/planner/localstack/template"
)

// Names are the parts of ARNs that a request does not have.
type Names struct {
	Region  string
	Stage   string // of the WebSocket API
	Buckets []string
}

func (n Names) arn(service, resource string) string {
	return fmt.Sprintf("arn:aws:%s:%s:%s:%s", service, n.Region, template.Account, resource)
}

// calls returns the actions that a request needs permission for. It returns an error for a request
// that it does not know.
func (n Names) calls(r *http.Request) ([]Call, error) {
	target := r.Header.Get("X-Amz-Target")
	operation := target[strings.LastIndex(target, ".")+1:]
	switch {
	case strings.HasPrefix(target, "DynamoDB_"):
		return n.table(r, operation)
	case strings.HasPrefix(target, "AmazonSSM."):
		return n.parameters(r, operation)
	case strings.Contains(r.URL.Path, "/@connections/"):
		resource := fmt.Sprintf("%s/%s/%s/@connections/", template.APIID, n.Stage, r.Method)
		_, id, _ := strings.Cut(r.URL.Path, "/@connections/")
		return []Call{{Action: "execute-api:ManageConnections", Resource: n.arn("execute-api", resource+id)}}, nil
	case strings.HasPrefix(r.URL.Path, "/2015-03-31/functions/") && strings.HasSuffix(r.URL.Path, "/invocations"):
		name := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/2015-03-31/functions/"), "/invocations")
		arn := template.FunctionARN(n.Region, template.NameOfARN(name))
		return []Call{{Action: "lambda:InvokeFunction", Resource: arn}}, nil
	case r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/schedules/"):
		return n.schedule(r)
	case r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/model/") && strings.HasSuffix(r.URL.Path, "/converse"):
		return n.model(strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/model/"), "/converse")), nil
	}
	bucket, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if slices.Contains(n.Buckets, bucket) {
		return objects(r, bucket)
	}
	return nil, fmt.Errorf("unknown request %s %s %s", r.Method, r.URL.Path, target)
}

// text is the value of an attribute that is a text.
type text struct{ S string }

// key has the partition key of a row; a whole row has one, too.
type key struct {
	PK text `json:"pk"`
}

// rows is the part of a request to DynamoDB that has tables and keys.
type rows struct {
	TableName                 string
	Key, Item                 key
	KeyConditionExpression    string
	ExpressionAttributeValues map[string]text
	RequestItems              map[string]struct{ Keys []key }
	TransactItems             []map[string]rows
}

// actions are the actions of the parts of a transaction.
var actions = map[string]string{
	"Put": "dynamodb:PutItem", "Update": "dynamodb:UpdateItem", "Delete": "dynamodb:DeleteItem",
	"ConditionCheck": "dynamodb:ConditionCheckItem",
}

func (n Names) table(r *http.Request, operation string) ([]Call, error) {
	body, err := bodyOf(r)
	if err != nil {
		return nil, err
	}
	var in rows
	if err := json.Unmarshal(body, &in); err != nil {
		return nil, fmt.Errorf("%s: %w", operation, err)
	}
	on := func(action, table string, keys ...string) Call {
		return Call{Action: action, Resource: n.arn("dynamodb", "table/"+table), Keys: keys}
	}
	var calls []Call
	switch operation {
	case "GetItem", "UpdateItem", "DeleteItem":
		calls = []Call{on("dynamodb:"+operation, in.TableName, in.Key.PK.S)}
	case "PutItem":
		calls = []Call{on("dynamodb:PutItem", in.TableName, in.Item.PK.S)}
	case "Query":
		value, _, _ := strings.Cut(strings.TrimPrefix(in.KeyConditionExpression, "pk = "), " ")
		calls = []Call{on("dynamodb:Query", in.TableName, in.ExpressionAttributeValues[value].S)}
	case "BatchGetItem":
		for table, items := range in.RequestItems {
			call := on("dynamodb:BatchGetItem", table)
			for _, k := range items.Keys {
				call.Keys = append(call.Keys, k.PK.S)
			}
			calls = append(calls, call)
		}
	case "TransactWriteItems":
		for _, item := range in.TransactItems {
			for kind, part := range item {
				calls = append(calls, on(actions[kind], part.TableName, part.Key.PK.S+part.Item.PK.S))
			}
		}
	default:
		return nil, fmt.Errorf("unknown operation %s of DynamoDB", operation)
	}
	for _, c := range calls {
		for _, k := range c.Keys {
			if k == "" {
				return nil, fmt.Errorf("%s without a partition key: %s", operation, body)
			}
		}
	}
	return calls, nil
}

func (n Names) parameters(r *http.Request, operation string) ([]Call, error) {
	body, err := bodyOf(r)
	if err != nil {
		return nil, err
	}
	var in struct{ Path string }
	if err := json.Unmarshal(body, &in); err != nil || operation != "GetParametersByPath" {
		return nil, fmt.Errorf("unknown operation %s of Parameter Store: %w", operation, err)
	}
	resource := "parameter" + strings.TrimSuffix(in.Path, "/")
	return []Call{{Action: "ssm:GetParametersByPath", Resource: n.arn("ssm", resource)}}, nil
}

// schedule returns the actions of CreateSchedule.
func (n Names) schedule(r *http.Request) ([]Call, error) {
	body, err := bodyOf(r)
	if err != nil {
		return nil, err
	}
	var in struct {
		GroupName string
		Target    struct{ RoleArn string }
	}
	if err := json.Unmarshal(body, &in); err != nil || in.GroupName == "" || in.Target.RoleArn == "" {
		return nil, fmt.Errorf("CreateSchedule without a group or a role: %s, %w", body, err)
	}
	name := strings.TrimPrefix(r.URL.Path, "/schedules/")
	return []Call{
		{Action: "scheduler:CreateSchedule", Resource: n.arn("scheduler", "schedule/"+in.GroupName+"/"+name)},
		{Action: "iam:PassRole", Resource: in.Target.RoleArn, PassedTo: "scheduler.amazonaws.com"},
	}, nil
}

// geographies are the prefixes of the ids of inference profiles.
var geographies = []string{"us", "us-gov", "eu", "apac", "au", "ca", "jp", "global"}

// model returns the actions of Converse with a foundation model or an inference profile. A profile invokes its
// model in one of several regions, which need not be this one.
func (n Names) model(id string) []Call {
	invoke := func(resource, profile string) Call {
		return Call{Action: "bedrock:InvokeModel", Resource: resource, Profile: profile}
	}
	geography, model, _ := strings.Cut(id, ".")
	if !slices.Contains(geographies, geography) {
		return []Call{invoke("arn:aws:bedrock:"+n.Region+"::foundation-model/"+id, "")}
	}
	profile := n.arn("bedrock", "inference-profile/"+id)
	return []Call{invoke(profile, ""), invoke("arn:aws:bedrock:another-region-1::foundation-model/"+model, profile)}
}

// objects returns the actions of a request to S3 in path style, for the bucket with that name.
func objects(r *http.Request, name string) ([]Call, error) {
	bucket := "arn:aws:s3:::" + name
	object := bucket + strings.TrimPrefix(r.URL.Path, "/"+name)
	query := r.URL.Query()
	switch {
	case r.Method == http.MethodGet && query.Get("list-type") == "2":
		return []Call{{Action: "s3:ListBucket", Resource: bucket}}, nil
	case r.Method == http.MethodPost && query.Has("delete"):
		return deletions(r, bucket)
	case object == bucket || object == bucket+"/" || len(unknown(query)) > 0:
	case r.Method == http.MethodGet || r.Method == http.MethodHead:
		return []Call{{Action: "s3:GetObject", Resource: object}}, nil
	case r.Method == http.MethodPut && r.Header.Get("X-Amz-Copy-Source") != "":
		source := strings.TrimPrefix(r.Header.Get("X-Amz-Copy-Source"), "/")
		return []Call{
			{Action: "s3:GetObject", Resource: "arn:aws:s3:::" + source}, {Action: "s3:PutObject", Resource: object},
		}, nil
	case r.Method == http.MethodPut:
		calls := []Call{{Action: "s3:PutObject", Resource: object}}
		if r.Header.Get("X-Amz-Tagging") != "" {
			calls = append(calls, Call{Action: "s3:PutObjectTagging", Resource: object})
		}
		return calls, nil
	}
	return nil, fmt.Errorf("unknown request to S3: %s %s", r.Method, r.URL)
}

// unknown returns the parameters of a query that may select another action. The signature of a presigned URL is none.
func unknown(query url.Values) []string {
	var names []string
	for name := range query {
		if name != "x-id" && !strings.HasPrefix(name, "X-Amz-") {
			names = append(names, name)
		}
	}
	return names
}

// deletions returns the actions of a request that deletes several objects.
func deletions(r *http.Request, bucket string) ([]Call, error) {
	body, err := bodyOf(r)
	if err != nil {
		return nil, err
	}
	var in struct {
		Objects []struct{ Key string } `xml:"Object"`
	}
	if err := xml.Unmarshal(body, &in); err != nil {
		return nil, err
	}
	var calls []Call
	for _, o := range in.Objects {
		calls = append(calls, Call{Action: "s3:DeleteObject", Resource: bucket + "/" + o.Key})
	}
	return calls, nil
}
