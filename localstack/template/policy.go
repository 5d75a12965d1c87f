package template

import "strings"

// Statement is an IAM statement with the effect Allow. Actions and Resources are patterns with * and ?.
type Statement struct {
	Actions, Resources []string
	LeadingKeys        []string // patterns of the partition keys that a request may have; empty: all
	PassedTo           []string // services that a role may be passed to; empty: all
	Profiles           []string // inference profiles through which a model may be invoked; empty: any, or none
}

// policy returns the statements of a role in this template and of its managed policies. It returns an
// error for a statement that the local stack could not check.
func (r *reader) policy(role *node) []Statement {
	id := referenced(role)
	if id == "" {
		return nil
	}
	p := r.e.root.field("Resources").field(id).field("Properties")
	var out []Statement
	for _, inline := range items(p.field("Policies")) {
		out = append(out, r.statements(inline.field("PolicyDocument"))...)
	}
	for _, managed := range items(p.field("ManagedPolicyArns")) {
		policy := r.e.root.field("Resources").field(referenced(managed))
		if policy == nil {
			r.fail(managed.errorf("the local stack supports only managed policies of this template"))
			return nil
		}
		out = append(out, r.statements(policy.field("Properties").field("PolicyDocument"))...)
	}
	return out
}

// statements reads a policy document.
func (r *reader) statements(document *node) []Statement {
	var out []Statement
	for _, n := range r.list(document.field("Statement")) {
		s := Statement{Actions: r.strings(n.field("Action")), Resources: r.strings(n.field("Resource"))}
		if r.str(n.field("Effect")) != "Allow" {
			r.fail(n.errorf("the local stack supports only the effect Allow"))
		}
		if condition := n.field("Condition"); condition != nil {
			keys := condition.field("ForAllValues:StringLike").field("dynamodb:LeadingKeys")
			services := condition.field("StringEquals").field("iam:PassedToService")
			profiles := condition.field("StringEquals").field("bedrock:InferenceProfileArn")
			if len(condition.keys) != 1 || keys == nil && services == nil && profiles == nil {
				r.fail(condition.errorf("the local stack supports only the conditions ForAllValues:StringLike on " +
					"dynamodb:LeadingKeys and StringEquals on iam:PassedToService and bedrock:InferenceProfileArn"))
			}
			s.LeadingKeys, s.PassedTo, s.Profiles = r.strings(keys), r.strings(services), r.strings(profiles)
		}
		out = append(out, s)
	}
	return out
}

// referenced returns the logical id in !Ref id or !GetAtt id.Attribute, or "".
func referenced(n *node) string {
	if n == nil {
		return ""
	}
	name, arg := functionOf(n)
	if arg == nil || name != "Ref" && name != "Fn::GetAtt" {
		return ""
	}
	if arg.kind == listKind && len(arg.list) > 0 {
		arg = arg.list[0]
	}
	text, _ := arg.text()
	id, _, _ := strings.Cut(text, ".")
	return id
}

// items returns the elements of a list without evaluating it.
func items(n *node) []*node {
	if n == nil {
		return nil
	}
	return n.list
}
