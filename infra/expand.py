"""Expands template.yaml with the SAM translator of sam and prints the CloudFormation template.

The output is JSON with sorted keys. The script needs neither network nor credentials: the location of
the functions' code is a placeholder.
"""

import json
import os
import pathlib

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

TEMPLATE = pathlib.Path(__file__).parent.parent / "template.yaml"
CODE = "s3://code/bootstrap.zip"


class NoManagedPolicies:
    """Returns no managed policies, since the template does not use their names."""

    def load(self):
        return {}


def main():
    os.environ["AWS_DEFAULT_REGION"] = "us-east-1"  # required by the translator; the output does not depend on it
    template = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    template["Globals"]["Function"]["CodeUri"] = CODE
    expanded = transform(template, {}, NoManagedPolicies())
    print(json.dumps(expanded, indent=1, sort_keys=True, ensure_ascii=False))


if __name__ == "__main__":
    main()
