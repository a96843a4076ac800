"""Reads a driving log as the scripts of the course do, and prints what a training would get as JSON.

course.py FOLDER. Every row gives three samples: the centre picture with the steering, the left one with 0.2 more and the
right one with 0.2 less. Pictures are found by the last part of their path. They are opened if there is a PIL.
"""
import csv
import json
import os
import sys

try:
    from PIL import Image
except ImportError:
    Image = None

CORRECTION = {"center": 0.0, "left": 0.2, "right": -0.2}

folder = sys.argv[1]
said = {"Samples": [], "Rows": 0, "Sizes": [], "Opened": 0}
with open(os.path.join(folder, "driving_log.csv"), newline="") as log:
    for row in csv.reader(log):
        said["Rows"] += 1
        assert len(row) == 7, row
        steering, throttle, brake, speed = (float(field) for field in row[3:])
        for column, camera in enumerate(("center", "left", "right")):
            name = row[column].split("/")[-1]
            assert name.startswith(camera + "_"), name
            path = os.path.join(folder, "IMG", name)
            with open(path, "rb") as picture:
                assert picture.read(2) == b"\xff\xd8", path
            if Image is not None:
                with Image.open(path) as picture:
                    picture.load()
                    said["Opened"] += 1
                    if list(picture.size) not in said["Sizes"]:
                        said["Sizes"].append(list(picture.size))
            said["Samples"].append([name, steering + CORRECTION[camera], throttle, brake, speed])
json.dump(said, sys.stdout)
