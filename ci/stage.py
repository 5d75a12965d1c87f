"""Prints values for the deployment of a stage: ci/stage.py WHAT STAGE [ARGUMENT…].

The values are from samconfig.toml. URL is the URL of the WebSocket API, API that of the HTTP API. WHAT is:

stacks               the names of the back end's stack and of the pages' stack, one a line
origin [PAGE]        the origin of the pages if the back end must allow it besides AllowedOrigins, else an
                     empty line. PAGE is the URL of the pages, if they are deployed already
back-end [ORIGIN]    the parameters of template.yaml, one a line. ORIGIN is the origin of the pages. With Rollout it
                     adds Release, a digest of the build and of the parameters
pages URL API ORIGIN the parameters of infra/web.yaml, one a line. ORIGIN is that of the bucket to which pages
                     upload pictures
config URL API       config.json for the pages
"""

import hashlib
import json
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import tomlkit


BUILD = Path(".aws-sam/build")


class Mistake(Exception):
    """An error in samconfig.toml or in the arguments."""


def section(samconfig: dict, stage: str, command: str) -> dict:
    try:
        return samconfig[stage][command]["parameters"]
    except KeyError:
        raise Mistake(f"samconfig.toml has no [{stage}.{command}.parameters]") from None


def stacks(samconfig: dict, stage: str) -> tuple[str, str]:
    """Returns the names of the back end's stack and of the pages' stack."""
    shared = samconfig.get(stage, {}).get("global", {}).get("parameters", {})
    back_end = section(samconfig, stage, "deploy").get("stack_name", "") or shared.get("stack_name", "")
    if not back_end:
        raise Mistake(f"neither [{stage}.global.parameters] nor [{stage}.deploy.parameters] has a stack_name")
    pages = section(samconfig, stage, "pages").get("stack_name", "")
    if not pages:
        raise Mistake(f"[{stage}.pages.parameters] has no stack_name")
    if pages == back_end:
        raise Mistake(f"[{stage}.pages.parameters]: stack_name must not be that of the back end")
    return back_end, pages


def overrides(samconfig: dict, stage: str, command: str) -> dict[str, str]:
    """Returns the values of parameter_overrides by the names of the parameters."""
    pairs = [str(p).partition("=") for p in section(samconfig, stage, command).get("parameter_overrides", [])]
    return {name: value for name, _, value in pairs}


def lines(values: dict[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in values.items()]


def origin_of_token_url(token_url: str) -> str:
    """Returns the origin of token_url, or "" if the back end has the origin of the pages."""
    if not token_url:
        return ""
    url = urlsplit(token_url)
    if url.scheme != "https" or not url.netloc or url.username:
        raise Mistake(f"token_url must be empty or an https URL, not {token_url}")
    return f"https://{url.netloc}"


def origin(samconfig: dict, stage: str, page: str = "") -> str:
    """Returns the origin that the back end must allow for the stage's own pages. It is "" if the back end
    allows all origins or has this one in its list, and if it is not known yet: CloudFront chooses the
    pages' name when it creates the distribution, unless the pages have a DomainName."""
    name = overrides(samconfig, stage, "pages").get("DomainName", "")
    found = f"https://{name}" if name else page.rstrip("/")
    allowed = overrides(samconfig, stage, "deploy").get("AllowedOrigins", "*").split(",")
    return "" if "*" in allowed or found in allowed else found


def release(build: Path, parameters: dict[str, str]) -> str:
    """Returns a name that is another one if the code, the template or a parameter is: each of them can change
    what a version of a function is."""
    digest = hashlib.sha256(json.dumps(parameters, sort_keys=True).encode())
    # The folders of functions may be links.
    files = sorted(Path(folder) / name for folder, _, names in os.walk(build, followlinks=True) for name in names)
    if not files:
        raise Mistake(f"{build} has no build: run sam build")
    for file in files:
        digest.update(b"%s %d\n" % (file.relative_to(build).as_posix().encode(), file.stat().st_size))
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def back_end(samconfig: dict, stage: str, page_origin: str = "", build: Path = BUILD) -> list[str]:
    """Returns the parameters of template.yaml. Without an origin CloudFormation keeps the earlier one."""
    own = overrides(samconfig, stage, "deploy")
    if "PageOrigin" in own:
        raise Mistake(f"[{stage}.deploy.parameters]: PageOrigin is set from the pages")
    values = own | ({"PageOrigin": page_origin} if page_origin else {})
    if own.get("Rollout", "no") != "no" and "Release" not in own:
        values["Release"] = release(build, values)
    return lines(values)


def pages(samconfig: dict, stage: str, url: str, api: str, pictures: str) -> list[str]:
    """Returns the parameters of infra/web.yaml, of which AllowedOrigins is that of the back end."""
    own, back = overrides(samconfig, stage, "pages"), overrides(samconfig, stage, "deploy")
    if "AllowedOrigins" in own or "WebSocketUrl" in own:
        raise Mistake(f"[{stage}.pages.parameters]: AllowedOrigins and WebSocketUrl are set from the back end")
    shared = {"AllowedOrigins": back["AllowedOrigins"]} if "AllowedOrigins" in back else {}
    token = origin_of_token_url(section(samconfig, stage, "pages").get("token_url", ""))
    origins = ",".join(filter(None, [api, token, pictures]))
    return lines({"WebSocketUrl": url, **shared, "BackEnds": origins, **own})


def config(samconfig: dict, stage: str, url: str, api: str, suggestions: str = "") -> dict:
    """Returns config.json. `suggestions` is the output Suggestions of the back end, empty without it."""
    token_url = str(section(samconfig, stage, "pages").get("token_url", ""))
    origin_of_token_url(token_url)
    optional = ({"tokenUrl": token_url} if token_url else {}) | ({"suggestions": True} if suggestions else {})
    return {"wsUrl": url, "apiUrl": api} | optional


def main(what: str, stage: str, *arguments: str) -> None:
    with open("samconfig.toml", encoding="utf-8") as file:
        samconfig = tomlkit.load(file).unwrap()
    if what == "stacks":
        print(*stacks(samconfig, stage), sep="\n")
    elif what == "origin":
        print(origin(samconfig, stage, *arguments))
    elif what == "back-end":
        print(*back_end(samconfig, stage, *arguments), sep="\n")
    elif what in ("pages", "config"):
        url, api, *rest = arguments
        if not url.startswith("wss://"):
            raise Mistake(f"the output Url of the back end is {url or 'missing'}: deploy the back end first")
        if not api.startswith("https://"):
            raise Mistake(f"the output ApiUrl of the back end is {api or 'missing'}: deploy the back end first")
        if what == "pages":
            print(*pages(samconfig, stage, url, api, *rest), sep="\n")
        else:
            print(json.dumps(config(samconfig, stage, url, api, *rest)))
    else:
        raise Mistake(f"unknown value {what}: stacks, origin, back-end, pages or config")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Mistake as mistake:
        sys.exit(f"stage.py: {mistake}")
