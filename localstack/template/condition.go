package template

// ifElse evaluates Fn::If. It evaluates only the branch that the condition selects.
func (e *evaluator) ifElse(n *node) (*node, error) {
	if n.kind != listKind || len(n.list) != 3 {
		return nil, n.errorf("want [condition, then, else]")
	}
	name, err := e.str(n.list[0])
	if err != nil {
		return nil, err
	}
	yes, err := e.condition(n, name)
	if err != nil {
		return nil, err
	}
	if yes {
		return e.eval(n.list[1])
	}
	return e.eval(n.list[2])
}

// condition evaluates the named entry of Conditions.
func (e *evaluator) condition(at *node, name string) (bool, error) {
	def := e.root.field("Conditions").field(name)
	if def == nil {
		return false, at.errorf("there is no condition %q", name)
	}
	if e.busy["condition "+name] {
		return false, at.errorf("condition %q depends on itself", name)
	}
	e.busy["condition "+name] = true
	defer delete(e.busy, "condition "+name)
	return e.evalCondition(def)
}

// evalCondition evaluates a condition function.
func (e *evaluator) evalCondition(n *node) (bool, error) {
	name, arg := functionOf(n)
	if n.kind == mapKind && n.field("Condition") != nil {
		name, arg = "Condition", n.field("Condition")
	}
	switch name {
	case "Condition":
		ref, err := e.str(arg)
		if err != nil {
			return false, err
		}
		return e.condition(arg, ref)
	case "Fn::Equals":
		return e.equals(arg)
	case "Fn::Not":
		if arg.kind != listKind || len(arg.list) != 1 {
			return false, arg.errorf("want [condition]")
		}
		yes, err := e.evalCondition(arg.list[0])
		return !yes, err
	case "Fn::And":
		return e.fold(arg, true)
	case "Fn::Or":
		return e.fold(arg, false)
	}
	return false, n.errorf("want a condition function (Fn::Equals, Fn::Not, Fn::And, Fn::Or)")
}

func (e *evaluator) equals(n *node) (bool, error) {
	a, err := e.args(n, 2)
	if err != nil {
		return false, err
	}
	x, ok1 := a[0].text()
	y, ok2 := a[1].text()
	if !ok1 || !ok2 {
		return false, n.errorf("the local stack compares single values only")
	}
	return x == y, nil
}

// fold evaluates Fn::And if and is true, otherwise Fn::Or. It stops at the first condition that
// decides the result.
func (e *evaluator) fold(n *node, and bool) (bool, error) {
	for _, item := range n.list {
		yes, err := e.evalCondition(item)
		if err != nil || yes != and {
			return yes, err
		}
	}
	return and, nil
}
