package template

import (
	"fmt"
	"strings"
)

// Account is the account id in local ARNs.
const Account = "000000000000"

// nameProperty is the property that sets a resource's physical name, by type.
var nameProperty = map[string]string{
	"AWS::Serverless::Function": "FunctionName",
	"AWS::Lambda::Function":     "FunctionName",
	"AWS::DynamoDB::Table":      "TableName",
	"AWS::S3::Bucket":           "BucketName",
	"AWS::Logs::LogGroup":       "LogGroupName",
}

// physicalName returns the value of !Ref for a resource: the name that the template sets, or a name
// of the stack's name and the logical id.
func (e *evaluator) physicalName(at *node, id string) (string, error) {
	res := e.root.field("Resources").field(id)
	if res == nil {
		return "", at.errorf("there is no parameter or resource %q", id)
	}
	kind, _ := res.field("Type").text()
	if set := res.field("Properties").field(nameProperty[kind]); set != nil {
		if e.busy[id] {
			return "", at.errorf("the name of %s depends on itself", id)
		}
		e.busy[id] = true
		defer delete(e.busy, id)
		v, err := e.eval(set)
		if err != nil {
			return "", err
		}
		if s, ok := v.text(); ok && v != noValue {
			return s, nil
		}
	}
	switch kind {
	case "AWS::Serverless::WebSocketApi", "AWS::ApiGatewayV2::Api":
		return APIID, nil
	case "AWS::S3::Bucket":
		return strings.ToLower(e.pseudo["AWS::StackName"] + "-" + id), nil
	case "AWS::ApiGatewayV2::Integration", "AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Authorizer":
		return id, nil
	}
	return e.pseudo["AWS::StackName"] + "-" + id, nil
}

// APIID is the id of the WebSocket API in local ARNs and events.
const APIID = "local"

// attribute returns the value of !GetAtt id.name.
func (e *evaluator) attribute(at *node, id, name string) (string, error) {
	res := e.root.field("Resources").field(id)
	if res == nil {
		return "", at.errorf("there is no resource %q", id)
	}
	physical, err := e.physicalName(at, id)
	if err != nil {
		return "", err
	}
	kind, _ := res.field("Type").text()
	region := e.pseudo["AWS::Region"]
	switch kind + " " + name {
	case "AWS::Serverless::Function Arn", "AWS::Lambda::Function Arn":
		return FunctionARN(region, physical), nil
	case "AWS::DynamoDB::Table Arn":
		return fmt.Sprintf("arn:aws:dynamodb:%s:%s:table/%s", region, Account, physical), nil
	case "AWS::DynamoDB::Table StreamArn":
		return fmt.Sprintf("arn:aws:dynamodb:%s:%s:table/%s/stream/local", region, Account, physical), nil
	case "AWS::S3::Bucket Arn":
		return "arn:aws:s3:::" + physical, nil
	case "AWS::SQS::Queue Arn":
		return fmt.Sprintf("arn:aws:sqs:%s:%s:%s", region, Account, physical), nil
	case "AWS::Logs::LogGroup Arn":
		return fmt.Sprintf("arn:aws:logs:%s:%s:log-group:%s:*", region, Account, physical), nil
	case "AWS::IAM::Role Arn":
		return fmt.Sprintf("arn:aws:iam::%s:role/%s", Account, physical), nil
	}
	return "", at.errorf("the local stack does not support attribute %s of %s (%s)", name, id, kind)
}

// FunctionARN returns the local ARN of the function with that physical name.
func FunctionARN(region, name string) string {
	return fmt.Sprintf("arn:aws:lambda:%s:%s:function:%s", region, Account, name)
}

// NameOfARN returns the physical name in a function's ARN, without an alias or version. It returns
// a name unchanged.
func NameOfARN(arn string) string {
	_, after, ok := strings.Cut(arn, ":function:")
	if !ok {
		return arn
	}
	name, _, _ := strings.Cut(after, ":")
	return name
}
