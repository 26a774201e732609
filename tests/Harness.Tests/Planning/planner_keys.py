"""Prints the keys that PlannerTests.Make_SettingsOfTheFirstVersion_KeepTheirKeys expects, from the JSON that the first version hashed."""

import hashlib


def key(text):
    return hashlib.sha256(text.encode()).hexdigest()[:32]


normalize = '{"type":"NormalizeSettings","Mean":[0.485,0.456,0.406],"StandardDeviation":[0.229,0.224,0.225]}'
crop = '{"type":"RandomResizedCropSettings","Size":32,"MinimumScale":0.08,"MaximumScale":1,"MinimumRatio":0.75,"MaximumRatio":1.3333333333333333}'
root = key(
    '{"format":1,"technique":null,"manifest":"m","batch_size":8,"batch_limit":null,'
    f'"train":[{crop},{normalize}],"valid":[{{"type":"CenterCropSettings","Size":32}},{normalize}],'
    '"backbone":"b","weights":"w","pool":"Avg","head":[{"type":"LinearLayer","Features":null}],"loss":"CrossEntropy",'
    '"optimizer":{"type":"AdamSettings","Beta1":0.9,"Beta2":0.999,"Epsilon":1E-08,"WeightDecay":0},'
    '"seed":0,"numerics":{"type":"Numerics","Device":"cpu","TorchVersion":"1.13","Threads":2}}'
)
first = key(
    f'{{"parent":"{root}","epoch":0,"batch_norm":"Train","rates":[{{"rate":0.001,"parameters":["body.bn1.weight","head.0.weight"]}}]}}'
)
second = key(
    f'{{"parent":"{first}","epoch":1,"batch_norm":"Train","rates":['
    '{"rate":5E-06,"parameters":["body.conv1.weight","body.bn1.weight"]},{"rate":0.0005,"parameters":["head.0.weight"]}]}'
)
print(first, second)
