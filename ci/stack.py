"""Prints what CloudFormation knows of a stack: ci/stack.py WHAT STACK.

outputs   its outputs, as `sam list stack-outputs --output json` prints them; [] if there is no stack
pending   the names of its change sets that nobody has executed, one a line
"""

import json
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError


def outputs(cloudformation, stack: str) -> list[dict]:
    """Returns the outputs of a stack, or none if there is no such stack."""
    try:
        return cloudformation.describe_stacks(StackName=stack)["Stacks"][0].get("Outputs", [])
    except ClientError as error:
        # CloudFormation has no error code of its own for a stack that does not exist.
        if "does not exist" in str(error):
            return []
        raise


def pending(cloudformation, stack: str) -> list[str]:
    """Returns the names of the change sets that could still be executed."""
    try:
        pages = cloudformation.get_paginator("list_change_sets").paginate(StackName=stack)
        sets = [s for page in pages for s in page["Summaries"]]
    except ClientError as error:
        if "does not exist" in str(error):
            return []
        raise
    return sorted(s["ChangeSetName"] for s in sets if s.get("ExecutionStatus") == "AVAILABLE")


def main(what: str, stack: str) -> None:
    cloudformation = boto3.client("cloudformation")
    if what == "outputs":
        print(json.dumps(outputs(cloudformation, stack)))
    elif what == "pending":
        print(*pending(cloudformation, stack), sep="\n")
    else:
        sys.exit(f"stack.py: unknown value {what}: outputs or pending")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (BotoCoreError, ClientError) as error:
        sys.exit(f"stack.py: {error}")
