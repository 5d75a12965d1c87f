"""Deploys the stack to MiniStack, an emulator of CloudFormation and its services: ci/deployment.py.

It runs ci/deploy.sh, ci/destroy.sh and ci/import.sh as they are, on a copy of the repository in .local/deployment with the
existing build (.aws-sam/build and web/dist). MiniStack refuses AWS::ApiGatewayV2::RouteResponse and
IntegrationResponse: copy_tree() leaves ping's two out of the template, and localstack/gateway tests ping. It
refuses alarms on a sum of metrics: copy_tree() leaves those out too, and infra/alarms_test.go checks them. It
imports no AWS::S3::BucketPolicy: copy_tree() leaves that out of what is imported, and the deployment makes it. It
does not run the functions, which are for arm64, and it does not check permissions. It has no CodeDeploy either, so
Rollout is not among the parameters of the update.
"""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import time
import unittest
import urllib.error
import urllib.request

import boto3
import tomlkit
from samcli.yamlhelper import yaml_dump, yaml_parse

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORK = ROOT / ".local" / "deployment"
TREE = WORK / "tree"
STAGE = "prod"
REGION = "eu-north-1"
QUESTION = b"Deploy this changeset? [y/N]: "
REFUSED = ("AWS::ApiGatewayV2::RouteResponse", "AWS::ApiGatewayV2::IntegrationResponse")
ACL = "arn:aws:wafv2:us-east-1:000000000000:global/webacl/shop/00000000-0000-0000-0000-000000000000"
# The services of the template and of sam; MiniStack loads no others.
SERVICES = "apigateway,cloudformation,cloudfront,dynamodb,dynamodbstreams,iam,lambda,logs,monitoring,route53,s3,scheduler,sns,sqs,ssm,sts"


def copy_tree() -> None:
    """Copies the files of the repository and the build, without the resources that MiniStack refuses."""
    shutil.rmtree(WORK, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True, text=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (TREE / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, TREE / name)
    (TREE / ".tools").symlink_to(ROOT / ".tools")
    shutil.copytree(ROOT / "web" / "dist", TREE / "web" / "dist")
    build = TREE / ".aws-sam" / "build"
    build.mkdir(parents=True)
    for path in (ROOT / ".aws-sam" / "build").iterdir():
        if path.name not in ("template.yaml", "Watch"):
            (build / path.name).symlink_to(path)
    template = yaml_parse((ROOT / ".aws-sam" / "build" / "template.yaml").read_text(encoding="utf-8"))
    left_out = [name for name, r in template["Resources"].items() if r["Type"] in REFUSED]
    assert left_out == ["PingRouteResponse", "PingIntegrationResponse"], left_out
    for name in left_out:
        del template["Resources"][name]
    (build / "template.yaml").write_text(yaml_dump(template), encoding="utf-8")
    (build / "Watch").mkdir()
    alarms = yaml_parse((ROOT / ".aws-sam" / "build" / "Watch" / "template.yaml").read_text(encoding="utf-8"))
    sums = [name for name, r in alarms["Resources"].items() if "Metrics" in r["Properties"]]
    assert sums == ["RouteErrors", "OtherErrors", "RoutesThrottled", "OthersThrottled"], sums
    for name in sums:
        del alarms["Resources"][name]
    (build / "Watch" / "template.yaml").write_text(yaml_dump(alarms), encoding="utf-8")
    expanded = json.loads((TREE / "infra" / "expanded.json").read_text(encoding="utf-8"))
    del expanded["Resources"]["RoomBucketPolicy"]
    (TREE / "infra" / "expanded.json").write_text(json.dumps(expanded), encoding="utf-8")


class MiniStack:
    """A running MiniStack with an address of its own. It listens on the loopback interface only."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = (WORK / "ministack.log").open("w", encoding="utf-8")
        own = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "SERVICES": SERVICES, "TMPDIR": str(WORK)}
        off = {"IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0"}
        self.process = subprocess.Popen(
            [ROOT / ".tools" / "ministack" / "bin" / "ministack"],
            env={"PATH": os.environ["PATH"], **own, **off}, stdout=self.log, stderr=subprocess.STDOUT,
        )

    def wait_until_ready(self) -> None:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/_ministack/ready", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise RuntimeError(f"MiniStack did not start: see {self.log.name}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.log.close()


class Deployment(unittest.TestCase):
    """Its tests are the steps of one deployment, in the order of their names."""

    @classmethod
    def setUpClass(cls) -> None:
        copy_tree()
        cls.ministack = MiniStack()
        cls.addClassCleanup(cls.ministack.stop)
        cls.ministack.wait_until_ready()
        clean = {k: v for k, v in os.environ.items() if not k.startswith("AWS_") and k != "CI"}
        cls.env = clean | {
            "AWS_ENDPOINT_URL": cls.ministack.url, "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION,
            "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "SAM_CLI_POLL_DELAY": "0.1",
        }
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name=REGION)
        cls.client = staticmethod(lambda service: session.client(service, endpoint_url=cls.ministack.url))

    def run_script(self, *command: str, answers: tuple[str, ...] = (), **env: str) -> tuple[int, str]:
        """Runs a command in the copy, and gives the answers to sam's questions; returns its exit code and
        its output. Each answer is written only when sam asks: it would read all that is there."""
        with subprocess.Popen(
            command, cwd=TREE, env=self.env | env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        ) as process:
            out, left = b"", list(answers)
            while read := process.stdout.read1():
                out += read
                if left and out.endswith(QUESTION):
                    process.stdin.write(left.pop(0).encode() + b"\n")
                    process.stdin.flush()
                if not left and not process.stdin.closed:
                    process.stdin.close()
        text = out.decode()
        (WORK / "last.log").write_text(text, encoding="utf-8")
        return process.returncode, text

    def deploy(self, **how) -> tuple[int, str]:
        return self.run_script("ci/deploy.sh", STAGE, "-built", **how)

    def roomctl(self, *arguments: str) -> str:
        code, out = self.run_script("go", "run", "./cmd/roomctl", "-env", f".local/{STAGE}.env", *arguments)
        self.assertEqual(code, 0, out)
        return out

    def outputs(self, stack: str) -> dict[str, str]:
        found = self.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
        return {o["OutputKey"]: o["OutputValue"] for o in found.get("Outputs", [])}

    def ids(self) -> dict[str, str]:
        """Returns the physical ids of the resources that an update must not replace."""
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName="homstyle-prod")
        all_ids = {r["LogicalResourceId"]: r["PhysicalResourceId"] for page in pages for r in page["StackResourceSummaries"]}
        return {name: all_ids[name] for name in ("RoomTable", "RoomBucket", "Api", "RoomsApi")}

    def origins(self) -> str:
        functions = self.client("lambda").get_paginator("list_functions").paginate()
        found = [f for page in functions for f in page["Functions"] if "AuthorizerFunction" in f["FunctionName"]]
        self.assertEqual(len(found), 1)
        return found[0]["Environment"]["Variables"]["ALLOWED_ORIGINS"]

    def invalidations(self) -> int:
        distribution = self.outputs("homstyle-prod-pages")["PageDistribution"]
        listed = self.client("cloudfront").list_invalidations(DistributionId=distribution)
        return listed["InvalidationList"].get("Quantity", 0)

    def test_1_it_stops_if_the_changes_are_not_confirmed(self) -> None:
        code, out = self.deploy(answers=("n",))
        self.assertNotEqual(code, 0, out)
        self.assertIn("were not confirmed", out)
        self.assertNotIn("signing key", out)

    def test_2_the_first_deployment_asks_and_publishes_the_pages(self) -> None:
        code, out = self.deploy(answers=("y",) * 3)
        self.assertEqual(code, 0, out)
        # The back end, the pages, and the back end again with the pages' origin.
        self.assertEqual(out.count("Deploy this changeset?"), 3, out)
        pages = self.outputs("homstyle-prod-pages")
        origin = pages["PageUrl"].rstrip("/")
        self.assertEqual(self.origins(), f"https://shop.example,{origin}")
        # MiniStack takes no CORS configuration from an API's definition: infra/origin_test.go checks that one.
        cors = self.client("s3").get_bucket_cors(Bucket=self.outputs("homstyle-prod")["Bucket"])["CORSRules"]
        self.assertEqual(cors[0]["AllowedOrigins"], ["https://shop.example", origin])
        index = self.client("s3").head_object(Bucket=pages["PageBucket"], Key="index.html")
        self.assertEqual(index["CacheControl"], "no-cache")
        config = self.client("s3").get_object(Bucket=pages["PageBucket"], Key="config.json")["Body"].read()
        self.assertEqual(json.loads(config)["wsUrl"], self.outputs("homstyle-prod")["Url"])
        self.assertEqual(self.invalidations(), 1)
        stacks = self.client("cloudformation").describe_stacks(StackName="homstyle-prod-pages")["Stacks"]
        self.assertIn({"Key": "stage", "Value": "prod"}, stacks[0]["Tags"])
        parameters = {p["ParameterKey"]: p["ParameterValue"] for p in stacks[0]["Parameters"]}
        uploads = self.outputs("homstyle-prod")["PictureOrigin"]
        self.assertRegex(uploads, r"^https://[a-z0-9.-]+\.s3\.[a-z0-9-]+\.amazonaws\.com$")
        self.assertIn(uploads, parameters["BackEnds"].split(","))

    def test_3_the_second_deployment_changes_nothing_and_publishes_again(self) -> None:
        before = self.ids()
        code, out = self.deploy(CI="1")
        self.assertEqual(code, 0, out)
        self.assertEqual(out.count("No changes to deploy"), 2, out)
        self.assertEqual(self.ids(), before)
        self.assertEqual(self.invalidations(), 2)

    def test_4_roomctl_uses_the_deployed_stack(self) -> None:
        self.roomctl("room", "create", "-room", "demo")
        self.assertIn("demo", self.roomctl("room", "show", "-room", "demo"))
        self.assertEqual(self.roomctl("token", "-room", "demo", "-name", "Ada", "-role", "editor").count("."), 2)
        keys = self.client("ssm").get_parameters_by_path(Path="/homstyle/prod/keys/")["Parameters"]
        self.assertEqual([k["Type"] for k in keys], ["SecureString"])

    def test_5_an_update_replaces_no_data(self) -> None:
        before = self.ids()
        path = TREE / "samconfig.toml"
        config = tomlkit.parse(path.read_text(encoding="utf-8"))
        config[STAGE]["deploy"]["parameters"]["parameter_overrides"] = [
            "AllowedOrigins=https://shop.example,https://www.shop.example", "KeyPath=/homstyle/prod/keys",
            "LogRetentionDays=30", "HistoryDays=100", "SnapshotDays=102", "Metrics=yes",
            "Alarms=yes", "AlarmEmail=ops@shop.example", "SocketLog=yes",
            "PermissionsBoundaryArn=arn:aws:iam::aws:policy/PowerUserAccess", "RolePath=/planner/",
            "SocketDomain=rooms.shop.example", "ApiDomain=rooms-api.shop.example",
            f"DomainCertificateArn=arn:aws:acm:{REGION}:000000000000:certificate/1", f"HostedZoneId={self.hosted_zone()}",
            "AlarmConcurrency=8", "MemorySize=512",
            "DeletionProtection=yes", f"KmsKeyArn=arn:aws:kms:{REGION}:000000000000:key/1",
        ]
        config[STAGE]["pages"]["parameters"]["parameter_overrides"] = [f"WebAclArn={ACL}"]
        path.write_text(tomlkit.dumps(config), encoding="utf-8")
        code, out = self.deploy(CI="1")
        self.assertEqual(code, 0, out)
        self.assertEqual(self.ids(), before)
        origin = self.outputs("homstyle-prod-pages")["PageUrl"].rstrip("/")
        self.assertEqual(self.origins(), f"https://shop.example,https://www.shop.example,{origin}")
        self.assertIn("demo", self.roomctl("room", "show", "-room", "demo"))
        self.domain_names()
        # MiniStack's CloudFormation leaves the permissions boundary out: infra/role_test.go checks that.
        self.assertEqual({r["Path"] for r in self.client("iam").list_roles()["Roles"]}, {"/planner/"})
        distribution = self.outputs("homstyle-prod-pages")["PageDistribution"]
        self.assertEqual(self.client("cloudfront").get_distribution(Id=distribution)["Distribution"]["DistributionConfig"]["WebACLId"], ACL)
        groups = self.client("logs").describe_log_groups(logGroupNamePrefix="/aws/vendedlogs/homstyle/")["logGroups"]
        self.assertEqual([g["logGroupName"].rpartition("-")[2] for g in groups], ["api", "socket"])

    def hosted_zone(self) -> str:
        zone = self.client("route53").create_hosted_zone(Name="shop.example", CallerReference="test")["HostedZone"]
        return zone["Id"].rpartition("/")[2]

    def domain_names(self) -> None:
        """Checks the APIs' domain names, and that the pages use them."""
        outputs = self.outputs("homstyle-prod")
        self.assertEqual(outputs["Url"], "wss://rooms.shop.example/v1")
        self.assertEqual(outputs["ApiUrl"], "https://rooms-api.shop.example")
        bucket = self.outputs("homstyle-prod-pages")["PageBucket"]
        config = json.loads(self.client("s3").get_object(Bucket=bucket, Key="config.json")["Body"].read())
        self.assertEqual((config["wsUrl"], config["apiUrl"]), (outputs["Url"], outputs["ApiUrl"]))
        (zone,) = self.client("route53").list_hosted_zones()["HostedZones"]
        records = self.client("route53").list_resource_record_sets(HostedZoneId=zone["Id"])["ResourceRecordSets"]
        targets = {r["Name"].rstrip("."): r["AliasTarget"]["DNSName"].rstrip(".") for r in records if "AliasTarget" in r}
        self.assertEqual(targets, {
            "rooms.shop.example": outputs["SocketDomainTarget"], "rooms-api.shop.example": outputs["ApiDomainTarget"],
        })
        for name, api, key in (("rooms.shop.example", "Api", "v1"), ("rooms-api.shop.example", "RoomsApi", "")):
            (mapping,) = self.client("apigatewayv2").get_api_mappings(DomainName=name)["Items"]
            self.assertEqual((mapping["ApiId"], mapping.get("ApiMappingKey", "")), (self.ids()[api], key))

    def test_6_it_deletes_only_if_the_name_is_typed(self) -> None:
        code, out = self.run_script("ci/destroy.sh", STAGE)
        self.assertNotEqual(code, 0, out)
        self.assertIn("nothing was deleted", out)
        self.assertIn("demo", self.roomctl("room", "show", "-room", "demo"))

    def test_7_the_data_stays_and_is_named_and_nothing_else_does(self) -> None:
        ids, outputs = self.ids(), self.outputs("homstyle-prod")
        code, out = self.run_script("ci/destroy.sh", STAGE, CI="1")
        self.assertEqual(code, 0, out)
        summaries = self.client("cloudformation").get_paginator("list_stacks").paginate(StackStatusFilter=[
            "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "DELETE_FAILED",
        ])
        stacks = [s["StackName"] for page in summaries for s in page["StackSummaries"]]
        self.assertEqual(stacks, ["aws-sam-cli-managed-default"])
        self.assertEqual(self.client("dynamodb").list_tables()["TableNames"], [ids["RoomTable"]])
        buckets = [b["Name"] for b in self.client("s3").list_buckets()["Buckets"]]
        sam = [name for name in buckets if name.startswith("aws-sam-cli-managed-default")]
        self.assertEqual(sorted(buckets), sorted([*sam, ids["RoomBucket"]]))
        self.assertEqual(self.client("lambda").list_functions()["Functions"], [])
        self.assertEqual(self.client("iam").list_roles()["Roles"], [])
        self.assertEqual(self.client("iam").list_policies(Scope="Local")["Policies"], [])
        self.assertEqual(self.client("sqs").list_queues().get("QueueUrls", []), [])
        self.assertEqual(self.client("apigatewayv2").get_apis()["Items"], [])
        self.assertEqual(self.client("apigatewayv2").get_domain_names()["Items"], [])
        keys = [k["Name"] for k in self.client("ssm").get_parameters_by_path(Path=outputs["KeyPath"])["Parameters"]]
        self.assertEqual(len(keys), 1)
        for name in (ids["RoomTable"], ids["RoomBucket"], keys[0], "USD a month"):
            self.assertIn(name, out)

    def test_8_what_stayed_is_imported_and_deployed_again(self) -> None:
        table = self.client("dynamodb").list_tables()["TableNames"][0]
        buckets = [b["Name"] for b in self.client("s3").list_buckets()["Buckets"]]
        bucket = next(name for name in buckets if name.startswith("homstyle-prod-roombucket"))
        code, out = self.run_script("ci/import.sh", STAGE, table, "another-bucket", CI="1")
        self.assertNotEqual(code, 0, out)
        self.assertIn("another-bucket", out)
        code, out = self.run_script("ci/import.sh", STAGE, table, bucket)
        self.assertNotEqual(code, 0, out)
        self.assertIn("nothing was imported", out)
        code, out = self.run_script("ci/import.sh", STAGE, table, bucket, CI="1")
        self.assertEqual(code, 0, out)
        code, out = self.deploy(CI="1")
        self.assertEqual(code, 0, out)
        ids = self.ids()
        self.assertEqual([ids["RoomTable"], ids["RoomBucket"]], [table, bucket])
        self.assertIn("demo", self.roomctl("room", "show", "-room", "demo"))
        code, out = self.run_script("ci/import.sh", STAGE, table, bucket, CI="1")
        self.assertNotEqual(code, 0, out)
        self.assertIn("already", out)

    def test_9_the_check_of_a_new_stage_deletes_its_data_too(self) -> None:
        [table] = self.client("dynamodb").list_tables()["TableNames"]
        bucket = self.ids()["RoomBucket"]
        keys = [k["Name"] for k in self.client("ssm").get_parameters_by_path(Path="/homstyle/prod/keys/")["Parameters"]]
        for body in (b"1", b"2"):
            self.client("s3").put_object(Bucket=bucket, Key="rooms/demo/x.json", Body=body)
        python = str(ROOT / ".tools" / "venv" / "bin" / "python")
        call = f"import sys; sys.path.insert(0, 'ci'); import smoke; smoke.purge({table!r}, {bucket!r}, {keys!r})"
        code, out = self.run_script(python, "-c", call)
        self.assertEqual(code, 0, out)
        self.assertEqual(self.client("dynamodb").list_tables()["TableNames"], [])
        self.assertNotIn(bucket, [b["Name"] for b in self.client("s3").list_buckets()["Buckets"]])
        self.assertEqual(self.client("ssm").get_parameters_by_path(Path="/homstyle/prod/keys/")["Parameters"], [])


if __name__ == "__main__":
    unittest.main(verbosity=2, failfast=True)
