/* Which of the two formats the bytes are, by their signature and not by a file's name. */
#include <stdlib.h>
#include <string.h>

#include "harness_image.h"

int harness_jpeg_probe(const uint8_t *data, size_t length, harness_image_info *info);
int harness_png_probe(const uint8_t *data, size_t length, harness_image_info *info);

static const uint8_t png_signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

int32_t harness_image_probe(const uint8_t *data, size_t length, harness_image_info *info) {
    memset(info, 0, sizeof *info);
    if (length >= sizeof png_signature && memcmp(data, png_signature, sizeof png_signature) == 0)
        return harness_png_probe(data, length, info);
    if (length >= 2 && data[0] == 0xff && data[1] == 0xd8) return harness_jpeg_probe(data, length, info);
    strcpy(info->message, "neither a JPEG nor a PNG");
    return HARNESS_UNKNOWN_FORMAT;
}

void harness_image_free(uint8_t *encoded) { free(encoded); }
