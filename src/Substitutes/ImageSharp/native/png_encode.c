/* Grey, RGB or RGBA bytes to a PNG in memory. */
#include <stdlib.h>

#include "png_common.h"

typedef struct writer {
    uint8_t *data;
    size_t length;
    size_t capacity;
} writer;

static void write_bytes(png_structp png, png_bytep bytes, size_t count) {
    writer *target = png_get_io_ptr(png);
    if (target->length + count > target->capacity) {
        size_t capacity = target->capacity * 2 + count + 4096;
        uint8_t *grown = realloc(target->data, capacity);
        if (grown == NULL) png_error(png, "no memory for the encoded image");
        target->data = grown;
        target->capacity = capacity;
    }
    memcpy(target->data + target->length, bytes, count);
    target->length += count;
}

static void flush_nothing(png_structp png) { (void)png; }

static int color_type(int channels) {
    switch (channels) {
        case 1: return PNG_COLOR_TYPE_GRAY;
        case 2: return PNG_COLOR_TYPE_GRAY_ALPHA;
        case 3: return PNG_COLOR_TYPE_RGB;
        case 4: return PNG_COLOR_TYPE_RGB_ALPHA;
        default: return -1;
    }
}

int32_t harness_png_encode(const uint8_t *pixels, int32_t width, int32_t height, int32_t channels, int32_t level,
                           const uint8_t *exif, size_t exif_length,
                           uint8_t **encoded, size_t *encoded_length, harness_image_info *info) {
    /* Reached through a pointer only, so a longjmp leaves its contents valid. */
    writer target = {0};
    memset(info, 0, sizeof *info);
    if (color_type(channels) < 0) return harness_png_status(info, HARNESS_BAD_ARGUMENT, "a PNG has 1 to 4 channels");
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, info, harness_png_fail, harness_png_note);
    if (png == NULL) return harness_png_status(info, HARNESS_OUT_OF_MEMORY, "libpng could not start");
    png_infop header = png_create_info_struct(png);
    if (header == NULL || setjmp(png_jmpbuf(png))) {
        png_destroy_write_struct(&png, &header);
        free(target.data);
        return HARNESS_INVALID_CONTENT;
    }
    png_set_write_fn(png, &target, write_bytes, flush_nothing);
    png_set_compression_level(png, level);
    png_set_IHDR(png, header, (png_uint_32)width, (png_uint_32)height, 8, color_type(channels),
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (exif != NULL && exif_length > 0) png_set_eXIf_1(png, header, (png_uint_32)exif_length, (png_bytep)exif);
    png_write_info(png, header);
    for (int32_t y = 0; y < height; y++)
        png_write_row(png, pixels + (size_t)y * (size_t)width * (size_t)channels);
    png_write_end(png, header);
    png_destroy_write_struct(&png, &header);
    *encoded = target.data;
    *encoded_length = target.length;
    return HARNESS_OK;
}
