"""Asks PyPI's onnxruntime about pictures and prints what it answers as JSON.

run.py check: exits with 0 if all can be imported. run.py NET.onnx PICTURES: pictures are float32, one after the other.
"""
import json
import sys

import numpy
import onnxruntime

if sys.argv[1] == "check":
    sys.exit(0)

session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
(picture,), (answer,) = session.get_inputs(), session.get_outputs()
pictures = numpy.fromfile(sys.argv[2], numpy.float32).reshape([-1] + picture.shape)
json.dump({
    "version": onnxruntime.__version__,
    "input": picture.name,
    "shape": picture.shape,
    "output": answer.name,
    "description": json.loads(session.get_modelmeta().custom_metadata_map["steersim"]),
    "answers": [float(session.run([answer.name], {picture.name: x})[0][0, 0]) for x in pictures],
}, sys.stdout)
