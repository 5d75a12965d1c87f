package template

import (
	"strings"
	"testing"
)

// evalText returns the template's evaluated Value as text.
func evalText(t *testing.T, value string) (string, error) {
	t.Helper()
	const head = `
Parameters:
  Yes: {Type: String, Default: "yes"}
  List: {Type: CommaDelimitedList, Default: "a, b,c"}
Mappings:
  Sizes: {eu: {small: 7}}
Conditions:
  A: !Equals [!Ref Yes, "yes"]
  B: !Not [!Condition A]
  C: !And [!Condition A, !Or [!Condition B, !Equals ["1", 1]]]
  Loop: !Not [{Condition: Loop}]
Resources:
  Fn: {Type: AWS::Serverless::Function, Properties: {FunctionName: !Sub "${AWS::StackName}-fn"}}
  Q: {Type: AWS::SQS::Queue}
Value: `
	root, err := parseYAML([]byte(head + value))
	if err != nil {
		t.Fatal(err)
	}
	e, err := newEvaluator(root, Options{StackName: "st"})
	if err != nil {
		t.Fatal(err)
	}
	return e.str(root.field("Value"))
}

func TestEval(t *testing.T) {
	tests := []struct{ value, want string }{
		{`!Ref Yes`, "yes"},
		{`{Ref: Fn}`, "st-fn"},
		{`!GetAtt Fn.Arn`, "arn:aws:lambda:us-east-1:000000000000:function:st-fn"},
		{`{Fn::GetAtt: [Fn, Arn]}`, "arn:aws:lambda:us-east-1:000000000000:function:st-fn"},
		{`!Sub "${Yes}-${!literal}-${Q.Arn}"`, "yes-${literal}-arn:aws:sqs:us-east-1:000000000000:st-Q"},
		{`!Sub ["${x}/${Yes}", {x: !Ref AWS::Region}]`, "us-east-1/yes"},
		{`!Join [":", !Ref List]`, "a:b:c"},
		{`!Join ["", [a, !Ref AWS::NoValue, b]]`, "ab"},
		{`!Select [1, !Split ["-", "x-y-z"]]`, "y"},
		{`!FindInMap [Sizes, eu, small]`, "7"},
		{`!If [A, then, !Ref Missing]`, "then"},
		{`!If [B, !Ref Missing, else]`, "else"},
		{`!If [C, then, else]`, "then"},
		{`!Base64 hi`, "aGk="},
		{`0123`, "0123"},
		{`true`, "true"},
	}
	for _, tt := range tests {
		t.Run(tt.value, func(t *testing.T) {
			got, err := evalText(t, tt.value)
			if err != nil || got != tt.want {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestEval_fails(t *testing.T) {
	tests := []struct{ value, want string }{
		{`!Ref Nothing`, `no parameter or resource "Nothing"`},
		{`!Sub "${Nothing}"`, `no parameter or resource "Nothing"`},
		{`!Sub "${List}"`, "is a list"},
		{`!GetAtt Fn`, "want Resource.Attribute"},
		{`!Select [9, [a]]`, "index inside the list"},
		{`!If [Nope, a, b]`, `no condition "Nope"`},
		{`!If [Loop, a, b]`, "depends on itself"},
		{`!FindInMap [Sizes, us, small]`, "no such entry"},
		{`[a]`, "want a single value"},
	}
	for _, tt := range tests {
		t.Run(tt.value, func(t *testing.T) {
			_, err := evalText(t, tt.value)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q in it", err, tt.want)
			}
		})
	}
}
