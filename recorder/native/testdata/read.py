"""Reads a log with PyPI's mcap and mcap-protobuf-support and prints what it holds as JSON.

read.py check: exits with 0 if both can be imported. read.py LOG: the JSON.
"""
import json
import sys

from mcap.reader import make_reader
from mcap_protobuf.decoder import DecoderFactory

if sys.argv[1] == "check":
    sys.exit(0)

said = {"topics": {}, "schemas": {}, "steering": [], "drives": [], "jpeg": {}}
with open(sys.argv[1], "rb") as log:
    reader = make_reader(log, validate_crcs=True, decoder_factories=[DecoderFactory()])
    summary = reader.get_summary()
    said["chunks"] = len(summary.chunk_indexes)
    for channel in summary.channels.values():
        schema = summary.schemas[channel.schema_id]
        said["schemas"][channel.topic] = f"{schema.name} {schema.encoding} {channel.message_encoding}"
    for schema, channel, message, decoded in reader.iter_decoded_messages():
        said["topics"][channel.topic] = said["topics"].get(channel.topic, 0) + 1
        if channel.topic == "/steering":
            said["steering"].append([message.log_time, decoded.drive, decoded.curvature_per_m, decoded.truth.x_m])
        elif channel.topic not in said["jpeg"]:
            said["jpeg"][channel.topic] = decoded.data.hex()
            assert decoded.format == "jpeg" and decoded.frame_id == channel.topic.split("/")[-1], decoded.frame_id
    for metadata in reader.iter_metadata():
        said["drives"].append(metadata.metadata)
json.dump(said, sys.stdout)
