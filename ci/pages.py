"""Prints values for the deployment of a stage's pages: ci/pages.py WHAT STAGE [URL API].

The values are from samconfig.toml. URL is the URL of the WebSocket API, API that of the HTTP API. WHAT is:

stack       the name of the pages' stack
parameters  the parameters of infra/web.yaml, one a line
config      config.json for the pages
"""

import json
import sys
from urllib.parse import urlsplit

import tomlkit


class Mistake(Exception):
    """An error in samconfig.toml or in the arguments."""


def section(samconfig: dict, stage: str, command: str) -> dict:
    try:
        return samconfig[stage][command]["parameters"]
    except KeyError:
        raise Mistake(f"samconfig.toml has no [{stage}.{command}.parameters]") from None


def token_origin(token_url: str) -> str:
    """Returns the origin of token_url, or "" if the back end has the origin of the pages."""
    if not token_url:
        return ""
    url = urlsplit(token_url)
    if url.scheme != "https" or not url.netloc or url.username:
        raise Mistake(f"token_url must be empty or an https URL, not {token_url}")
    return f"https://{url.netloc}"


def stack(samconfig: dict, stage: str) -> str:
    name = section(samconfig, stage, "pages").get("stack_name", "")
    if not name:
        raise Mistake(f"[{stage}.pages.parameters] has no stack_name")
    return name


def parameters(samconfig: dict, stage: str, url: str, api: str) -> list[str]:
    """Returns the parameters of infra/web.yaml, of which AllowedOrigins is that of the back end."""
    pages, back_end = section(samconfig, stage, "pages"), section(samconfig, stage, "deploy")
    own = [str(p) for p in pages.get("parameter_overrides", [])]
    shared = [str(p) for p in back_end.get("parameter_overrides", []) if p.startswith("AllowedOrigins=")]
    if any(p.startswith(("AllowedOrigins=", "WebSocketUrl=")) for p in own):
        raise Mistake(f"[{stage}.pages.parameters]: AllowedOrigins and WebSocketUrl are set from the back end")
    origin = token_origin(pages.get("token_url", ""))
    origins = ",".join([api, origin] if origin else [api])
    back_ends = [] if any(p.startswith("BackEnds=") for p in own) else [f"BackEnds={origins}"]
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
        raise Mistake(f"the output Url of the back end is {url or 'missing'}: deploy the back end first")
    if not api.startswith("https://"):
        raise Mistake(f"the output ApiUrl of the back end is {api or 'missing'}: deploy the back end first")
    if what == "parameters":
        print(*parameters(samconfig, stage, url, api), sep="\n")
    elif what == "config":
        print(json.dumps(config(samconfig, stage, url, api)))
    else:
        raise Mistake(f"unknown value {what}: stack, parameters or config")


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Mistake as mistake:
        sys.exit(f"pages.py: {mistake}")
