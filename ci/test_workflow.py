"""Tests of docs/github-deploy.yml, the example of a workflow, and of the trust policy of its role."""

import json
import re
import unittest
from pathlib import Path

import tomlkit
import yaml

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "github-deploy.yml").read_text(encoding="utf-8")
WORKFLOW = yaml.safe_load(TEXT)
JOB = WORKFLOW["jobs"]["deploy"]
TRUST = json.loads((ROOT / "docs" / "github-trust.json").read_text(encoding="utf-8"))


def with_of(action: str) -> dict:
    """Returns the inputs of the step that uses an action."""
    return next(step["with"] for step in JOB["steps"] if step.get("uses", "").startswith(f"{action}@"))


class Workflow(unittest.TestCase):
    def test_it_deploys_a_stage_unattended(self):
        runs = [step["run"] for step in JOB["steps"] if "run" in step]
        self.assertEqual(runs, ["make deploy STAGE=prod CI=1"])
        self.assertRegex((ROOT / "Makefile").read_text(encoding="utf-8"), r"(?m)^deploy:")
        stages = tomlkit.parse((ROOT / "samconfig.toml").read_text(encoding="utf-8")).unwrap()
        self.assertIn("prod", stages)

    def test_it_has_no_stored_key(self):
        self.assertNotIn("secrets.", TEXT)
        self.assertNotRegex(TEXT, r"(?i)access[-_]key")
        self.assertEqual(set(with_of("aws-actions/configure-aws-credentials")), {"role-to-assume", "role-session-name", "aws-region"})

    def test_it_has_only_the_permissions_that_it_needs(self):
        self.assertEqual(WORKFLOW["permissions"], {})
        self.assertEqual(JOB["permissions"], {"contents": "read", "id-token": "write"})
        self.assertIs(with_of("actions/checkout")["persist-credentials"], False)

    def test_it_runs_on_no_pull_request(self):
        self.assertEqual(set(WORKFLOW[True]), {"push", "workflow_dispatch"})  # YAML 1.1 reads the key "on" as true

    def test_it_installs_what_the_repository_needs(self):
        self.assertEqual(with_of("actions/setup-go"), {"go-version-file": "go.mod"})
        node = with_of("actions/setup-node")
        engines = json.loads((ROOT / "web" / "package.json").read_text(encoding="utf-8"))["engines"]["node"]
        self.assertGreaterEqual(node["node-version"], int(re.match(r">=(\d+)", engines)[1]))
        self.assertTrue((ROOT / node["cache-dependency-path"]).is_file())

    def test_deployments_wait_for_each_other(self):
        self.assertEqual(WORKFLOW["concurrency"], {"group": "deploy-prod", "cancel-in-progress": False})


class Trust(unittest.TestCase):
    def test_only_the_workflows_environment_gets_the_role(self):
        (statement,) = TRUST["Statement"]
        issuer = "token.actions.githubusercontent.com"
        self.assertTrue(statement["Principal"]["Federated"].endswith(f":oidc-provider/{issuer}"))
        self.assertEqual(statement["Action"], "sts:AssumeRoleWithWebIdentity")
        # StringEquals has no wildcards, and a token of a pull request has another subject.
        self.assertEqual(
            statement["Condition"],
            {"StringEquals": {
                f"{issuer}:aud": "sts.amazonaws.com",
                f"{issuer}:sub": f"repo:OWNER/REPOSITORY:environment:{JOB['environment']}",
            }},
        )


if __name__ == "__main__":
    unittest.main()
