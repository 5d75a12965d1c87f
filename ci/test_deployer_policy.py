"""Compares docs/deployer-policy.json and docs/deployer-policy-options.json with the resource types of the templates.

The actions that CloudFormation needs for a type are those of its schema, which cfn-lint has.
"""

import fnmatch
import json
import re
import unittest
from pathlib import Path

import cfnlint
import tomlkit

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(cfnlint.__file__).parent / "data" / "schemas"
# The second has what only options of the templates need.
POLICIES = [
    json.loads((ROOT / "docs" / name).read_text(encoding="utf-8"))
    for name in ("deployer-policy.json", "deployer-policy-options.json")
]
STATEMENTS = [statement for policy in POLICIES for statement in policy["Statement"]]

# Actions of the schemas for properties that the templates do not use, as patterns.
UNUSED = [
    # VPCs, file systems, other services as destinations. Keys are given by their ARNs.
    "ec2:*", "elasticfilesystem:*", "s3files:*", "s3tables:*", "kinesis:*", "firehose:*",
    "kms:ListAliases", "s3:REST.PUT.OBJECT",
    # Functions: concurrency, code signing, runtime versions.
    "lambda:*FunctionConcurrency", "lambda:PutFunctionCodeSigningConfig", "lambda:DeleteFunctionCodeSigningConfig",
    "lambda:PutRuntimeManagementConfig", "lambda:PutFunctionRecursionConfig", "lambda:PutFunctionScalingConfig",
    "lambda:PutProvisionedConcurrencyConfig", "lambda:DeleteProvisionedConcurrencyConfig", "lambda:PassCapacityProvider", "lambda:AssociateRuntimeAlias",
    # Tables: imports, replicas, streams to Kinesis, contributor insights, resource policies; CloudFormation
    # retains the table, so it never deletes it.
    "dynamodb:ImportTable", "dynamodb:*Replica", "dynamodb:Scan", "dynamodb:Query", "dynamodb:*Item",
    "dynamodb:DeleteTable", "dynamodb:*KinesisStreamingDestination", "dynamodb:UpdateContributorInsights",
    "dynamodb:PutResourcePolicy", "dynamodb:DeleteResourcePolicy", "iam:CreateServiceLinkedRole",
    "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents", "s3:GetObjectMetadata",
    # Buckets: analytics, inventory, replication, websites, object lock, tiering, metadata tables.
    "s3:*Analytics*", "s3:*Inventory*", "s3:*Metrics*", "s3:*Replication*", "s3:*Website", "s3:*ObjectLock*",
    "s3:*IntelligentTiering*", "s3:*Metadata*", "s3:PutAccelerateConfiguration", "s3:PutObjectAcl",
    "s3:DeleteBucketCors", "s3:DeleteBucketEncryption", "s3:DeleteBucketLifecycle",
    # Logs: data protection, indexes, tokens, deletion protection; the policy of delivered logs is not deleted.
    "logs:*DataProtectionPolicy", "logs:*IndexPolicy", "logs:PutBearerTokenAuthentication",
    "logs:PutLogGroupDeletionProtection", "logs:DeleteResourcePolicy",
    # Backups: CloudFormation retains the vault; its policy, lock and notifications. Budgets: billing views.
    "backup:DeleteBackupVault*", "backup:PutBackupVault*", "billing:*",
    # Policies of users and groups. Topics: data protection.
    "iam:*GroupPolicy", "iam:*UserPolicy", "sns:PutDataProtectionPolicy",
    # Distributions: staging, connection groups. Stacks: their policies.
    "cloudfront:UpdateDistributionWithStagingConfig", "cloudfront:CreateConnectionGroup",
    "cloudformation:SetStackPolicy", "cloudformation:UpdateTerminationProtection",
    # Deployments to machines.
    "codedeploy:RegisterOnPremisesInstance",
]
# Actions for properties that only options have.
OPTIONS = ["iam:*RolePermissionsBoundary", "lambda:PublishVersion", "kms:*", "logs:*KmsKey"]
# Actions that no schema names: those of sam, of the scripts in ci/ and of roomctl, and the delivery of the
# access log (API Gateway's guide, "Configure logging for HTTP APIs").
SCRIPTS = {
    "cloudformation:CreateChangeSet", "cloudformation:DescribeChangeSet", "cloudformation:ExecuteChangeSet",
    "cloudformation:DeleteChangeSet", "cloudformation:ListChangeSets", "cloudformation:ListStackResources",
    "cloudformation:TagResource", "cloudformation:GetTemplateSummary", "cloudformation:DescribeStackEvents",
    "cloudfront:CreateInvalidation", "ssm:GetParametersByPath", "ssm:PutParameter",
    "s3:PutObject", "s3:DeleteObject", "s3:ListBucketVersions",
    "logs:CreateLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery", "logs:GetLogDelivery",
    "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
}
# The same, for options only: CloudFront asks for it when a distribution gets a web ACL.
OPTIONAL_SCRIPTS = {"wafv2:GetWebACL"}


def types(resources: dict) -> set[str]:
    return {r["Type"] for r in resources.values()}


EXPANDED = json.loads((ROOT / "infra" / "expanded.json").read_text(encoding="utf-8"))["Resources"]
PAGES, *NESTED = (
    set(re.findall(r"^    Type: (AWS::\S+)$", (ROOT / "infra" / name).read_text(encoding="utf-8"), re.M))
    for name in ("web.yaml", "alarms.yaml", "backup.yaml", "budget.yaml", "release.yaml")
)
ALL = types(EXPANDED) | PAGES | set().union(*NESTED)
DEFAULT = types({id: r for id, r in EXPANDED.items() if "Condition" not in r}) | PAGES


def of_schemas(kinds: set[str] = ALL) -> set[str]:
    """Returns the actions that CloudFormation may do for the resource types of the templates."""
    files = json.loads((SCHEMAS / "providers" / "us-east-1.json").read_text(encoding="utf-8"))
    actions = set()
    for name in kinds:
        schema = json.loads((SCHEMAS / "resources" / f"{files[name]}.json").read_text(encoding="utf-8"))
        for verb in ("create", "read", "update", "delete"):
            actions |= set(schema["handlers"].get(verb, {}).get("permissions", []))
    return actions


def matches(action: str, patterns) -> bool:
    return any(fnmatch.fnmatchcase(action.lower(), pattern.lower()) for pattern in patterns)


def listed(value) -> list[str]:
    return value if isinstance(value, list) else [value]


ALLOWED = [action for statement in STATEMENTS for action in listed(statement["Action"])]


class DeployerPolicy(unittest.TestCase):
    def test_it_allows_what_the_resource_types_need(self):
        # CloudFormation reads the settings of a bucket and of a function that are not used, too.
        read = {a for a in of_schemas() if re.match(r"(s3:Get.*(Bucket|Configuration)|lambda:Get)", a)}
        needed = {a for a in of_schemas() if not matches(a, UNUSED)} | read | SCRIPTS | OPTIONAL_SCRIPTS
        self.assertEqual(sorted(a for a in needed if not matches(a, ALLOWED)), [])

    def test_it_allows_nothing_else(self):
        known = of_schemas() | SCRIPTS | OPTIONAL_SCRIPTS
        self.assertEqual([p for p in ALLOWED if not any(matches(a, [p]) for a in known)], [])
        writes = {a for a in of_schemas() if matches(a, UNUSED) and not re.search(r":(Get|Describe|List)", a)}
        over = {a for a in writes - SCRIPTS if matches(a, ALLOWED)}
        # The pattern s3:PutBucket* is shorter than its parts.
        self.assertEqual(sorted(a for a in over if not a.startswith("s3:PutBucket")), [])

    def test_it_opens_no_room(self):
        for statement in STATEMENTS:
            for action in listed(statement["Action"]):
                if matches("s3:GetObject", [action]) or matches("s3:DeleteObject", [action]):
                    self.assertEqual(
                        statement["Resource"],
                        ["arn:aws:s3:::homstyle-*-pages-bucket-*/*", "arn:aws:s3:::aws-sam-cli-managed-default-*/*"],
                    )
        for action in ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan", "dynamodb:PutItem", "dynamodb:DeleteTable"):
            self.assertFalse(matches(action, ALLOWED), action)

    def test_no_pattern_is_left_over(self):
        actions = of_schemas()
        self.assertEqual([p for p in UNUSED if not any(matches(a, [p]) for a in actions)], [])

    def test_roles_are_passed_to_four_services(self):
        passed = []
        for statement in STATEMENTS:
            for action in listed(statement["Action"]):
                if action.startswith("iam:"):
                    for resource in listed(statement["Resource"]):
                        self.assertRegex(resource, r"^arn:aws:iam::\*:(role|policy)/(\*/)?homstyle-\*$")
                if action == "iam:PassRole":
                    passed.append(statement["Condition"])
        services = [["lambda.amazonaws.com", "scheduler.amazonaws.com"], "backup.amazonaws.com", "codedeploy.amazonaws.com"]
        self.assertEqual(passed, [{"StringEquals": {"iam:PassedToService": service}} for service in services])

    def test_stages_have_the_names_that_it_allows(self):
        samconfig = tomlkit.parse((ROOT / "samconfig.toml").read_text(encoding="utf-8"))
        for name, stage in samconfig.unwrap().items():
            if not isinstance(stage, dict):
                continue
            names = [stage["global"]["parameters"]["stack_name"], stage["pages"]["parameters"]["stack_name"]]
            self.assertTrue(all(n.startswith("homstyle-") for n in names), name)
            self.assertTrue(names[1].endswith("-pages"), name)
            overrides = stage["deploy"]["parameters"]["parameter_overrides"]
            self.assertTrue(all(o.startswith("KeyPath=/homstyle/") for o in overrides if o.startswith("KeyPath=")), name)

    def test_each_fits_into_a_managed_policy(self):
        for policy in POLICIES:
            self.assertLessEqual(len(json.dumps(policy, separators=(",", ":"))), 6144)

    def test_without_options_the_first_is_enough(self):
        first = {action for statement in POLICIES[0]["Statement"] for action in listed(statement["Action"])}
        needed = {a for a in of_schemas(DEFAULT) if not matches(a, UNUSED + OPTIONS)} | SCRIPTS
        self.assertEqual(sorted(a for a in needed if not matches(a, first)), [])
        self.assertEqual([p for p in OPTIONS if any(matches(a, [p]) for a in first)], [])


if __name__ == "__main__":
    unittest.main()
