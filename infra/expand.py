"""Expands template.yaml as AWS will, with the SAM translator that sam itself brings.

Prints the CloudFormation template as JSON with sorted keys. Needs neither network nor credentials:
code is named by a placeholder, since where sam uploads it is no part of the design.
"""

import json
import os
import pathlib

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = pathlib.Path(__file__).parent.parent / "template.yaml"
CODE = "s3://code/bootstrap.zip"


class NoManagedPolicies:
    """Roles are written by hand, so no policy is ever looked up by its name."""

    def load(self):
        return {}


def main():
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"  # the translator wants one; nothing that it writes depends on it
    template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    template["Globals"]["Function"]["CodeUri"] = CODE
    expanded = transform(template, {}, NoManagedPolicies())
    print(json.dumps(expanded, indent=1, sort_keys=True, ensure_ascii=False))


if __name__ == "__main__":
    main()
