#!/usr/bin/env python3
"""Writes the images of the decoder's tests and what Pillow decodes them to: /usr/bin/python3 generate.py

Made with Debian 12's python3-pil (Pillow 9.4). Pillow cannot write most of these kinds, so many are put together here byte by byte.
In expected.json, `rgb` is the SHA-256 of the pixels, row by row, where a decoder must give exactly these; `pixels` are the bytes themselves in base64
where the format lets decoders differ a little.
"""
import base64
import hashlib
import io
import json
import random
import struct
import zlib
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent
WIDTH, HEIGHT = 29, 22
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
expected = {}


def scene(width, height):
    """Smooth colors with edges and some noise, so that every part of a decoder has something to do."""
    noise = random.Random(7)
    image = Image.new("RGB", (width, height))
    for y in range(height):
        for x in range(width):
            red = 255 * x // width
            green = 255 * y // height
            blue = 220 if (x // 7 + y // 5) % 2 else 40
            image.putpixel((x, y), tuple(min(255, max(0, c + noise.randint(-12, 12))) for c in (red, green, blue)))
    return image


def add(name, data, lossy=False, rgb=None):
    """Stores an encoded image and what Pillow makes of it; rgb replaces Pillow's pixels where they are no guide."""
    (HERE / name).write_bytes(data)
    if rgb is None:
        rgb = Image.open(io.BytesIO(data)).convert("RGB")
    pixels = rgb.tobytes()
    expected[name] = {"width": rgb.width, "height": rgb.height}
    if lossy:
        expected[name]["pixels"] = base64.b64encode(pixels).decode()
    else:
        expected[name]["rgb"] = hashlib.sha256(pixels).hexdigest()


def saved(image, kind, **settings):
    buffer = io.BytesIO()
    image.save(buffer, kind, **settings)
    return buffer.getvalue()


def jpeg(image, **settings):
    return saved(image, "JPEG", quality=settings.pop("quality", 85), **settings)


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


def orientation(value):
    """EXIF data that ask for a rotation."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, value, 0, 0)


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
    # Pillow clips 16-bit gray at 255 on conversion: nearly all white. The high byte is its rule for every other 16-bit PNG, so it is expected here too.
    wide = grid(lambda x, y: ((x * 1423 + y * 311) % 65536,), 19, 13)
    high = Image.new("L", (19, 13))
    high.putdata([sample >> 8 for row in wide for (sample,) in row])
    add("gray-16.png", png(wide, 0, 16), rgb=high.convert("RGB"))
    add("rgb-16-transparent.png", png(grid(lambda x, y: (x * 1423, y * 311, 9)), 2, 16, extra=[chunk(b"tRNS", struct.pack(">HHH", 0, 0, 9))]))
    for name, gamma in (("gamma", 100000), ("gamma-odd", 200000)):
        add(f"rgb-8-{name}.png", png(grid(lambda x, y: (x * 5, y * 6, 99)), 2, 8, extra=[chunk(b"gAMA", struct.pack(">I", gamma))]))
    add("rgb-8-exif.png", png(grid(lambda x, y: (x * 5, y * 6, 50)), 2, 8, extra=[chunk(b"eXIf", orientation(6))]))
    add("one-pixel.png", png([[(1, 2, 3)]], 2, 8))


def add_jpegs():
    image = scene(WIDTH, HEIGHT)
    add("gray.jpg", jpeg(image.convert("L")), lossy=True)
    for name, subsampling in (("444", 0), ("422", 1), ("420", 2)):
        add(f"rgb-{name}.jpg", jpeg(image, subsampling=subsampling), lossy=True)
    add("progressive.jpg", jpeg(image, progressive=True), lossy=True)
    add("optimized.jpg", jpeg(image, optimize=True, quality=30), lossy=True)
    add("restarts.jpg", with_restarts(image), lossy=True)
    cmyk = jpeg(image.convert("CMYK"), quality=90)
    add("cmyk-adobe.jpg", cmyk, lossy=True)
    add("cmyk-plain.jpg", rebuild([(m, p) for m, p in segments(cmyk) if m != 0xEE]), lossy=True)
    # The last byte of the Adobe segment says how the colors were transformed: 2 is YCCK. Pillow cannot write it, so the
    # colors of this file are odd, but its decoding is not.
    add("ycck.jpg", replaced(cmyk, 0xEE, lambda part: part[:-1] + b"\x02"), lossy=True)
    adobe_rgb = b"\xff\xee\x00\x0eAdobe\x00\x64\0\0\0\0\0"
    add("rgb-adobe.jpg", replaced(jpeg(image, subsampling=0), 0xE0, lambda part: adobe_rgb), lossy=True)
    add("one-pixel.jpg", jpeg(image.crop((0, 0, 1, 1))), lossy=True)
    add("oriented.jpg", jpeg(image, exif=b"Exif\0\0" + orientation(6)), lossy=True)


def bmp(width, height, depth, rows, palette=b"", compression=0, top_down=False, masks=b""):
    """rows: the bytes of the picture as they stand in the file."""
    offset = 54 + len(masks) + len(palette)
    header = struct.pack("<IiiHHIIiiII", 40, width, -height if top_down else height, 1, depth, compression, len(rows), 2835, 2835, len(palette) // 4, 0)
    return b"BM" + struct.pack("<IHHI", offset + len(rows), 0, 0, offset) + header + masks + palette + rows


def padded(rows):
    return b"".join(row + bytes(-len(row) % 4) for row in rows)


def add_bmps():
    image = scene(WIDTH, HEIGHT)
    add("rgb.bmp", saved(image, "BMP"))
    add("gray.bmp", saved(image.convert("L"), "BMP"))
    add("bilevel.bmp", saved(image.convert("1"), "BMP"))
    add("palette.bmp", saved(image.quantize(200), "BMP"))
    bgr = [b"".join(bytes(reversed(image.getpixel((x, y)))) for x in range(WIDTH)) for y in range(HEIGHT)]
    add("top-down.bmp", bmp(WIDTH, HEIGHT, 24, padded(bgr), top_down=True))
    alpha = [b"".join(bytes(reversed(image.getpixel((x, y)))) + bytes([x * 8]) for x in range(WIDTH)) for y in reversed(range(HEIGHT))]
    add("rgb-32.bmp", bmp(WIDTH, HEIGHT, 32, padded(alpha)))
    words = [b"".join(struct.pack("<H", (x << 10) | (y << 5) | ((x + y) % 32)) for x in range(WIDTH)) for y in reversed(range(HEIGHT))]
    add("rgb-16.bmp", bmp(WIDTH, HEIGHT, 16, padded(words)))
    masks = struct.pack("<III", 0xF800, 0x07E0, 0x001F)
    words = [b"".join(struct.pack("<H", (x << 11) | ((y * 2) << 5) | ((x + y) % 32)) for x in range(WIDTH)) for y in reversed(range(HEIGHT))]
    add("rgb-565.bmp", bmp(WIDTH, HEIGHT, 16, padded(words), compression=3, masks=masks))
    noise = random.Random(5)
    palette = b"".join(bytes([noise.randrange(256), noise.randrange(256), noise.randrange(256), 0]) for _ in range(16))
    add("palette-4.bmp", bmp(WIDTH, HEIGHT, 4, padded(packed([(x + 2 * y) % 16 for x in range(WIDTH)], 4) for y in reversed(range(HEIGHT))), palette))
    runs = b"".join(bytes([9, y % 16, 0, 5, 1, 2, 3, 4, 5, 0, WIDTH - 14, 7, 0, 0]) for y in range(HEIGHT)) + b"\0\1"
    add("rle-8.bmp", bmp(WIDTH, HEIGHT, 8, runs, palette, compression=1))
    runs = b"".join(bytes([9, 0x12, 0, 6, 0x34, 0x56, 0x78, 0, WIDTH - 15, (y % 16) * 17, 0, 0]) for y in range(HEIGHT)) + b"\0\1"
    add("rle-4.bmp", bmp(WIDTH, HEIGHT, 4, runs, palette, compression=2))


def add_anymaps():
    image = scene(WIDTH, HEIGHT)
    flat = [sample for pixel in image.getdata() for sample in pixel]
    add("rgb.ppm", saved(image, "PPM"))
    add("gray.pgm", saved(image.convert("L"), "PPM"))
    add("rgb-ascii.ppm", f"P3\n# a comment\n{WIDTH} {HEIGHT}\n255\n{' '.join(map(str, flat))}\n".encode())
    add("gray-ascii.pgm", f"P2 {WIDTH} {HEIGHT} 255\n{' '.join(map(str, image.convert('L').getdata()))}\n".encode())
    add("rgb-maximum-100.ppm", f"P6 {WIDTH} {HEIGHT} 100\n".encode() + bytes(sample * 100 // 255 for sample in flat))
    add("rgb-ascii-maximum-100.ppm", f"P3 {WIDTH} {HEIGHT} # in percent\n100\n{' '.join(str(sample * 100 // 255) for sample in flat)}\n".encode())
    wide = [(sample * 257 + i * 7) % 65536 for i, sample in enumerate(flat)]
    add("rgb-16.ppm", f"P6 {WIDTH} {HEIGHT} 65535\n".encode() + struct.pack(f">{len(wide)}H", *wide))
    add("rgb-16-ascii.ppm", f"P3 {WIDTH} {HEIGHT} 65535\n{' '.join(map(str, wide))}\n".encode())
    # As with PNG: Pillow clips 16-bit gray at 255. What it makes of 16-bit colors is expected here.
    gray = wide[::3]
    high = Image.new("L", (WIDTH, HEIGHT))
    high.putdata([round(sample / 65535 * 255) for sample in gray])
    add("gray-16.pgm", f"P5 {WIDTH} {HEIGHT} 65535\n".encode() + struct.pack(f">{len(gray)}H", *gray), rgb=high.convert("RGB"))


def add_tiffs():
    image = scene(WIDTH, HEIGHT)
    kinds = {"rgb": image, "gray": image.convert("L"), "palette": image.quantize(100), "bilevel": image.convert("1"), "cmyk": image.convert("CMYK"),
             "rgba": image.copy()}
    kinds["rgba"].putalpha(image.convert("L"))
    for name, kind in kinds.items():
        for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
            add(f"{name}-{compression.split('_')[-1]}.tif", saved(kind, "TIFF", compression=None if compression == "raw" else compression))
    add("group-4.tif", saved(kinds["bilevel"], "TIFF", compression="group4"))
    add("rgb-predictor.tif", saved(image, "TIFF", compression="tiff_lzw", tiffinfo={317: 2}))
    add("jpeg.tif", saved(image, "TIFF", compression="jpeg"), lossy=True)
    add("oriented.tif", saved(image, "TIFF", tiffinfo={274: 6}))
    wide = Image.new("I;16", (WIDTH, HEIGHT))
    wide.putdata([(i * 613) % 65536 for i in range(WIDTH * HEIGHT)])
    high = Image.new("L", (WIDTH, HEIGHT))
    high.putdata([(i * 613) % 65536 >> 8 for i in range(WIDTH * HEIGHT)])
    add("gray-16.tif", saved(wide, "TIFF"), rgb=high.convert("RGB"))
    buffer = io.BytesIO()
    image.save(buffer, "TIFF", save_all=True, append_images=[Image.new("RGB", (5, 4))])
    add("two-pages.tiff", buffer.getvalue())
    add("big-endian.tif", b"MM\0*" + struct.pack(">IH", 8, 8)
        + b"".join(struct.pack(">HHI", tag, kind, 1) + (struct.pack(">HH", value, 0) if kind == 3 else struct.pack(">I", value)) for tag, kind, value in
                   ((256, 3, 5), (257, 3, 4), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 110), (278, 3, 4), (279, 4, 20)))
        + struct.pack(">I", 0) + bytes(range(0, 200, 10)))


def add_gifs():
    image = scene(WIDTH, HEIGHT)
    add("colors.gif", saved(image.quantize(120), "GIF"))
    add("gray.gif", saved(image.convert("L"), "GIF"))
    add("interlaced.gif", saved(image.quantize(60), "GIF", interlace=1))
    add("transparent.gif", saved(image.quantize(30), "GIF", transparency=4))
    frames = [Image.new("RGB", (WIDTH, HEIGHT), (i, 255 - i, 7)) for i in range(40)]
    add("animated.gif", saved(image.quantize(50), "GIF", save_all=True, append_images=frames))


def add_webps():
    image = scene(WIDTH, HEIGHT)
    alpha = image.copy()
    alpha.putalpha(image.convert("L"))
    add("lossless.webp", saved(image, "WEBP", lossless=True))
    add("lossless-alpha.webp", saved(alpha, "WEBP", lossless=True, exact=True))
    add("lossy.webp", saved(image, "WEBP", quality=80), lossy=True)
    add("lossy-alpha.webp", saved(alpha, "WEBP", quality=80, exact=True), lossy=True)
    few = image.quantize(12).convert("RGB")
    add("lossless-palette.webp", saved(few, "WEBP", lossless=True))
    add("animated.webp", saved(image, "WEBP", save_all=True, append_images=[Image.new("RGB", (WIDTH, HEIGHT))], lossless=True))


if __name__ == "__main__":
    for old in HERE.iterdir():
        if old.suffix != ".py":
            old.unlink()
    for step in (add_jpegs, add_pngs, add_bmps, add_anymaps, add_tiffs, add_gifs, add_webps):
        step()
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1) + "\n")
    print(f"{len(expected)} images, {sum((HERE / name).stat().st_size for name in expected)} bytes")
