/* PNG of every kind to grey, RGB or RGBA bytes. No gamma or profile conversion: the stored samples, as Pillow gives them. */
#include <stdlib.h>

#include "png_common.h"

typedef struct reader {
    const uint8_t *data;
    size_t left;
} reader;

static void read_bytes(png_structp png, png_bytep target, size_t count) {
    reader *source = png_get_io_ptr(png);
    if (count > source->left) png_error(png, "the file ends too early");
    memcpy(target, source->data, count);
    source->data += count;
    source->left -= count;
}

static int fill_info(png_structp png, png_infop header, size_t length, harness_image_info *info) {
    int type = png_get_color_type(png, header);
    info->format = HARNESS_FORMAT_PNG;
    info->width = (int32_t)png_get_image_width(png, header);
    info->height = (int32_t)png_get_image_height(png, header);
    info->components = png_get_channels(png, header);
    info->bit_depth = png_get_bit_depth(png, header);
    info->color_space = type & PNG_COLOR_MASK_COLOR ? HARNESS_COLOR_RGB : HARNESS_COLOR_GRAY;
    info->is_palette = type == PNG_COLOR_TYPE_PALETTE;
    info->has_alpha = (type & PNG_COLOR_MASK_ALPHA) != 0 || png_get_valid(png, header, PNG_INFO_tRNS) != 0;
    if ((int64_t)info->width * info->height > HARNESS_MAX_PIXELS)
        return harness_png_status(info, HARNESS_TOO_LARGE, "the image is larger than the limit of 178956970 pixels");
    /* Deflate packs at most 1032:1, so a shorter file cannot hold the image that its header claims. */
    uint64_t needed = (uint64_t)png_get_rowbytes(png, header) * (uint64_t)info->height;
    if (needed / 1032 > length)
        return harness_png_status(info, HARNESS_INVALID_CONTENT, "the file is too short for an image of its size");
    return HARNESS_OK;
}

static void set_transforms(png_structp png, png_infop header, int channels) {
    int type = png_get_color_type(png, header);
    int has_transparency = png_get_valid(png, header, PNG_INFO_tRNS) != 0;
    if (type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(png);
    if (!(type & PNG_COLOR_MASK_COLOR)) {
        if (png_get_bit_depth(png, header) < 8) png_set_expand_gray_1_2_4_to_8(png);
        if (channels > 1) png_set_gray_to_rgb(png);
    }
    png_set_strip_16(png);
    if (channels < 4) {
        png_set_strip_alpha(png);
        return;
    }
    if (has_transparency) png_set_tRNS_to_alpha(png);
    else if (!(type & PNG_COLOR_MASK_ALPHA)) png_set_add_alpha(png, 0xff, PNG_FILLER_AFTER);
}

static int check_output(png_structp png, png_infop header, int channels, size_t output_length, harness_image_info *info) {
    if (channels != 3 && channels != 4 && !(channels == 1 && info->color_space == HARNESS_COLOR_GRAY))
        return harness_png_status(info, HARNESS_BAD_ARGUMENT, "the channels must be 3 or 4, or 1 for a grey PNG");
    set_transforms(png, header, channels);
    png_set_interlace_handling(png);
    png_read_update_info(png, header);
    size_t stride = (size_t)info->width * (size_t)channels;
    if (png_get_rowbytes(png, header) != stride || stride * (size_t)info->height != output_length)
        return harness_png_status(info, HARNESS_BAD_ARGUMENT, "the output buffer has not the size of the image");
    return HARNESS_OK;
}

/* Decodes, or only probes where output is null. */
static int read_png(const uint8_t *data, size_t length, int channels, uint8_t *output, size_t output_length, harness_image_info *info) {
    reader source = {data, length};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, info, harness_png_fail, harness_png_note);
    if (png == NULL) return harness_png_status(info, HARNESS_OUT_OF_MEMORY, "libpng could not start");
    png_infop header = png_create_info_struct(png);
    /* volatile: changed between setjmp and a longjmp that frees it. */
    png_bytep *volatile rows = NULL;
    int status = HARNESS_OUT_OF_MEMORY;
    if (header == NULL || setjmp(png_jmpbuf(png))) {
        if (header != NULL) status = HARNESS_INVALID_CONTENT;
        png_destroy_read_struct(&png, &header, NULL);
        free(rows);
        return status;
    }
    png_set_read_fn(png, &source, read_bytes);
    png_read_info(png, header);
    status = fill_info(png, header, length, info);
    if (status == HARNESS_OK && output != NULL) status = check_output(png, header, channels, output_length, info);
    if (status == HARNESS_OK && output != NULL) {
        rows = malloc((size_t)info->height * sizeof *rows);
        if (rows == NULL) {
            status = harness_png_status(info, HARNESS_OUT_OF_MEMORY, "no memory for the rows");
        } else {
            for (int32_t y = 0; y < info->height; y++) rows[y] = output + (size_t)y * (size_t)info->width * (size_t)channels;
            png_read_image(png, rows);
            png_read_end(png, NULL);
        }
    }
    png_destroy_read_struct(&png, &header, NULL);
    free(rows);
    return status;
}

int harness_png_probe(const uint8_t *data, size_t length, harness_image_info *info) {
    return read_png(data, length, 0, NULL, 0, info);
}

int32_t harness_png_decode(const uint8_t *data, size_t length, int32_t channels,
                           uint8_t *output, size_t output_length, harness_image_info *info) {
    memset(info, 0, sizeof *info);
    if (output == NULL) return harness_png_status(info, HARNESS_BAD_ARGUMENT, "the output buffer is missing");
    return read_png(data, length, channels, output, output_length, info);
}
