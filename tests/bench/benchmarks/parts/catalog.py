"""All parts, in the order of the page."""
from benchmarks.parts import again, bodies, heads, pipeline, resnet34, suite, techniques, validate

PARTS = {
    "suite": suite.measure,
    "techniques": techniques.measure,
    "resnet34": resnet34.measure,
    "heads": heads.measure,
    "again": again.measure,
    "validate": validate.measure,
    "bodies": bodies.measure,
    "pipeline": pipeline.measure,
}
