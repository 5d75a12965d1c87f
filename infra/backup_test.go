package infra

import (
	"slices"
	"testing"
)

var backedUp = map[string]string{"BackupDays": "35"}

func TestBackupsAreOfTheTableAndTheBucket(t *testing.T) {
	passed := property(t, expanded(t).with(t, backedUp).Resources["Backups"].Properties, "Parameters")
	s := readYAML(t, "backup.yaml")
	var got []string
	for _, arn := range list(property(t, s.Resources["Selection"].Properties, "BackupSelection", "Resources")) {
		got = append(got, text(property(t, passed, text(arn))))
	}
	if want := []string{"RoomTable.Arn", "RoomBucket.Arn"}; !slices.Equal(got, want) {
		t.Errorf("the backups are of %q, want %q", got, want)
	}
}

// A vault with backups can't be deleted, so a stack with one would not be deleted either.
func TestBackupsAreRetainedWhenTheStackIsDeleted(t *testing.T) {
	if got := readYAML(t, "backup.yaml").Resources["Vault"].DeletionPolicy; got != "Retain" {
		t.Errorf("the vault has the deletion policy %q, want Retain", got)
	}
}

func TestBackupsAreCopiedOnlyToAGivenVault(t *testing.T) {
	s := readYAML(t, "backup.yaml")
	for arn, want := range map[string]bool{"": false, "arn:aws:backup:eu-west-1:123456789012:backup-vault:copies": true} {
		plan := s.with(t, map[string]string{"CopyVaultArn": arn}).Resources["Plan"].Properties
		rule := property(t, plan, "BackupPlan", "BackupPlanRule", "0").(map[string]any)
		if _, copied := rule["CopyActions"]; copied != want {
			t.Errorf("with the vault %q backups are copied: %v", arn, copied)
		}
	}
}

// Where a boundary is obligatory, it is for the role of the backups too.
func TestBackupRoleHasTheBoundaryAndThePath(t *testing.T) {
	passed := property(t, expanded(t).with(t, backedUp).Resources["Backups"].Properties, "Parameters")
	given := map[string]string{"PermissionsBoundaryArn": "arn", "RolePath": "/planner/"}
	role := readYAML(t, "backup.yaml").with(t, given).Resources["Role"].Properties
	for property, parameter := range map[string]string{"PermissionsBoundary": "PermissionsBoundaryArn", "Path": "RolePath"} {
		if text(role[property]) != parameter || text(passed.(map[string]any)[parameter]) != parameter {
			t.Errorf("%s of the role is %v", property, role[property])
		}
	}
}

func TestBudgetNotifiesTheTopicElseTheEmail(t *testing.T) {
	s := readYAML(t, "budget.yaml")
	for _, given := range []struct{ topic, email, want string }{
		{"", "", ""},
		{"", "ops@shop.example", "EMAIL Email"},
		{"arn", "", "SNS TopicArn"},
		{"arn", "ops@shop.example", "SNS TopicArn"},
	} {
		budget := s.with(t, map[string]string{"TopicArn": given.topic, "Email": given.email}).Resources["Budget"].Properties
		notified, notifies := budget["NotificationsWithSubscribers"]
		if notifies != (given.want != "") {
			t.Errorf("with %+v the budget notifies: %v", given, notifies)
		}
		if !notifies {
			continue
		}
		for _, n := range list(notified) {
			to := property(t, n, "Subscribers", "0").(map[string]any)
			if got := text(to["SubscriptionType"]) + " " + text(to["Address"]); got != given.want {
				t.Errorf("with %+v the budget notifies %s", given, got)
			}
		}
	}
}

func TestDeletionProtectionIsAnOption(t *testing.T) {
	s := expanded(t)
	for option, want := range map[string]bool{"no": false, "yes": true} {
		table := s.with(t, map[string]string{"DeletionProtection": option}).Resources["RoomTable"].Properties
		if table["DeletionProtectionEnabled"] != want {
			t.Errorf("DeletionProtection %s: %v", option, table["DeletionProtectionEnabled"])
		}
	}
}
