#!/usr/bin/env python3
"""Images per second and core of Pillow and torchvision on the stretches of the data path that Harness.Benchmarks measures.

  pipeline_peer.py make FOLDER FLOWERS   writes 16 JPEGs of 500 x 375 pixels, mosaics of photographs from the class folders in FLOWERS
  pipeline_peer.py measure FOLDER [SECONDS]   prints a line "name<tab>images per second" for each stretch, all on one thread

Needs Pillow and, to measure, PyTorch with torchvision. pipeline.py starts it.
"""
import pathlib
import sys
import time

WIDTH, HEIGHT, IMAGES = 500, 375, 16


def make(folder, flowers):
    """Photographs side by side at their own size: enlarging them would leave the decoder less to do than photographs of this size do."""
    from PIL import Image

    sources = sorted(pathlib.Path(flowers).glob("*/*.jpg"))
    if not sources:
        sys.exit(f"No photographs in {flowers}.")
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for number in range(IMAGES):
        mosaic = Image.new("RGB", (WIDTH, HEIGHT))
        for top in range(0, HEIGHT, 128):
            for left in range(0, WIDTH, 128):
                mosaic.paste(Image.open(sources[taken * 37 % len(sources)]).convert("RGB"), (left, top))
                taken += 1
        mosaic.save(folder / f"{number:02}.jpg", quality=90)


def rate(work, count, seconds):
    def repeat(limit):
        images, began = 0, time.perf_counter()
        while time.perf_counter() - began < limit:
            for i in range(count):
                work(i)
            images += count
        return images / (time.perf_counter() - began)

    repeat(seconds / 2)
    return repeat(seconds)


def measure(folder, seconds):
    import torch
    from PIL import Image
    from torchvision import transforms

    torch.set_num_threads(1)
    files = sorted(pathlib.Path(folder).glob("*.jpg"))
    normalize = transforms.Normalize([0.485, 0.456, 0.406], [0.229, 0.224, 0.225])
    valid = {
        size: transforms.Compose([transforms.Resize(resize), transforms.CenterCrop(size), transforms.ToTensor(), normalize])
        for size, resize in ((224, 256), (128, 146))
    }
    train = transforms.Compose(
        [transforms.RandomResizedCrop(224), transforms.RandomHorizontalFlip(), transforms.ToTensor(), normalize]
    )

    # As torchvision's ImageFolder loads.
    def load(path):
        with open(path, "rb") as file:
            return Image.open(file).convert("RGB")

    decoded = [load(file) for file in files]
    stretches = {
        "decode": lambda i: load(files[i]),
        "valid 224": lambda i: valid[224](load(files[i])),
        "valid 128": lambda i: valid[128](load(files[i])),
        "train 224": lambda i: train(load(files[i])),
        "train 224, later epochs": lambda i: train(decoded[i]),
    }
    for name, work in stretches.items():
        print(f"{name}\t{rate(work, len(files), seconds):.1f}", flush=True)


def main():
    command, *rest = sys.argv[1:] or ["help"]
    if command == "make" and len(rest) == 2:
        make(*rest)
    elif command == "measure" and len(rest) in (1, 2):
        measure(rest[0], float(rest[1]) if len(rest) == 2 else 1.0)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
