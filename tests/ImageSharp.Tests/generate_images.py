#!/usr/bin/python3
"""Makes the images that the tests decode and, with Pillow, what they must decode to.

    /usr/bin/python3 tests/ImageSharp.Tests/generate_images.py

Writes images/ and expected.json. Pillow must use the same libjpeg-turbo as the native library (Debian's packages do).
Digests are SHA-256 of the raw bytes, row by row; `pixels` are raw bytes in base64 where a test allows a difference.
"""
import base64
import hashlib
import io
import json
import random
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageOps

HERE = Path(__file__).parent
IMAGES = HERE / "images"
WIDTH, HEIGHT = 45, 37
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
expected = {}


def scene(width, height):
    """Smooth colours with edges and some noise, so that every part of a decoder has something to do."""
    noise = random.Random(7)
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            red = 255 * x // width
            green = 255 * y // height
            blue = 220 if (x // 7 + y // 5) % 2 else 40
            image.putpixel((x, y), tuple(min(255, max(0, c + noise.randint(-12, 12))) for c in (red, green, blue)))
    return image


def digest(image):
    return hashlib.sha256(image.tobytes()).hexdigest()


def add(name, data, rgb=None, rgba=None):
    """Stores an encoded image and what Pillow makes of it; rgb and rgba replace Pillow's where it is no guide."""
    (IMAGES / name).write_bytes(data)
    image = Image.open(io.BytesIO(data))
    rgb = rgb or image.convert("RGB")
    expected[name] = {"width": rgb.width, "height": rgb.height, "rgb": digest(rgb)}
    if name.endswith(".png"):
        expected[name]["rgba"] = digest(rgba or image.convert("RGBA"))
    if image.mode == "L":
        expected[name]["gray"] = digest(image)


def jpeg(image, **settings):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=settings.pop("quality", 85), **settings)
    return buffer.getvalue()


def segments(data):
    """(marker, whole segment) of a JPEG up to the scan, then (None, scan data)."""
    position = 2
    while True:
        marker = data[position + 1]
        length = 2 + struct.unpack(">H", data[position + 2:position + 4])[0]
        yield marker, data[position:position + length]
        position += length
        if marker == 0xDA:
            yield None, data[position:]
            return


def rebuild(parts):
    return b"\xff\xd8" + b"".join(part for _, part in parts)


def replaced(data, marker, change):
    return rebuild([(m, change(part) if m == marker else part) for m, part in segments(data)])


def with_restarts(image):
    """A restart marker after every row of blocks. An encoder starts every image with fresh predictions, so the rows are
    encoded as images of their own and their scans are joined with markers between."""
    block = 8
    strips = [image.crop((0, y, image.width, min(y + block, image.height))) for y in range(0, image.height, block)]
    scans = [dict(segments(jpeg(strip, subsampling=0)))[None][:-2] for strip in strips]
    joined = b"".join(scan + bytes([0xFF, 0xD0 + i % 8]) for i, scan in enumerate(scans[:-1])) + scans[-1] + b"\xff\xd9"
    interval = struct.pack(">BBHH", 0xFF, 0xDD, 4, -(-image.width // block))
    parts = []
    for marker, part in segments(jpeg(image, subsampling=0)):
        if marker == 0xDA:
            parts.append((0xDD, interval))
        parts.append((marker, joined if marker is None else part))
    return rebuild(parts)


def tiff(orientation, order):
    mark, prefix = ("<", b"II*\0") if order == "little" else (">", b"MM\0*")
    entries = struct.pack(mark + "HHIHH", 0x0100, 3, 1, 99, 0) + struct.pack(mark + "HHIHH", 0x0112, 3, 1, orientation, 0)
    return prefix + struct.pack(mark + "IH", 8, 2) + entries + struct.pack(mark + "I", 0)


def add_oriented(image):
    for orientation in range(1, 9):
        for order in ("little", "big"):
            name = f"orientation-{orientation}-{order}.jpg"
            add(name, jpeg(image, exif=b"Exif\0\0" + tiff(orientation, order)))
            upright = ImageOps.exif_transpose(Image.open(IMAGES / name)).convert("RGB")
            expected[name]["upright"] = {"width": upright.width, "height": upright.height, "rgb": digest(upright)}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed(samples, depth):
    """One row of samples as PNG stores it."""
    if depth == 16:
        return b"".join(struct.pack(">H", s) for s in samples)
    if depth == 8:
        return bytes(samples)
    row = bytearray(-(-len(samples) * depth // 8))
    for i, sample in enumerate(samples):
        row[i * depth // 8] |= sample << (8 - depth - i * depth % 8)
    return bytes(row)


def png(pixels, color_type, depth, interlaced=False, extra=()):
    """pixels: rows of tuples of samples. Pillow cannot write most of these kinds."""
    height, width = len(pixels), len(pixels[0])
    passes = ADAM7 if interlaced else [(0, 0, 1, 1)]
    raw = b""
    for x0, y0, dx, dy in passes:
        for row in pixels[y0::dy]:
            samples = [s for pixel in row[x0::dx] for s in pixel]
            if samples:
                raw += b"\0" + packed(samples, depth)
    header = struct.pack(">IIBBBBB", width, height, depth, color_type, 0, 0, int(interlaced))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", zlib.compress(raw, 9)) + chunk(b"IEND", b"")


def grid(function, width=WIDTH, height=HEIGHT):
    return [[function(x, y) for x in range(width)] for y in range(height)]


def high_byte_rgb(pixels, indices):
    image = Image.new("RGB", (len(pixels[0]), len(pixels)))
    image.putdata([tuple(p[i] >> 8 for i in indices) for row in pixels for p in row])
    return image


def add_pngs():
    noise = random.Random(3)
    palette = bytes(noise.randrange(256) for _ in range(3 * 16))
    transparency = bytes([0, 128, 255, 77])
    plte = chunk(b"PLTE", palette)
    for depth in (1, 2, 4, 8):
        levels = 1 << depth
        gray = grid(lambda x, y: ((x * 3 + y * 5 + noise.randrange(2)) % levels,))
        for interlaced in (False, True):
            add(f"gray-{depth}{'-interlaced' if interlaced else ''}.png", png(gray, 0, depth, interlaced))
        indices = grid(lambda x, y: ((x + y * 2) % min(levels, 16),))
        own = chunk(b"PLTE", palette[:3 * min(levels, 16)])
        add(f"palette-{depth}.png", png(indices, 3, depth, extra=[own]))
        add(f"palette-{depth}-transparent.png", png(indices, 3, depth, extra=[own, chunk(b"tRNS", transparency[:levels])]))
    for depth in (8, 16):
        top = (1 << depth) - 1
        kinds = {"gray-alpha": (4, 2), "rgb": (2, 3), "rgba": (6, 4)}
        for name, (color_type, channels) in kinds.items():
            for interlaced in (False, True):
                pixels = grid(lambda x, y: tuple(noise.randint(0, top) for _ in range(channels)), 19, 13)
                add(f"{name}-{depth}{'-interlaced' if interlaced else ''}.png", png(pixels, color_type, depth, interlaced))
    add("gray-8-transparent.png", png(grid(lambda x, y: (x % 8,)), 0, 8, extra=[chunk(b"tRNS", struct.pack(">H", 3))]))
    add("rgb-8-transparent.png", png(grid(lambda x, y: (x % 4, y % 4, 9)), 2, 8, extra=[chunk(b"tRNS", struct.pack(">HHH", 1, 2, 9))]))
    # Pillow reads 16-bit grey as integers and clips them at 255 on conversion: nearly all white. The high byte is the
    # rule for every other 16-bit kind, so it is expected here too.
    wide = grid(lambda x, y: ((x * 1423 + y * 311) % 65536,), 19, 13)
    as_rgb = high_byte_rgb(wide, (0, 0, 0))
    add("gray-16.png", png(wide, 0, 16), as_rgb, as_rgb.convert("RGBA"))
    gamma = chunk(b"gAMA", struct.pack(">I", 100000))
    add("rgb-8-gamma.png", png(grid(lambda x, y: (x * 5, y * 6, 99)), 2, 8, extra=[gamma]))
    add("rgb-8-exif.png", png(grid(lambda x, y: (x * 5, y * 6, 50)), 2, 8, extra=[chunk(b"eXIf", tiff(6, "big"))]))


def add_jpegs():
    image = scene(WIDTH, HEIGHT)
    add("gray.jpg", jpeg(image.convert("L")))
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        add(f"rgb-{name}.jpg", jpeg(image, subsampling=subsampling))
    add("progressive.jpg", jpeg(image, progressive=True))
    add("optimized.jpg", jpeg(image, optimize=True, quality=30))
    add("restarts.jpg", with_restarts(image))
    assert expected["restarts.jpg"]["rgb"] == expected["rgb-444.jpg"]["rgb"]
    cmyk = jpeg(image.convert("CMYK"), quality=90)
    add("cmyk-adobe.jpg", cmyk)
    add("cmyk-plain.jpg", rebuild([(m, p) for m, p in segments(cmyk) if m != 0xEE]))
    # The last byte of the Adobe segment says how the colours were transformed: 2 is YCCK. Pillow cannot write it, so the
    # colours of this file are odd, but its decoding is not.
    add("ycck.jpg", replaced(cmyk, 0xEE, lambda part: part[:-1] + b"\x02"))
    adobe_rgb = b"\xff\xee\x00\x0eAdobe\x00\x64\0\0\0\0\0"
    add("rgb-adobe.jpg", replaced(jpeg(image, subsampling=0), 0xE0, lambda part: adobe_rgb))
    add("one-pixel.jpg", jpeg(image.crop((0, 0, 1, 1))))


def add_reduced():
    """Pillow's draft mode: the reduced inverse DCT of libjpeg."""
    for name in ("rgb-420.jpg", "rgb-444.jpg", "gray.jpg", "progressive.jpg", "cmyk-adobe.jpg"):
        reduced = {}
        for denominator in (2, 4, 8):
            image = Image.open(IMAGES / name)
            image.draft(None, (WIDTH // denominator, HEIGHT // denominator))
            assert image.size == (-(-WIDTH // denominator), -(-HEIGHT // denominator)), (name, image.size)
            reduced[str(denominator)] = digest(image.convert("RGB"))
        expected[name]["reduced"] = reduced


def add_resized():
    source = scene(WIDTH, HEIGHT)
    (IMAGES / "scene.png").write_bytes(png(grid(lambda x, y: source.getpixel((x, y))), 2, 8))
    kernels = {"triangle": Image.BILINEAR, "bicubic": Image.BICUBIC, "lanczos3": Image.LANCZOS, "box": Image.BOX}
    expected["scene.png"] = {"width": WIDTH, "height": HEIGHT, "rgb": digest(source), "rgba": digest(source.convert("RGBA")), "resized": [
        {"kernel": name, "width": w, "height": h, "pixels": base64.b64encode(source.resize((w, h), kernel).tobytes()).decode()}
        for name, kernel in kernels.items() for w, h in ((16, 12), (31, 50))]}


def add_encoded():
    """What comes back from Pillow's encoder: the same libjpeg with the same settings."""
    image = Image.open(IMAGES / "scene.png")
    kinds = {"YCbCrRatio444": (image, 0), "YCbCrRatio422": (image, 1), "YCbCrRatio420": (image, 2)}
    expected["scene.png"]["encoded"] = {
        name: digest(Image.open(io.BytesIO(jpeg(source, quality=90, subsampling=subsampling))))
        for name, (source, subsampling) in kinds.items()}


if __name__ == "__main__":
    IMAGES.mkdir(exist_ok=True)
    for old in IMAGES.iterdir():
        old.unlink()
    add_jpegs()
    add_reduced()
    add_oriented(scene(21, 13))
    add_pngs()
    add_resized()
    add_encoded()
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    print(f"{len(expected)} images, {sum(f.stat().st_size for f in IMAGES.iterdir())} bytes")
