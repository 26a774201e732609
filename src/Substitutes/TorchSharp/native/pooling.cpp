// Maximum pooling where no gradient will be asked for. libtorch's own finds the places of the maxima as well, in 64-bit integers, and on two cores that
// is a tenth of a ResNet's forward pass. The maxima here have the same bits: the first of equal ones wins, and NaN over everything.
#include "errors.h"
#include "handles.h"

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <cstring>

#if defined(__x86_64__) && defined(__gnu_linux__)
#define FOR_EVERY_PROCESSOR __attribute__((target_clones("arch=skylake-avx512", "avx2", "default")))
#else
#define FOR_EVERY_PROCESSOR
#endif

namespace {

struct Pooling {
    int64_t kernel[2], stride[2], padding[2];

    int64_t outputs(int axis, int64_t inputs) const { return (inputs + 2 * padding[axis] - kernel[axis]) / stride[axis] + 1; }

    // The part of a window that lies within the image.
    std::pair<int64_t, int64_t> window(int axis, int64_t output, int64_t inputs) const {
        const auto begin = output * stride[axis] - padding[axis];
        return {std::max<int64_t>(begin, 0), std::min(begin + kernel[axis], inputs)};
    }
};

inline float widened(float value) {
    return value;
}

inline float widened(uint16_t bfloat16) {
    const auto bits = static_cast<uint32_t>(bfloat16) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

// One row of outputs of one image, [W', C], from the image, [H, W, C].
template <typename Element>
inline __attribute__((always_inline)) void pool_row(
    const Element* image, Element* outputs, int64_t row, int64_t height, int64_t width, int64_t channels, const Pooling& pooling) {
    const auto [top, bottom] = pooling.window(0, row, height);
    const auto columns = pooling.outputs(1, width);
    for (int64_t column = 0; column < columns; column++) {
        const auto [left, right] = pooling.window(1, column, width);
        auto* __restrict largest = outputs + column * channels;
        std::copy_n(image + (top * width + left) * channels, channels, largest);
        for (auto y = top; y < bottom; y++) {
            for (auto x = left; x < right; x++) {
                const auto* __restrict candidates = image + (y * width + x) * channels;
                for (int64_t channel = 0; channel < channels; channel++) {
                    const auto candidate = widened(candidates[channel]);
                    const auto wins = (candidate > widened(largest[channel])) | (candidate != candidate);
                    largest[channel] = wins ? candidates[channel] : largest[channel];
                }
            }
        }
    }
}

FOR_EVERY_PROCESSOR void pool_row_of(
    const float* image, float* outputs, int64_t row, int64_t height, int64_t width, int64_t channels, const Pooling& pooling) {
    pool_row(image, outputs, row, height, width, channels, pooling);
}

FOR_EVERY_PROCESSOR void pool_row_of(
    const uint16_t* image, uint16_t* outputs, int64_t row, int64_t height, int64_t width, int64_t channels, const Pooling& pooling) {
    pool_row(image, outputs, row, height, width, channels, pooling);
}

template <typename Element>
at::Tensor pool(const at::Tensor& input, const Pooling& pooling) {
    const auto channels = input.size(1), height = input.size(2), width = input.size(3);
    const auto rows = pooling.outputs(0, height), columns = pooling.outputs(1, width);
    auto result = at::empty({input.size(0), channels, rows, columns}, input.options().memory_format(at::MemoryFormat::ChannelsLast));
    const auto* images = static_cast<const Element*>(input.data_ptr());
    auto* outputs = static_cast<Element*>(result.data_ptr());
    at::parallel_for(0, input.size(0) * rows, 4, [&](int64_t begin, int64_t end) {
        for (auto i = begin; i < end; i++) {
            const auto* image = images + i / rows * height * width * channels;
            pool_row_of(image, outputs + i * columns * channels, i % rows, height, width, channels, pooling);
        }
    });
    return result;
}

bool is_ours(const at::Tensor& input, const Pooling& pooling) {
    if (at::GradMode::is_enabled() && input.requires_grad()) return false;
    if (input.dim() != 4 || !input.device().is_cpu() || input.layout() != at::kStrided || input.numel() == 0) return false;
    if (input.scalar_type() != at::kFloat && input.scalar_type() != at::kBFloat16) return false;
    if (!input.is_contiguous(at::MemoryFormat::ChannelsLast)) return false;
    for (int axis = 0; axis < 2; axis++) {
        // Whatever libtorch refuses is left to it and its message.
        if (pooling.kernel[axis] < 1 || pooling.stride[axis] < 1 || pooling.padding[axis] < 0) return false;
        if (pooling.padding[axis] > pooling.kernel[axis] / 2) return false;
        if (input.size(2 + axis) + 2 * pooling.padding[axis] < pooling.kernel[axis]) return false;
    }
    return true;
}

}  // namespace

// Height and width each of kernel, stride and padding. Null without an error when another kernel has to do it: libtorch's max_pool2d does all.
HT_API int32_t ht_max_pool2d(ht_tensor handle, const int64_t* kernel, const int64_t* stride, const int64_t* padding, ht_tensor* result) {
    return guarded<int32_t>(-1, [&] {
        *result = nullptr;
        const auto input = borrow_tensor(handle);
        const Pooling pooling{{kernel[0], kernel[1]}, {stride[0], stride[1]}, {padding[0], padding[1]}};
        if (is_ours(input, pooling))
            *result = give_tensor(input.scalar_type() == at::kFloat ? pool<float>(input, pooling) : pool<uint16_t>(input, pooling));
        return 0;
    });
}
