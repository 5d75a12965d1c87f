"""Uploads the built pages to their bucket: ci/publish.py FOLDER OUTPUTS [--dry-run].

OUTPUTS is a file with the output of `sam list stack-outputs --output json` for infra/web.yaml. Each
file gets its Cache-Control from web/headers/headers.json. Files with a hash in their name are uploaded
first and pages last, so that no page refers to a missing file. Hashed files of earlier builds are not
deleted, since an open tab may load them later. A thousand builds cost two cents a month.
"""

import json
import mimetypes
import sys
import time
from pathlib import Path

HEADERS = Path(__file__).parent.parent / "web" / "headers" / "headers.json"
# Types that Python's table does not have on every system, or has with other values.
TYPES = {".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml", ".glb": "model/gltf-binary"}
# Not of the build: `roomctl learn` and the function of LearnPairs write it.
LEARNED = "catalog/pairs.json"
TEXT = {"text/javascript", "text/css", "text/html", "application/json", "image/svg+xml"}


def kind_of(name: str, kinds: list[dict]) -> dict:
    """Returns the first kind that matches the name, as CloudFront selects a cache behaviour."""

    def matches(pattern: str) -> bool:
        return name.startswith(pattern[:-1]) if pattern.endswith("*") else name == pattern

    return next(kind for kind in kinds if any(matches(pattern) for pattern in kind["paths"]))


def content_type(name: str) -> str:
    found = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found in TEXT else found


def files_of(folder: Path) -> list[str]:
    """Returns the names of all files in the folder except hidden ones, which are not for browsers."""
    names = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
    return sorted(name for name in names if not any(part.startswith(".") for part in name.split("/")))


def in_order(names: list[str], kinds: list[dict]) -> list[str]:
    """Returns the names in the order of kinds: files to which others refer come before those."""
    return sorted(names, key=lambda name: (kinds.index(kind_of(name, kinds)), name))


def plan(names: list[str], existing: set[str], kinds: list[dict]) -> tuple[list[str], list[str], list[str]]:
    """Returns the names to upload, the names to delete, and the paths to invalidate in CloudFront."""

    def hashed(name: str) -> bool:
        return "immutable" in kind_of(name, kinds)["cache"]

    upload = in_order([name for name in names if not (hashed(name) and name in existing)], kinds)
    delete = sorted(name for name in existing - set(names) - {LEARNED} if not hashed(name))
    paths = {path_of(name, kinds) for name in [*upload, *delete] if not hashed(name)}
    return upload, delete, sorted(paths | {"/"})


def path_of(name: str, kinds: list[dict]) -> str:
    """Returns the path to invalidate. It is one path for a whole folder, since AWS charges by the path."""
    folder = next((p for p in kind_of(name, kinds)["paths"] if p.endswith("/*")), None)
    return f"/{folder or name}"


def outputs_of(path: Path) -> dict[str, str]:
    return {o["OutputKey"]: o["OutputValue"] for o in json.loads(path.read_text(encoding="utf-8"))}


def publish(folder: Path, outputs: dict[str, str], dry: bool) -> None:
    import boto3  # Imported here, since the tests do not need it. It is a dependency of sam.

    kinds = json.loads(HEADERS.read_text(encoding="utf-8"))["kinds"]
    bucket = boto3.resource("s3").Bucket(outputs["PageBucket"])
    existing = {o.key for o in bucket.objects.all()}
    if existing and "index.html" not in existing:
        sys.exit(f"publish.py: {bucket.name} has other files than the pages: nothing was changed")
    upload, delete, paths = plan(files_of(folder), existing, kinds)
    for name in upload:
        cache = kind_of(name, kinds)["cache"]
        print(f"put     {name}  {content_type(name)}  {cache}")
        if not dry:
            extra = {"CacheControl": cache, "ContentType": content_type(name)}
            bucket.upload_file(str(folder / name), name, ExtraArgs=extra)
    for name in delete:
        print(f"delete  {name}")
        if not dry:
            bucket.Object(name).delete()
    print("clear  ", *paths)
    if not dry:
        # AWS ignores a request with the reference of an earlier one.
        batch = {"Paths": {"Quantity": len(paths), "Items": paths}, "CallerReference": str(time.time_ns())}
        boto3.client("cloudfront").create_invalidation(
            DistributionId=outputs["PageDistribution"], InvalidationBatch=batch
        )


def main(folder: Path, outputs: Path, *options: str) -> None:
    if not (folder / "config.json").is_file() or not (folder / "index.html").is_file():
        sys.exit(f"publish.py: {folder} has no built pages with a config.json: run ci/deploy.sh")
    found = outputs_of(outputs)
    missing = [key for key in ("PageBucket", "PageDistribution") if key not in found]
    if missing:
        sys.exit(f"publish.py: {outputs} lacks {', '.join(missing)}: deploy infra/web.yaml first")
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        publish(folder, found, dry="--dry-run" in options)
    except (BotoCoreError, ClientError) as error:
        sys.exit(f"publish.py: {error}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
