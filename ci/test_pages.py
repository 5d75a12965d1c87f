"""Tests of pages.py and publish.py: .tools/venv/bin/python -m unittest discover ci."""

import json
import unittest

import pages
import publish

KINDS = json.loads(publish.HEADERS.read_text(encoding="utf-8"))["kinds"]
URL = "wss://abc.execute-api.eu-north-1.amazonaws.com/v1"
API = "https://def.execute-api.eu-north-1.amazonaws.com"


def samconfig(**own) -> dict:
    deploy = {"parameters": {"parameter_overrides": ["AllowedOrigins=https://shop.example", "KeyPath=/k"]}}
    return {"prod": {"deploy": deploy, "pages": {"parameters": {"stack_name": "s-pages", **own}}}}


class Pages(unittest.TestCase):
    def test_parameters(self):
        given = samconfig(token_url="https://shop.example/api/token", parameter_overrides=["PriceClass=PriceClass_All"])
        self.assertEqual(
            pages.parameters(given, "prod", URL, API),
            [f"WebSocketUrl={URL}", "AllowedOrigins=https://shop.example", f"BackEnds={API},https://shop.example", "PriceClass=PriceClass_All"],
        )
        self.assertEqual(pages.config(given, "prod", URL, API), {"wsUrl": URL, "apiUrl": API, "tokenUrl": "https://shop.example/api/token"})

    def test_back_end_at_the_origin_of_the_pages(self):
        self.assertEqual(pages.parameters(samconfig(), "prod", URL, API), [f"WebSocketUrl={URL}", "AllowedOrigins=https://shop.example", f"BackEnds={API}"])
        self.assertEqual(pages.config(samconfig(), "prod", URL, API), {"wsUrl": URL, "apiUrl": API})

    def test_mistakes(self):
        for given, what in (
            (samconfig(token_url="http://shop.example/token"), "token_url"),
            (samconfig(token_url="shop.example"), "token_url"),
            (samconfig(parameter_overrides=["AllowedOrigins=*"]), "AllowedOrigins"),
            ({"prod": {}}, r"\[prod.pages.parameters\]"),
            ({}, "samconfig.toml"),
        ):
            with self.assertRaisesRegex(pages.Mistake, what):
                pages.parameters(given, "prod", URL, API)
        with self.assertRaisesRegex(pages.Mistake, "stack_name"):
            pages.stack(samconfig(stack_name=""), "prod")


class Publish(unittest.TestCase):
    def test_order_of_uploads_and_hashed_files(self):
        names = ["index.html", "assets/a-1.js", "assets/a-2.js", "planner.js", "catalog/catalog.json", "config.json"]
        upload, delete, paths = publish.plan(names, {"assets/a-1.js", "assets/a-0.js", "old.html", "index.html"}, KINDS)
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
