#!/usr/bin/env python3
"""Writes expected.json and the small JPEG and PNG files beside it, from Pillow and torchvision.

Made with Debian 12's python3-torchvision 0.14.1 and Pillow 9.4: /usr/bin/python3 generate.py [FLOWERS]
FLOWERS is the folder of flower images (five class folders); without it the cases of real photographs are left out.
Pixels are compared by SHA-256: equal hashes are equal bytes.
"""
import hashlib
import json
import os
import sys
from unittest import mock

import numpy as np
import torch
from PIL import Image
from torchvision import transforms as T
from torchvision.transforms import functional as F

HERE = os.path.dirname(os.path.abspath(__file__))
MASK = (1 << 64) - 1


def pattern(width, height):
    """The image that PatternImage.Make of the tests makes too: smooth in places, wild in others, all byte values."""
    x, y, c = np.meshgrid(np.arange(width), np.arange(height), np.arange(3), indexing="xy")
    return Image.fromarray(((3 * x * x + 5 * y * y + 7 * x * y + 85 * c + (x ^ y)) & 255).astype(np.uint8), "RGB")


def cube():
    """Every fifth value of each channel, one color a pixel."""
    r, g, b = np.meshgrid(np.arange(0, 256, 5), np.arange(0, 256, 5), np.arange(0, 256, 5), indexing="ij")
    return Image.fromarray(np.stack([r, g, b], -1).reshape(52, 52 * 52, 3).astype(np.uint8), "RGB")


def sha(data):
    return hashlib.sha256(data).hexdigest()


def resizes():
    sizes = [((7, 5), (3, 11)), ((64, 48), (64, 48)), ((101, 67), (33, 29)), ((33, 29), (101, 67)), ((128, 128), (146, 146)), ((1, 1), (9, 4)),
             ((500, 3), (13, 17)), ((240, 320), (17, 224)), ((31, 200), (31, 50)), ((200, 31), (50, 31)), ((333, 251), (224, 224)), ((1000, 7), (1, 7))]
    return [dict(width=w, height=h, to=[tw, th], sha256=sha(pattern(w, h).resize((tw, th), Image.BILINEAR).tobytes()))
            for (w, h), (tw, th) in sizes]


def resized_crops():
    cases = [((128, 128), (17, 9, 90, 101), 128), ((128, 128), (0, 0, 128, 128), 64), ((67, 45), (44, 66, 1, 1), 8), ((300, 200), (3, 150, 150, 149), 31)]
    return [dict(width=w, height=h, top=i, left=j, crop_height=ch, crop_width=cw, size=size, flip=flip,
                 sha256=sha((F.hflip if flip else (lambda image: image))(F.resized_crop(pattern(w, h), i, j, ch, cw, [size, size])).tobytes()))
            for (w, h), (i, j, ch, cw), size in cases for flip in (False, True)]


class Uniform:
    """Stands for torch.empty(1) and gives recorded numbers."""

    def __init__(self, draws):
        self.draws = draws

    def uniform_(self, low, high):
        return torch.tensor([float(low) + (float(high) - float(low)) * next(self.draws)], dtype=torch.float64)


def crop_rectangles():
    generator = np.random.default_rng(7)
    settings = [((128, 128), (0.08, 1.0), (3 / 4, 4 / 3)), ((500, 333), (0.08, 1.0), (3 / 4, 4 / 3)), ((40, 400), (0.08, 1.0), (3 / 4, 4 / 3)),
                ((400, 40), (0.5, 1.0), (3 / 4, 4 / 3)), ((37, 41), (0.8, 1.0), (3 / 4, 4 / 3)), ((20, 900), (0.9, 1.0), (1.0, 1.0))]
    cases = []
    for (width, height), scale, ratio in settings:
        for _ in range(5):
            recorded = [float(value) for value in generator.random(40)]
            draws = iter(recorded)
            double_tensor = torch.tensor
            with mock.patch.object(torch, "empty", lambda n: Uniform(draws)), \
                 mock.patch.object(torch, "tensor", lambda values, **kw: double_tensor(values, dtype=torch.float64)), \
                 mock.patch.object(torch, "randint", lambda low, high, size: double_tensor([int(next(draws) * high)])):
                top, left, h, w = T.RandomResizedCrop.get_params(Image.new("RGB", (width, height)), list(scale), list(ratio))
            used = 40 - len(list(draws))
            cases.append(dict(width=width, height=height, scale=scale, ratio=ratio, draws=recorded[:used], rectangle=[left, top, w, h]))
    return cases


def sizes_of_resize():
    return [dict(width=w, height=h, size=s, to=list(F.resize(Image.new("RGB", (w, h)), s).size))
            for w, h, s in [(128, 128, 146), (500, 333, 256), (333, 500, 256), (240, 320, 37), (1000, 7, 14), (101, 100, 99)]]


def center_crops():
    sizes = [((10, 10), 4), ((11, 10), 4), ((10, 13), 4), ((9, 7), 4), ((5, 5), 8), ((5, 9), 8), ((20, 3), 7), ((3, 20), 8), ((8, 8), 8)]
    return [dict(width=w, height=h, size=size, sha256=sha(F.center_crop(pattern(w, h), size).tobytes())) for (w, h), size in sizes]


def rotations():
    return [dict(width=w, height=h, degrees=d, sha256=sha(F.rotate(pattern(w, h), d).tobytes()))
            for w, h in [(33, 21), (64, 64), (224, 149)] for d in (0.0, 15.0, -15.0, 7.3, 44.999, 90.0, -90.0, 180.0, -0.01, 359.5)]


def colors():
    operations = dict(brightness=F.adjust_brightness, contrast=F.adjust_contrast, saturation=F.adjust_saturation, hue=F.adjust_hue)
    factors = dict(brightness=[0.0, 0.3, 0.77, 1.0, 1.4, 3.0], contrast=[0.0, 0.5, 1.0, 1.33, 2.5], saturation=[0.0, 0.25, 1.0, 1.9],
                   hue=[-0.5, -0.1, -0.001, 0.0, 0.05, 0.3, 0.5])
    return [dict(image=name, operation=operation, factor=factor, sha256=sha(operations[operation](image, factor).tobytes()))
            for name, image in (("pattern", pattern(64, 48)), ("cube", cube())) for operation in operations for factor in factors[operation]]


def write_images():
    smooth = Image.fromarray(np.clip(np.array(pattern(6, 4).resize((61, 43), Image.BICUBIC)), 0, 255).astype(np.uint8))
    smooth.save(os.path.join(HERE, "subsampled.jpg"), quality=85)
    smooth.save(os.path.join(HERE, "full.jpg"), quality=92, subsampling=0)
    smooth.save(os.path.join(HERE, "progressive.jpg"), quality=80, progressive=True)
    smooth.convert("L").save(os.path.join(HERE, "gray.jpg"), quality=85)
    exif = Image.Exif()
    exif[0x0112] = 6
    smooth.save(os.path.join(HERE, "rotated-by-exif.jpg"), quality=85, exif=exif)
    pattern(23, 31).save(os.path.join(HERE, "small.png"))


def valid_case(root, path, resize, crop):
    with Image.open(os.path.join(root, path)) as image:
        image = image.convert("RGB")
    cropped = T.Compose([T.Resize(resize), T.CenterCrop(crop)])(image)
    floats = T.Compose([T.ToTensor(), T.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])])(cropped)
    values = floats.permute(1, 2, 0).contiguous().numpy().astype("<f4")
    return dict(path=path, resize=resize, crop=crop, decoded=sha(image.tobytes()), bytes=sha(cropped.tobytes()), floats=sha(values.tobytes()),
                first=[float(v) for v in values.reshape(-1)[:6]])


def valid_transforms():
    names = ["subsampled.jpg", "full.jpg", "progressive.jpg", "gray.jpg", "rotated-by-exif.jpg", "small.png"]
    return [valid_case(HERE, name, resize, crop) for name in names for resize, crop in ((32, 28), (73, 64), (20, 24))]


def flowers(root):
    cases = []
    for name in sorted(os.listdir(root)):
        for file in sorted(os.listdir(os.path.join(root, name)))[::300]:
            cases += [valid_case(root, f"{name}/{file}", *sizes) for sizes in ((146, 128), (256, 224), (73, 64))]
    return cases


def mix(value):
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


def random_numbers():
    increment, cases = 0x9E3779B97F4A7C15, []
    for seed, epoch, index, purpose, occurrence in [(0, 0, 0, 1, 0), (43, 1, 3456, 2, 0), (-1, 7, 2**40, 5, 2), (2**62, 0, 1, 6, 0)]:
        state = increment
        for part in (seed, epoch, index, (purpose << 32) | occurrence):
            state = mix(((state ^ mix(((part & MASK) + increment) & MASK)) + increment) & MASK)
        numbers = [mix((state + (i + 1) * increment) & MASK) for i in range(3)]
        cases.append(dict(seed=seed, epoch=epoch, index=index, purpose=purpose, occurrence=occurrence, numbers=[str(n) for n in numbers]))
    return cases


def random_split():
    paths = [f"{name}/{i:03}.jpg" for name in ("a", "b") for i in range(25)]
    ranked = sorted(paths, key=lambda path: hashlib.sha256(f"43:{path}".encode()).digest()[:8])
    return sorted(ranked[:10])


def main():
    write_images()
    expected = dict(resize=resizes(), resized_crop=resized_crops(), crop_rectangle=crop_rectangles(), resize_size=sizes_of_resize(),
                    center_crop=center_crops(), rotation=rotations(), color=colors(), valid=valid_transforms(),
                    flowers=flowers(sys.argv[1]) if len(sys.argv) > 1 else [], random=random_numbers(), random_split=random_split())
    with open(os.path.join(HERE, "expected.json"), "w") as file:
        file.write("{\n")
        for i, (kind, cases) in enumerate(expected.items()):
            lines = ",\n".join("    " + json.dumps(case) for case in cases)
            file.write(f'  "{kind}": [\n{lines}\n  ]{"," if i + 1 < len(expected) else ""}\n')
        file.write("}\n")


if __name__ == "__main__":
    main()
