"""Tests of stage.py and publish.py: .tools/venv/bin/python -m unittest discover ci."""

import json
import tempfile
import unittest
from pathlib import Path

import publish
import stage

KINDS = json.loads(publish.HEADERS.read_text(encoding="utf-8"))["kinds"]
URL = "wss://abc.execute-api.eu-north-1.amazonaws.com/v1"
API = "https://def.execute-api.eu-north-1.amazonaws.com"
PICTURES = "https://rooms.s3.eu-north-1.amazonaws.com"


def samconfig(origins="https://shop.example", **own) -> dict:
    deploy = {"parameters": {"parameter_overrides": [f"AllowedOrigins={origins}", "KeyPath=/k"]}}
    names = {"parameters": {"stack_name": "s"}}
    return {"prod": {"global": names, "deploy": deploy, "pages": {"parameters": {"stack_name": "s-pages", **own}}}}


class Stage(unittest.TestCase):
    def test_parameters_of_the_pages(self):
        given = samconfig(token_url="https://shop.example/api/token", parameter_overrides=["PriceClass=PriceClass_All"])
        self.assertEqual(
            stage.pages(given, "prod", URL, API, PICTURES),
            [f"WebSocketUrl={URL}", "AllowedOrigins=https://shop.example", f"BackEnds={API},https://shop.example,{PICTURES}", "PriceClass=PriceClass_All"],
        )
        self.assertEqual(stage.config(given, "prod", URL, API), {"wsUrl": URL, "apiUrl": API, "tokenUrl": "https://shop.example/api/token"})

    def test_addresses_of_the_shop(self):
        given = samconfig(token_url="https://shop.example/api/token", copy_url="https://rooms.shop.example/copy")
        origins = f"BackEnds={API},https://shop.example,https://rooms.shop.example,{PICTURES}"
        self.assertIn(origins, stage.pages(given, "prod", URL, API, PICTURES))
        self.assertEqual(stage.config(given, "prod", URL, API)["copyUrl"], "https://rooms.shop.example/copy")

    def test_back_end_at_the_origin_of_the_pages(self):
        self.assertEqual(stage.pages(samconfig(), "prod", URL, API, PICTURES), [f"WebSocketUrl={URL}", "AllowedOrigins=https://shop.example", f"BackEnds={API},{PICTURES}"])
        self.assertEqual(stage.config(samconfig(), "prod", URL, API), {"wsUrl": URL, "apiUrl": API})
        self.assertEqual(stage.config(samconfig(), "prod", URL, API, "eu.m"), {"wsUrl": URL, "apiUrl": API, "suggestions": True})

    def test_own_back_ends_replace_those_of_the_stage(self):
        given = samconfig(parameter_overrides=["BackEnds=https://api.shop.example"])
        self.assertIn("BackEnds=https://api.shop.example", stage.pages(given, "prod", URL, API, PICTURES))

    def test_a_rollout_has_a_release(self):
        given = samconfig()
        given["prod"]["deploy"]["parameters"]["parameter_overrides"].append("Rollout=Canary10Percent5Minutes")

        def release(origin: str = "") -> str:
            return next(p for p in stage.back_end(given, "prod", origin, build) if p.startswith("Release="))

        with tempfile.TemporaryDirectory() as folder:
            build = Path(folder, "build")
            (build / "MoveFunction").mkdir(parents=True)
            with self.assertRaises(stage.Mistake):
                release()
            code = build / "MoveFunction" / "bootstrap"
            code.write_bytes(b"1")
            first = release()
            self.assertRegex(first, "^Release=[0-9a-f]{16}$")
            self.assertEqual(release(), first)
            # Another parameter, and other code.
            self.assertNotEqual(release("https://planner.shop.example"), first)
            code.write_bytes(b"2")
            self.assertNotEqual(release(), first)
            given["prod"]["deploy"]["parameters"]["parameter_overrides"].append("Release=r1")
            self.assertEqual(release(), "Release=r1")

    def test_without_a_rollout_there_is_no_release(self):
        for overrides in ([], ["Rollout=no"]):
            given = samconfig()
            given["prod"]["deploy"]["parameters"]["parameter_overrides"] += overrides
            self.assertFalse([p for p in stage.back_end(given, "prod") if p.startswith("Release=")])

    def test_origin_of_the_pages(self):
        named = samconfig(parameter_overrides=["DomainName=planner.shop.example"])
        for given, page, want in (
            (samconfig(), "", ""),
            (samconfig(), "https://d1.cloudfront.net/", "https://d1.cloudfront.net"),
            (samconfig("*"), "https://d1.cloudfront.net/", ""),
            (samconfig("https://shop.example,https://d1.cloudfront.net"), "https://d1.cloudfront.net/", ""),
            (named, "", "https://planner.shop.example"),
            (named, "https://d1.cloudfront.net/", "https://planner.shop.example"),
        ):
            self.assertEqual(stage.origin(given, "prod", page), want)

    def test_parameters_of_the_back_end(self):
        given = ["AllowedOrigins=https://shop.example", "KeyPath=/k"]
        self.assertEqual(stage.back_end(samconfig(), "prod"), given)
        self.assertEqual(stage.back_end(samconfig(), "prod", "https://d1.cloudfront.net"), [*given, "PageOrigin=https://d1.cloudfront.net"])

    def test_mistakes(self):
        for given, what in (
            (samconfig(token_url="http://shop.example/token"), "token_url"),
            (samconfig(token_url="shop.example"), "token_url"),
            (samconfig(copy_url="http://shop.example/copy"), "copy_url"),
            (samconfig(parameter_overrides=["AllowedOrigins=*"]), "AllowedOrigins"),
            ({"prod": {}}, r"\[prod.pages.parameters\]"),
            ({}, "samconfig.toml"),
        ):
            with self.assertRaisesRegex(stage.Mistake, what):
                stage.pages(given, "prod", URL, API, PICTURES)
        for given, what in ((samconfig(stack_name=""), "stack_name"), (samconfig(stack_name="s"), "stack_name")):
            with self.assertRaisesRegex(stage.Mistake, what):
                stage.stacks(given, "prod")
        self.assertEqual(stage.stacks(samconfig(), "prod"), ("s", "s-pages"))


class Publish(unittest.TestCase):
    def test_order_of_uploads_and_hashed_files(self):
        names = ["index.html", "assets/a-1.js", "assets/a-2.js", "planner.js", "catalog/catalog.json", "config.json"]
        existing = {"assets/a-1.js", "assets/a-0.js", "old.html", "index.html", "catalog/pairs.json"}
        upload, delete, paths = publish.plan(names, existing, KINDS)
        self.assertEqual(upload, ["assets/a-2.js", "catalog/catalog.json", "planner.js", "config.json", "index.html"])
        self.assertEqual(delete, ["old.html"])
        self.assertEqual(paths, ["/", "/catalog/*", "/config.json", "/index.html", "/old.html", "/planner.js"])

    def test_types(self):
        for name, want in {
            "planner.js": "text/javascript; charset=utf-8",
            "assets/a.css": "text/css; charset=utf-8",
            "catalog/a.glb": "model/gltf-binary",
            "catalog/a.webp": "image/webp",
            "a.unknown": "application/octet-stream",
        }.items():
            self.assertEqual(publish.content_type(name), want)


if __name__ == "__main__":
    unittest.main()
