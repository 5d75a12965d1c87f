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
