package scheduler

import (
	"crypto/rand"
	"encoding/json"
	"fmt"
	"time"

	"homstyle.dev/planner/localstack/template"
)

// Repeat invokes the schedule's function each time that its period has passed, for the first time after one
// period from now, until Close. Region is that of the rule's ARN in the events.
func (s *Scheduler) Repeat(rule template.Schedule, region string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.repeat(rule, region)
}

func (s *Scheduler) repeat(rule template.Schedule, region string) {
	s.start("rule:"+rule.Rule, rule.Every, func() {
		s.invoker.InvokeLater(rule.Function, scheduled(rule.Rule, region, time.Now()))
		s.repeat(rule, region)
	})
}

// scheduled returns the event that EventBridge sends for a rule with a schedule.
func scheduled(rule, region string, at time.Time) []byte {
	event, _ := json.Marshal(map[string]any{ // a map of texts can't fail
		"version": "0", "id": rand.Text(), "detail-type": "Scheduled Event", "source": "aws.events",
		"account": template.Account, "time": at.UTC().Format(time.RFC3339), "region": region,
		"resources": []string{fmt.Sprintf("arn:aws:events:%s:%s:rule/%s", region, template.Account, rule)},
		"detail":    map[string]any{},
	})
	return event
}
