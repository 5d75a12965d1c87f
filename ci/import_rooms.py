"""Imports a retained table and bucket into a new stack of a stage: ci/import_rooms.py STAGE TABLE BUCKET.

CloudFormation imports them by their names, with the resources of the template that stay when a stack is
deleted, and changes neither. The stack then has only these: `make deploy` adds the rest. It asks for the name of
the stack, unless the environment has CI.
"""

import json
import sys
from pathlib import Path

import boto3
import stage as stages
import tomlkit
from botocore.exceptions import BotoCoreError, ClientError, WaiterError
from destroy import confirm, found

EXPANDED = Path(__file__).parent.parent / "infra" / "expanded.json"
CHANGE_SET = "import-rooms"
# CloudFormation's identifiers of the types, and the stack's resource that they name.
IDENTIFIERS = {
    "AWS::DynamoDB::Table": "TableName",
    "AWS::S3::Bucket": "BucketName",
    "AWS::S3::BucketPolicy": "Bucket",
}


def template() -> dict:
    """Returns the part of the template that an import may have: it must have no outputs and no resource but
    those that are imported."""
    # The expansion, since its transform would add resources.
    expanded = json.loads(EXPANDED.read_text(encoding="utf-8"))
    kept = {name: r for name, r in expanded["Resources"].items() if r.get("DeletionPolicy") == "Retain"}
    return {
        "AWSTemplateFormatVersion": expanded["AWSTemplateFormatVersion"],
        "Parameters": expanded["Parameters"], "Conditions": expanded["Conditions"], "Resources": kept,
    }


def resources(kept: dict, table: str, bucket: str) -> list[dict]:
    """Returns the resources to import, each with its identifier."""
    return [
        {
            "ResourceType": r["Type"], "LogicalResourceId": name,
            "ResourceIdentifier": {IDENTIFIERS[r["Type"]]: table if r["Type"] == "AWS::DynamoDB::Table" else bucket},
        }
        for name, r in kept.items()
    ]


def import_rooms(stage: str, table: str, bucket: str) -> None:
    with open("samconfig.toml", encoding="utf-8") as file:
        samconfig = tomlkit.load(file).unwrap()
    name, _ = stages.stacks(samconfig, stage)
    parameters = stages.overrides(samconfig, stage, "deploy")
    cloudformation = boto3.client("cloudformation")
    if found(cloudformation, name):
        sys.exit(f"import_rooms.py: there is a stack {name} already: a table and a bucket can be imported only into a new one")
    body = template()
    print(f"This makes the stack {name} with the table {table} and the bucket {bucket}.")
    confirm(name, "import")
    made = cloudformation.create_change_set(
        StackName=name, ChangeSetName=CHANGE_SET, ChangeSetType="IMPORT", TemplateBody=json.dumps(body),
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        ResourcesToImport=resources(body["Resources"], table, bucket),
    )
    try:
        cloudformation.get_waiter("change_set_create_complete").wait(ChangeSetName=made["Id"], WaiterConfig={"Delay": 2})
    except WaiterError:
        why = cloudformation.describe_change_set(ChangeSetName=made["Id"]).get("StatusReason", "no reason given")
        cloudformation.delete_stack(StackName=made["StackId"])  # it has no resources yet
        sys.exit(f"import_rooms.py: CloudFormation can't import them: {why}")
    cloudformation.execute_change_set(ChangeSetName=made["Id"])
    cloudformation.get_waiter("stack_import_complete").wait(StackName=made["StackId"], WaiterConfig={"Delay": 2})
    print(f"Imported. Now: make deploy STAGE={stage}")


if __name__ == "__main__":
    try:
        import_rooms(*sys.argv[1:])
    except (BotoCoreError, ClientError, WaiterError, stages.Mistake) as error:
        sys.exit(f"import_rooms.py: {error}")
