"""Checks a stage and measures it: ci/smoke.py STAGE, or ci/smoke.py -local for the stack of `make up`.

A stage that does not exist is deployed first. Then its cold starts are measured, too, and at the end it is
deleted with its data and its keys. A stage that exists stays as it is; the rooms of the check are deleted.
"""

import json
import os
import secrets
import statistics
import subprocess
import sys
import urllib.request

import boto3
import destroy
import stage as stages
import tomlkit
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.exceptions import BotoCoreError, ClientError, WaiterError

COLD_STARTS = 5


class Failed(Exception):
    """A step of the check has failed."""


def say(text: str) -> None:
    print(f"\n== {text}", flush=True)


def run(*command: str, env: dict[str, str] | None = None) -> None:
    """Runs a command that prints by itself."""
    code = subprocess.run(command, env=os.environ | (env or {}), check=False).returncode
    if code != 0:
        raise Failed(f"{' '.join(command[:3])} … exited with {code}")


def read_env(name: str) -> dict[str, str]:
    """Returns the values of an -env file of roomctl."""
    try:
        with open(name, encoding="utf-8") as file:
            pairs = [line.strip().partition("=") for line in file if "=" in line and not line.startswith("#")]
    except FileNotFoundError:
        raise Failed(f"there is no {name}: deploy the stage, or start the local stack with make up") from None
    return {key: value for key, _, value in pairs}


def newest_key(path: str) -> tuple[str, str]:
    """Returns the kid and the secret of the newest signing key."""
    pages = boto3.client("ssm").get_paginator("get_parameters_by_path").paginate(Path=path, WithDecryption=True)
    keys = [p for page in pages for p in page["Parameters"]]
    if not keys:
        raise Failed(f"there is no signing key below {path}")
    newest = max(keys, key=lambda key: str(key.get("LastModifiedDate", "")))
    return newest["Name"].rsplit("/", 1)[-1], newest["Value"]


def allowed_origin(stack: dict | None) -> str:
    """Returns one of the origins that the back end allows, or "" if it allows all."""
    parameters = {p["ParameterKey"]: p["ParameterValue"] for p in (stack or {}).get("Parameters", [])}
    origin = parameters.get("AllowedOrigins", "*").split(",")[0]
    return "" if origin == "*" else origin


class Check:
    """The check of a running stack, by its -env file and an allowed origin."""

    def __init__(self, env_file: str, origin: str) -> None:
        self.env_file, self.origin = env_file, origin
        self.env = read_env(env_file)
        kid, secret = newest_key(self.env["HOMSTYLE_KEY_PATH"])
        self.kid, self.secret = kid, {"HOMSTYLE_SECRET": secret}
        name = f"smoke-{secrets.token_hex(4)}"
        self.rooms = [name, f"{name}-other"]

    def create_rooms(self) -> None:
        for room in self.rooms:
            run("go", "run", "./cmd/roomctl", "-env", self.env_file, "room", "create", "-room", room)

    def delete_rooms(self) -> None:
        for room in self.rooms:
            url = f"{self.env['HOMSTYLE_API_URL'].rstrip('/')}/rooms/{room}"
            request = AWSRequest("DELETE", url)
            session = boto3.Session()
            SigV4Auth(session.get_credentials(), "execute-api", session.region_name).add_auth(request)
            signed = urllib.request.Request(url, method="DELETE", headers=dict(request.headers))
            with urllib.request.urlopen(signed, timeout=30):
                pass

    def suite(self) -> None:
        """Runs the tests of the protocol."""
        flags = ["-url", self.env["HOMSTYLE_URL"], "-kid", self.kid, "-origin", self.origin]
        rooms = ["-room", self.rooms[0], "-other-room", self.rooms[1]]
        tests = ["go", "test", "-count=1", "-run", "TestRunningServer", "./shared/roomtest/wiretest"]
        run(*tests, *flags, *rooms, env=self.secret)

    def latency(self, *options: str) -> list[dict]:
        """Measures the stack; returns the results of cmd/smoke."""
        flags = ["-url", self.env["HOMSTYLE_URL"], "-kid", self.kid, "-origin", self.origin, "-room", self.rooms[0]]
        command = ["go", "run", "./cmd/smoke", *flags, *options]
        done = subprocess.run(command, env=os.environ | self.secret, check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise Failed(done.stderr.strip())
        return json.loads(done.stdout)


def table(rows: list[dict]) -> None:
    print(f"{'':28}{'p50 ms':>10}{'p99 ms':>10}{'times':>8}")
    for row in rows:
        print(f"{row['name']:28}{row['p50Ms']:10.0f}{row['p99Ms']:10.0f}{row['times']:8}")


def renew(stack: str) -> None:
    """Changes the description of each function: Lambda then starts new environments for it."""
    functions = boto3.client("lambda")
    pages = boto3.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    resources = [r for page in pages for r in page["StackResourceSummaries"]]
    names = [r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::Lambda::Function"]
    for name in names:
        functions.update_function_configuration(FunctionName=name, Description=f"smoke {secrets.token_hex(4)}")
    for name in names:
        functions.get_waiter("function_updated_v2").wait(FunctionName=name)


def cold_starts(check: Check, stack: str) -> None:
    firsts: dict[str, list[float]] = {}
    for _ in range(COLD_STARTS):
        renew(stack)
        for row in check.latency("-times", "2"):
            firsts.setdefault(row["name"], []).append(row["firstMs"])
    print(f"{'':28}{'median ms':>10}{'most ms':>10}{'times':>8}")
    for name, values in firsts.items():
        print(f"{name:28}{statistics.median(values):10.0f}{max(values):10.0f}{len(values):8}")


def purge(table_name: str, bucket_name: str, keys: list[str]) -> None:
    """Deletes the table, the bucket with all versions, and the keys."""
    tables = boto3.client("dynamodb")
    tables.update_table(TableName=table_name, DeletionProtectionEnabled=False)
    tables.get_waiter("table_exists").wait(TableName=table_name)
    tables.delete_table(TableName=table_name)
    bucket = boto3.resource("s3").Bucket(bucket_name)
    bucket.object_versions.delete()
    bucket.delete()
    for key in keys:
        boto3.client("ssm").delete_parameter(Name=key)


def check_local() -> None:
    env_file = ".local/data/env"
    os.environ |= {key: value for key, value in read_env(env_file).items() if key.startswith("AWS_")}
    os.environ["AWS_DEFAULT_REGION"] = os.environ["AWS_REGION"]
    check = Check(env_file, "")
    check.create_rooms()
    try:
        say("the tests of the protocol")
        check.suite()
        say("latency")
        table(check.latency())
    finally:
        check.delete_rooms()


def check_stage(stage: str) -> None:
    with open("samconfig.toml", encoding="utf-8") as file:
        samconfig = tomlkit.load(file).unwrap()
    names = stages.stacks(samconfig, stage)
    cloudformation = boto3.client("cloudformation")
    new = not any(destroy.found(cloudformation, name) for name in names)
    overrides = stages.overrides(samconfig, stage, "deploy")
    before = set(destroy.key_names(overrides["KeyPath"])) if new else set()
    check = None
    try:
        if new:
            say(f"deploy {stage}")
            run("ci/deploy.sh", stage, env={"CI": "1"})
        stack = destroy.found(cloudformation, names[0])
        check = Check(f".local/{stage}.env", allowed_origin(stack))
        check.create_rooms()
        say("the tests of the protocol")
        check.suite()
        say("latency")
        table(check.latency())
        if new:
            say(f"cold starts: {COLD_STARTS} times new environments for all functions")
            cold_starts(check, names[0])
    finally:
        if new:
            tear_down(cloudformation, stage, names[0], before)
        elif check:
            check.delete_rooms()


def tear_down(cloudformation, stage: str, name: str, keys_before: set[str]) -> None:
    """Deletes a stage that this check has deployed, with its data and the keys that were added."""
    stack = destroy.found(cloudformation, name)
    say(f"delete {stage} with its data")
    run("ci/destroy.sh", stage, env={"CI": "1"})
    if stack:
        outputs = destroy.outputs(stack)
        keys = sorted(set(destroy.key_names(outputs["KeyPath"])) - keys_before)
        purge(outputs["Table"], outputs["Bucket"], keys)
        print(f"Deleted also: table {outputs['Table']}, bucket {outputs['Bucket']}, keys {', '.join(keys)}")


def main(target: str) -> None:
    if target == "-local":
        check_local()
    else:
        check_stage(target)
    print("\nAll of it passed.")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (BotoCoreError, ClientError, WaiterError, stages.Mistake, Failed, OSError) as error:
        sys.exit(f"smoke.py: {error}")
