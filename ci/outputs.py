"""Reads the output of `sam list stack-outputs --output json` and prints an -env file for roomctl."""

import json
import sys

NAMES = {
    "Url": "HOMSTYLE_URL",
    "ApiUrl": "HOMSTYLE_API_URL",
    "Table": "HOMSTYLE_TABLE",
    "Bucket": "HOMSTYLE_BUCKET",
    "KeyPath": "HOMSTYLE_KEY_PATH",
    "KmsKeyArn": "HOMSTYLE_KMS_KEY",
}

for output in json.load(sys.stdin):
    if output["OutputKey"] in NAMES:
        print(f'{NAMES[output["OutputKey"]]}={output["OutputValue"]}')
