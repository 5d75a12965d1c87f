"""Deletes the stacks of a stage, and prints what stays and what it costs a month: ci/destroy.py STAGE.

It asks for the name of the stack, unless the environment has CI. The table and the bucket of the rooms stay
(DeletionPolicy: Retain), and so does what is in no stack: the keys and sam's uploads. It may be run again
after it stopped.
"""

import json
import os
import sys
from pathlib import Path

import boto3
import stage as stages
import tomlkit
from botocore.exceptions import BotoCoreError, ClientError, WaiterError
from samcli.yamlhelper import yaml_parse

PRICES = Path(__file__).parent.parent / "shared" / "pricing" / "aws.json"
GB = 1e9


def prices() -> dict[str, float]:
    """Returns the prices of AWS per unit, by name."""
    listed = json.loads(PRICES.read_text(encoding="utf-8"))["prices"]
    return {name: price["usd"] / price["per"] for name, price in listed.items()}


def found(cloudformation, name: str) -> dict | None:
    """Returns a stack, or None if there is none with that name."""
    try:
        return cloudformation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as error:
        if "does not exist" in str(error):
            return None
        raise


def outputs(stack: dict) -> dict[str, str]:
    return {o["OutputKey"]: o["OutputValue"] for o in stack.get("Outputs", [])}


def retained(cloudformation, name: str) -> list[dict]:
    """Returns the resources that CloudFormation keeps when it deletes the stack and its nested stacks."""
    template = cloudformation.get_template(StackName=name, TemplateStage="Processed")["TemplateBody"]
    # CloudFormation returns a template in JSON, as SAM's transform makes it, as an object, and one in YAML as text.
    if isinstance(template, str):
        template = yaml_parse(template)
    kept = {id for id, r in template["Resources"].items() if r.get("DeletionPolicy", "Delete") == "Retain"}
    pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=name)
    resources = [r for page in pages for r in page["StackResourceSummaries"]]
    resources = [r for r in resources if "PhysicalResourceId" in r]
    nested = [r["PhysicalResourceId"] for r in resources if r["ResourceType"] == "AWS::CloudFormation::Stack"]
    return [
        *(r for r in resources if r["LogicalResourceId"] in kept),
        *(r for stack in nested for r in retained(cloudformation, stack)),
    ]


def delete(cloudformation, stack: dict) -> None:
    """Deletes a stack and waits for it."""
    # The name of a deleted stack is not valid any more, but its id is.
    name = stack["StackId"]
    cloudformation.delete_stack(StackName=name)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=name, WaiterConfig={"Delay": 5, "MaxAttempts": 720})


def table_line(name: str) -> str:
    size = boto3.client("dynamodb").describe_table(TableName=name)["Table"].get("TableSizeBytes", 0) / GB
    usd = size * (prices()["tableStored"] + prices()["tableRecovery"])
    return f"table {name}: {size:.3f} GB, {usd:.2f} USD a month with point-in-time recovery"


def bucket_line(name: str) -> str:
    """Counts old versions too, since they are billed alike."""
    pages = boto3.client("s3").get_paginator("list_object_versions").paginate(Bucket=name)
    size = sum(v["Size"] for page in pages for v in page.get("Versions", [])) / GB
    return f"bucket {name}: {size:.3f} GB, {size * prices()['bucketStored']:.2f} USD a month"


LINES = {"AWS::DynamoDB::Table": table_line, "AWS::S3::Bucket": bucket_line}
# These cost nothing and stay with what they belong to.
PARTS = {"AWS::S3::BucketPolicy"}


def left(resource: dict) -> str:
    kind, name = resource["ResourceType"], resource["PhysicalResourceId"]
    return LINES[kind](name) if kind in LINES else f"{kind} {name}"


def key_names(path: str) -> list[str]:
    pages = boto3.client("ssm").get_paginator("get_parameters_by_path").paginate(Path=path)
    return [p["Name"] for page in pages for p in page["Parameters"]]


def confirm(name: str, verb: str) -> None:
    """Asks for the name of the stack, and stops if the answer is another one."""
    if os.environ.get("CI"):
        return
    try:
        given = input(f"Type {name} to {verb} it: ")
    except EOFError:
        given = ""
    if given != name:
        sys.exit(f"{Path(sys.argv[0]).name}: nothing was {verb.removesuffix('e')}ed")


def destroy(stage: str) -> None:
    with open("samconfig.toml", encoding="utf-8") as file:
        names = stages.stacks(tomlkit.load(file).unwrap(), stage)
    cloudformation = boto3.client("cloudformation")
    back_end, pages = (found(cloudformation, name) for name in names)
    if not back_end and not pages:
        print(f"There is neither {names[0]} nor {names[1]}.")
        return
    print(f"This deletes {' and '.join(s['StackName'] for s in (back_end, pages) if s)}: all rooms are closed.")
    print("The rooms' table and bucket stay, with their data.")
    confirm(names[0], "delete")
    if pages:
        # CloudFormation deletes no bucket that has objects. These can be built again.
        print(f"Delete {names[1]}; CloudFront takes a few minutes")
        bucket = outputs(pages).get("PageBucket")
        if bucket:
            boto3.resource("s3").Bucket(bucket).objects.all().delete()
        delete(cloudformation, pages)
    if not back_end:
        return
    print(f"Delete {names[0]}")
    rest = retained(cloudformation, names[0])
    delete(cloudformation, back_end)
    print("\nDeleted. These stay:")
    for resource in rest:
        if resource["ResourceType"] not in PARTS:
            print(f"  {left(resource)}")
    path = outputs(back_end).get("KeyPath")
    if path:
        for name in key_names(path):
            print(f"  key {name}: 0.00 USD a month")
    print("  sam's uploads, in the bucket of the stack aws-sam-cli-managed-default, which all stacks of sam share")
    print("docs/operations.md says how to use the table and the bucket again, and how to delete them.")


if __name__ == "__main__":
    try:
        destroy(sys.argv[1])
    except (BotoCoreError, ClientError, WaiterError, stages.Mistake) as error:
        sys.exit(f"destroy.py: {error}")
