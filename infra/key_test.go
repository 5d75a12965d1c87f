package infra

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
)

var ownKey = map[string]string{"KmsKeyArn": "arn:aws:kms:eu-north-1:123456789012:key/1"}

// stored are the resources that store data, by type, each with the path of its property for a key.
var stored = map[string][]string{
	"AWS::DynamoDB::Table":     {"SSESpecification", "KMSMasterKeyId"},
	"AWS::Logs::LogGroup":      {"KmsKeyId"},
	"AWS::S3::Bucket":          {"BucketEncryption", "ServerSideEncryptionConfiguration", "0", "ServerSideEncryptionByDefault", "KMSMasterKeyID"},
	"AWS::SQS::Queue":          {"KmsMasterKeyId"},
	"AWS::Backup::BackupVault": {"EncryptionKeyArn"},
}

func TestOwnKeyEncryptsAllThatIsStored(t *testing.T) {
	options := map[string]string{"SocketLog": "yes", "BackupDays": "35"}
	for key, values := range map[string]map[string]string{"": nil, "KmsKeyArn": ownKey} {
		parameters := maps.Clone(options)
		maps.Copy(parameters, values)
		s := expanded(t).with(t, parameters)
		backups := readYAML(t, "backup.yaml").with(t, values)
		checked := 0
		for kind, path := range stored {
			for _, in := range []stack{s, backups} {
				for _, id := range in.idsOfType(kind) {
					checked++
					last := len(path) - 1
					parent, _ := property(t, in.Resources[id].Properties, path[:last]...).(map[string]any)
					if got := text(parent[path[last]]); got != key {
						t.Errorf("with the key %q, %s has %q", key, id, got)
					}
				}
			}
		}
		if checked != 7 { // table, bucket, queue, three log groups, vault
			t.Errorf("%d resources store data, want 7", checked)
		}
	}
}

// keyPolicies are the policies that allow the use of the stack's own key: the service through which, the
// actions, and which functions need it, by their names without the suffix Function and their environment.
var keyPolicies = map[string]struct {
	service string
	actions []string
	needs   func(name string, variables map[string]any) bool
}{
	"TableKeyPolicy": {
		"dynamodb",
		[]string{"Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey", "ReEncryptFrom", "ReEncryptTo"},
		func(name string, v map[string]any) bool { return v["TABLE"] != nil || name == "Snapshot" }, // reads the stream
	},
	"BucketKeyPolicy": {
		"s3",
		[]string{"Decrypt", "GenerateDataKey"},
		func(_ string, v map[string]any) bool { return v["BUCKET"] != nil },
	},
	"QueueKeyPolicy": {
		"sqs",
		[]string{"Decrypt", "GenerateDataKey"},
		func(name string, _ map[string]any) bool { return name == "Snapshot" }, // the on-failure destination
	},
	"TokenKeyPolicy": {
		"ssm",
		[]string{"Decrypt"},
		func(_ string, v map[string]any) bool { return v["KEY_PATH"] != nil },
	},
}

func TestOwnKeyIsUsedOnlyThroughTheServicesOfAFunction(t *testing.T) {
	s := expanded(t).with(t, ownKey)
	for id, want := range keyPolicies {
		policy := s.Resources[id].Properties
		var lines []string
		for _, action := range want.actions {
			service := want.service + ".${AWS::Region}.${AWS::URLSuffix}"
			lines = append(lines, "kms:"+action+" KmsKeyArn if kms:ViaService is "+service)
		}
		if got := allowed(t, policy["PolicyDocument"]); !slices.Equal(got, lines) {
			t.Errorf("%s allows %q, want %q", id, got, lines)
		}
		var roles, wantRoles []string
		for _, role := range list(policy["Roles"]) {
			roles = append(roles, text(role))
		}
		for name := range wantActions {
			environment, _ := s.Resources[name+"Function"].Properties["Environment"].(map[string]any)
			variables, _ := environment["Variables"].(map[string]any)
			if want.needs(name, variables) {
				wantRoles = append(wantRoles, name+"Role")
			}
		}
		slices.Sort(roles)
		slices.Sort(wantRoles)
		if !slices.Equal(roles, wantRoles) {
			t.Errorf("%s is attached to\n%q, want\n%q", id, roles, wantRoles)
		}
	}
}

func TestWithoutOwnKeyNothingAllowsAKey(t *testing.T) {
	for id, r := range expanded(t).with(t, nil).Resources {
		text, err := json.Marshal(r.Properties)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "kms:") || strings.Contains(string(text), "KmsKeyArn") {
			t.Errorf("%s names a key", id)
		}
	}
}

// CloudWatch Logs uses a key only if the key's policy allows it for the log group.
func TestKeyPolicyAllowsTheLogGroups(t *testing.T) {
	source, err := os.ReadFile("../docs/key-policy.json")
	if err != nil {
		t.Fatal(err)
	}
	var policy any
	if err := json.Unmarshal(source, &policy); err != nil {
		t.Fatal(err)
	}
	condition := property(t, policy, "Statement", "1", "Condition", "ArnLike")
	var prefixes []string
	for _, arn := range list(property(t, condition, "kms:EncryptionContext:aws:logs:arn")) {
		_, group, _ := strings.Cut(arn.(string), ":log-group:")
		prefixes = append(prefixes, strings.TrimSuffix(group, "*"))
	}
	s := expanded(t)
	for _, id := range s.idsOfType("AWS::Logs::LogGroup") {
		name := text(s.Resources[id].Properties["LogGroupName"])
		if !slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) }) {
			t.Errorf("the policy does not allow CloudWatch to use the key for %s, %s", id, name)
		}
	}
}
