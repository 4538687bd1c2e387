#!/usr/bin/env python3
"""A backend in another language: copies every file into a folder, <folder>/<package>/<version>/<file>.

    destinations:
      - name: share
        kind: command
        with:
          protocol: json
          run: python3 tools/folder.py
          config: { folder: /mnt/share }

The protocol: docs/backends/command.md. It is started once for each call, with one request on standard input.
"""
import hashlib
import json
import os
import shutil
import signal
import sys
import tempfile
from urllib.parse import quote, unquote


def digest(path):
    """SHA-256 of a file, or None where nothing is."""
    hashed = hashlib.sha256()
    try:
        with open(path, "rb") as file:
            while chunk := file.read(1 << 20):
                hashed.update(chunk)
    except FileNotFoundError:
        return None
    return hashed.hexdigest()


def path_of(config, address):
    """An address is <destination>:<package>/<version>/<file>, with %XX for what is special in it."""
    package, version, name = address.split(":", 1)[1].split("/")
    name = unquote(name)
    # A name from outside must not lead out of the folder.
    if "/" in name or {package, version, name} & {".", ".."}:
        sys.exit(f"{address} is no name for a file")
    return os.path.join(config["folder"], package, version, name)


def decide(config, address, asset):
    found = digest(path_of(config, address))
    if found is None:
        return {"action": "create", "why": "absent"}
    if found == asset["sha256"]:
        return {"action": "keep", "why": "same digest", "proof": "digest"}
    return {"action": "conflict", "why": "it is there with other bytes; release a new version"}


def plan(request):
    """Looks, and writes nothing. The same answer for any order of the assets."""
    release = request["release"]
    items = []
    for asset in release["assets"]:
        parts = [release["release"]["package"], release["release"]["version"], asset["name"]]
        address = request["destination"] + ":" + "/".join(quote(part, safe="") for part in parts)
        items.append({"address": address, **decide(request["config"], address, asset), "asset": asset["name"]})
    return sorted(items, key=lambda item: item["address"])


def publish(request):
    """Looks again, then writes under another name and renames: nobody sees half a file."""
    config, item = request["config"], request["item"]
    address, asset = item["address"], item["asset"]
    decision = decide(config, address, asset)
    if decision["action"] == "conflict":
        return {"conflict": decision["why"]}
    if decision["action"] == "keep":
        return {"address": address, "did": "kept"}
    path = path_of(config, address)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    handle, draft = tempfile.mkstemp(prefix=".part-", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as target, open(asset["path"], "rb") as source:
            shutil.copyfileobj(source, target)
        os.chmod(draft, 0o644)
        if digest(draft) != asset["sha256"]:
            sys.exit(f"{asset['path']} is not what it was when it was verified")
        os.rename(draft, path)
    finally:
        if os.path.exists(draft):
            os.remove(draft)
    return {"address": address, "did": "created"}


def verify(request):
    """Reads back what a receipt says."""
    receipt = request["receipt"]
    found = digest(path_of(request["config"], receipt["address"]))
    if found == receipt["sha256"]:
        return {"ok": True, "by": "digest"}
    return {"ok": False, "why": "it is not there" if found is None else "it has other bytes"}


# Ended by the timeout or a cancelled run, it still takes its drafts away.
signal.signal(signal.SIGTERM, lambda *_: sys.exit("it was asked to end"))
request = json.load(sys.stdin)
if request["api"] != 1:
    sys.exit(f"this program speaks version 1 of the protocol, not {request['api']}")
json.dump({"plan": plan, "publish": publish, "verify": verify}[request["call"]](request), sys.stdout)
