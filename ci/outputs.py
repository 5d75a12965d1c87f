"""Turns the outputs that `sam list stack-outputs --output json` prints into roomctl's -env file."""

import json
import sys

NAMES = {
    "Url": "HOMSTYLE_URL",
    "ApiUrl": "HOMSTYLE_API_URL",
    "Table": "HOMSTYLE_TABLE",
    "Bucket": "HOMSTYLE_BUCKET",
    "KeyPath": "HOMSTYLE_KEY_PATH",
}

for output in json.load(sys.stdin):
    if output["OutputKey"] in NAMES:
        print(f'{NAMES[output["OutputKey"]]}={output["OutputValue"]}')
