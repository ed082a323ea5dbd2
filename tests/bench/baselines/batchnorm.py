"""What a large matrix costs numpy: json, the formula, json."""
import json
import sys

import numpy

problem = json.load(sys.stdin)
matrix = numpy.array(problem["matrix"], dtype=float)
mean = matrix.mean(axis=1, keepdims=True)
variance = matrix.var(axis=1, keepdims=True)
deviation = numpy.sqrt(variance + problem["epsilon"])
json.dump({"mean": mean[:, 0].tolist(), "variance": variance[:, 0].tolist(),
           "standard_deviation": deviation[:, 0].tolist(),
           "normalized": ((matrix - mean) / deviation).tolist()}, sys.stdout)
