package template

import (
	"regexp"
	"strconv"
	"time"
)

// Schedule is a rule of EventBridge that invokes a function at a rate.
type Schedule struct {
	Rule     string        // physical name of the rule
	Function string        // physical name
	Every    time.Duration // at least a minute
}

// schedule reads the event name of a function, which is of type Schedule. It returns an error for a property
// that the local stack would ignore.
func (r *reader) schedule(function, name string, event *node) Schedule {
	p := event.field("Properties")
	for _, key := range p.names() {
		if key != "Schedule" && key != "Description" {
			r.fail(p.fields[key].errorf("the local stack does not support %s of a Schedule event", key))
		}
	}
	return Schedule{
		Rule:     r.e.pseudo["AWS::StackName"] + "-" + function + name, // SAM's logical id of the rule
		Function: r.name(event, function),
		Every:    r.rate(event, p.field("Schedule")),
	}
}

// rateGrammar matches a rate as EventBridge accepts it: the unit is singular for 1, and else plural.
var rateGrammar = regexp.MustCompile(`^rate\((?:(1) (minute|hour|day)|([1-9][0-9]{0,5}) (minute|hour|day)s)\)$`)

var units = map[string]time.Duration{"minute": time.Minute, "hour": time.Hour, "day": 24 * time.Hour}

// rate reads the expression n of a schedule.
func (r *reader) rate(event, n *node) time.Duration {
	expression := r.str(n)
	m := rateGrammar.FindStringSubmatch(expression)
	if m == nil || m[3] == "1" {
		r.fail(event.errorf("the local stack supports schedules such as rate(1 day) and rate(5 minutes), not %q", expression))
		return 0
	}
	number, _ := strconv.Atoi(m[1] + m[3]) // the grammar has digits only
	return time.Duration(number) * units[m[2]+m[4]]
}
