"""Tests of import_rooms.py: what CloudFormation demands of an import."""

import json
import unittest

import import_rooms
from test_deployer_policy import SCHEMAS


class ImportRooms(unittest.TestCase):
    def test_the_template_has_what_stays_and_nothing_else(self):
        template = import_rooms.template()
        self.assertEqual(set(template["Resources"]), {"RoomTable", "RoomBucket", "RoomBucketPolicy"})
        self.assertNotIn("Outputs", template)
        self.assertTrue(all(r["DeletionPolicy"] == "Retain" for r in template["Resources"].values()))
        self.assertLessEqual(len(json.dumps(template)), 51200)

    def test_resources_have_the_identifiers_of_their_types(self):
        files = json.loads((SCHEMAS / "providers" / "us-east-1.json").read_text(encoding="utf-8"))
        for kind, key in import_rooms.IDENTIFIERS.items():
            schema = json.loads((SCHEMAS / "resources" / f"{files[kind]}.json").read_text(encoding="utf-8"))
            self.assertEqual(schema["primaryIdentifier"], [f"/properties/{key}"])
        kept = import_rooms.template()["Resources"]
        identifiers = {r["LogicalResourceId"]: r["ResourceIdentifier"] for r in import_rooms.resources(kept, "t", "b")}
        self.assertEqual(
            identifiers, {"RoomTable": {"TableName": "t"}, "RoomBucket": {"BucketName": "b"}, "RoomBucketPolicy": {"Bucket": "b"}},
        )


if __name__ == "__main__":
    unittest.main()
