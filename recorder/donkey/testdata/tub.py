"""Reads a tub with donkeycar's own reader and prints what it holds as JSON.

tub.py check: exits with 0 if donkeycar's tub can be imported. tub.py TUB DELETED: reads, then deletes that record.
"""
import importlib.util
import json
import logging
import sys
import types

logging.disable(logging.CRITICAL)
package = types.ModuleType("donkeycar")  # its own __init__ wants much that a tub does not need
package.__path__ = list(importlib.util.find_spec("donkeycar").submodule_search_locations)
sys.modules["donkeycar"] = package
from donkeycar.parts.datastore_v2 import Catalog
from donkeycar.parts.tub_v2 import Tub

if sys.argv[1] == "check":
    sys.exit(0)

tub = Tub(sys.argv[1], read_only=True)
said = {"inputs": tub.manifest.inputs, "sessions": tub.manifest.manifest_metadata["sessions"]["all_full_ids"], "records": list(tub), "length": len(tub)}
catalog = Catalog(f"{sys.argv[1]}/{tub.manifest.catalog_paths[-1]}", read_only=True)
line = catalog.seekable.lines() // 2 + 1  # donkeycar counts lines from 1
catalog.seekable.seek_line_start(line)
said["middle"] = json.loads(catalog.seekable.readline())
said["middle_index"] = catalog.manifest.start_index() + line - 1
json.dump(said, sys.stdout)

writing = Tub(sys.argv[1], inputs=tub.manifest.inputs, types=tub.manifest.types)
writing.delete_records({int(sys.argv[2])})
writing.close()
