package infra

import "testing"

// Where a boundary or a path is obligatory, CreateRole is denied for a role without it.
func TestEachRoleHasTheBoundaryAndThePath(t *testing.T) {
	s := expanded(t)
	given := s.with(t, map[string]string{
		"PermissionsBoundaryArn": "arn:aws:iam::123456789012:policy/boundary", "RolePath": "/planner/",
	})
	wants := map[string][]string{
		"AWS::IAM::Role":          {"Path RolePath", "PermissionsBoundary PermissionsBoundaryArn"},
		"AWS::IAM::ManagedPolicy": {"Path RolePath"}, // a policy has no boundary
	}
	for kind, want := range wants {
		if len(given.idsOfType(kind)) == 0 {
			t.Errorf("there is no resource of type %s", kind)
		}
		for _, id := range given.idsOfType(kind) {
			var got []string
			for _, name := range []string{"Path", "PermissionsBoundary"} {
				if v, set := given.Resources[id].Properties[name]; set {
					got = append(got, name+" "+text(v))
				}
			}
			if len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
				t.Errorf("%s has %q, want %q", id, got, want)
			}
		}
	}
}

func TestRolesOfReleasesHaveThemToo(t *testing.T) {
	stacks := 0
	s := expanded(t).with(t, map[string]string{"Rollout": "AllAtOnce", "Release": "r1"})
	for _, id := range s.idsOfType("AWS::CloudFormation::Stack") {
		stacks++
		parameters := property(t, s.Resources[id].Properties, "Parameters").(map[string]any)
		for _, name := range []string{"PermissionsBoundaryArn", "RolePath"} {
			if text(parameters[name]) != name {
				t.Errorf("%s gets the %s %v", id, name, parameters[name])
			}
		}
	}
	if stacks == 0 {
		t.Error("there are no nested stacks")
	}
	role := readYAML(t, "release.yaml").with(t, map[string]string{"PermissionsBoundaryArn": "arn"}).Resources["Role"]
	if text(role.Properties["PermissionsBoundary"]) != "PermissionsBoundaryArn" || text(role.Properties["Path"]) != "RolePath" {
		t.Errorf("the role of releases is %v", role.Properties)
	}
}

// A path of "/" would be the same, but CloudFormation replaces a role whose path is changed.
func TestRolesHaveNeitherBoundaryNorPathByDefault(t *testing.T) {
	s := expanded(t).with(t, nil)
	for id, r := range s.Resources {
		for _, name := range []string{"Path", "PermissionsBoundary"} {
			if _, set := r.Properties[name]; set {
				t.Errorf("%s has the property %s", id, name)
			}
		}
	}
}
