"""What the pages of a stage are deployed with, from samconfig.toml: ci/pages.py WHAT STAGE [URL API].

stack       the name of their stack
parameters  the parameters of infra/web.yaml, one a line; URL is the WebSocket API's, API the HTTP API's
config      config.json, as the pages read it
"""

import json
import sys
from urllib.parse import urlsplit

import tomlkit


class Mistake(Exception):
    """Something in samconfig.toml that can't be deployed."""


def section(samconfig: dict, stage: str, command: str) -> dict:
    try:
        return samconfig[stage][command]["parameters"]
    except KeyError:
        raise Mistake(f"samconfig.toml has no [{stage}.{command}.parameters]") from None


def token_origin(token_url: str) -> str:
    """The origin of the shop's back end; empty when it answers beside the pages."""
    if not token_url:
        return ""
    url = urlsplit(token_url)
    if url.scheme != "https" or not url.netloc or url.username:
        raise Mistake(f"token_url must be empty or an https address, not {token_url}")
    return f"https://{url.netloc}"


def stack(samconfig: dict, stage: str) -> str:
    name = section(samconfig, stage, "pages").get("stack_name", "")
    if not name:
        raise Mistake(f"[{stage}.pages.parameters] has no stack_name")
    return name


def parameters(samconfig: dict, stage: str, url: str, api: str) -> list[str]:
    """AllowedOrigins stands once, with the back end's; the other parameters as they are there."""
    pages, back_end = section(samconfig, stage, "pages"), section(samconfig, stage, "deploy")
    own = [str(p) for p in pages.get("parameter_overrides", [])]
    shared = [str(p) for p in back_end.get("parameter_overrides", []) if p.startswith("AllowedOrigins=")]
    if any(p.startswith(("AllowedOrigins=", "WebSocketUrl=")) for p in own):
        raise Mistake(f"[{stage}.pages.parameters]: AllowedOrigins is that of the back end, WebSocketUrl its output")
    origin = token_origin(pages.get("token_url", ""))
    asked = ",".join([api, origin] if origin else [api])
    back_ends = [] if any(p.startswith("BackEnds=") for p in own) else [f"BackEnds={asked}"]
    return [f"WebSocketUrl={url}", *shared, *back_ends, *own]


def config(samconfig: dict, stage: str, url: str, api: str) -> dict:
    token_url = str(section(samconfig, stage, "pages").get("token_url", ""))
    token_origin(token_url)
    return {"wsUrl": url, "apiUrl": api} | ({"tokenUrl": token_url} if token_url else {})


def main(what: str, stage: str, url: str = "", api: str = "") -> None:
    with open("samconfig.toml", encoding="utf-8") as file:
        samconfig = tomlkit.load(file).unwrap()
    if what == "stack":
        print(stack(samconfig, stage))
        return
    if not url.startswith("wss://"):
        raise Mistake(f"the back end's output Url is {url or 'missing'}: deploy it first")
    if not api.startswith("https://"):
        raise Mistake(f"the back end's output ApiUrl is {api or 'missing'}: deploy it first")
    if what == "parameters":
        print(*parameters(samconfig, stage, url, api), sep="\n")
    elif what == "config":
        print(json.dumps(config(samconfig, stage, url, api)))
    else:
        raise Mistake(f"unknown {what}: stack, parameters or config")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Mistake as mistake:
        sys.exit(f"pages.py: {mistake}")
