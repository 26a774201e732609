#!/usr/bin/env python3
# Classifies an image with a network that Harness exported. Needs onnxruntime, Pillow and numpy.
import json
import sys

import numpy
import onnxruntime
from PIL import Image

if len(sys.argv) != 3:
    sys.exit("usage: predict.py NETWORK.onnx IMAGE")
session = onnxruntime.InferenceSession(sys.argv[1], providers=["CPUExecutionProvider"])
metadata = session.get_modelmeta().custom_metadata_map
side, shorter = int(metadata["image_size"]), int(metadata["resize"])

# The shorter side is resized to a length, then a square is cut from the center.
image = Image.open(sys.argv[2]).convert("RGB")
image = image.resize([length * shorter // min(image.size) for length in image.size], Image.BILINEAR)
left, top = (round((length - side) / 2) for length in image.size)
pixels = numpy.asarray(image.crop((left, top, left + side, top + side)), numpy.float32) / 255
pixels = (pixels - numpy.float32(json.loads(metadata["mean"]))) / numpy.float32(json.loads(metadata["std"]))

outputs = session.run(None, {"images": pixels.transpose(2, 0, 1)[None]})[0][0]
if session.get_outputs()[0].name == "logits":
    outputs = numpy.exp(outputs - outputs.max())
    outputs /= outputs.sum()
print(f"{json.loads(metadata['class_names'])[outputs.argmax()]} {outputs.max():.4f}")
