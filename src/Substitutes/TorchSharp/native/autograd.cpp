// Gradients, and the modes that turn their recording off.
#include "errors.h"
#include "handles.h"

#include <ATen/core/grad_mode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/anomaly_mode.h>
#include <torch/csrc/autograd/autograd.h>

namespace {

std::vector<at::Tensor> tensors(const ht_tensor* handles, int32_t count) {
    std::vector<at::Tensor> list;
    list.reserve(count);
    for (int32_t i = 0; i < count; i++) list.push_back(borrow_tensor(handles[i]));
    return list;
}

}  // namespace

HT_API bool ht_requires_grad(ht_tensor handle) {
    return borrow_tensor(handle).requires_grad();
}

HT_API int32_t ht_set_requires_grad(ht_tensor handle, bool value) {
    return guarded<int32_t>(-1, [&] { borrow_tensor(handle).set_requires_grad(value); return 0; });
}

HT_API bool ht_is_leaf(ht_tensor handle) {
    return borrow_tensor(handle).is_leaf();
}

// The gradient, null if there is none.
HT_API ht_tensor ht_grad(ht_tensor handle) {
    return guarded<ht_tensor>(nullptr, [&] { return give_tensor(borrow_tensor(handle).grad()); });
}

HT_API int32_t ht_set_grad(ht_tensor handle, ht_tensor gradient) {
    return guarded<int32_t>(-1, [&] { borrow_tensor(handle).mutable_grad() = borrow_tensor(gradient); return 0; });
}

HT_API int32_t ht_backward(const ht_tensor* roots, int32_t root_count, const ht_tensor* gradients, int32_t gradient_count,
                           bool retain_graph, bool create_graph, const ht_tensor* inputs, int32_t input_count) {
    return guarded<int32_t>(-1, [&] {
        torch::autograd::backward(tensors(roots, root_count), tensors(gradients, gradient_count), retain_graph, create_graph,
                                  tensors(inputs, input_count));
        return 0;
    });
}

// Writes `input_count` gradients, null where there is none.
HT_API int32_t ht_gradients(const ht_tensor* outputs, int32_t output_count, const ht_tensor* inputs, int32_t input_count,
                            const ht_tensor* gradients, int32_t gradient_count, bool retain_graph, bool create_graph, bool allow_unused,
                            ht_tensor* results) {
    return guarded<int32_t>(-1, [&] {
        auto list = torch::autograd::grad(tensors(outputs, output_count), tensors(inputs, input_count), tensors(gradients, gradient_count),
                                          retain_graph, create_graph, allow_unused);
        for (size_t i = 0; i < list.size(); i++) results[i] = give_tensor(std::move(list[i]));
        return 0;
    });
}

HT_API bool ht_grad_mode() {
    return at::GradMode::is_enabled();
}

HT_API void ht_set_grad_mode(bool enabled) {
    at::GradMode::set_enabled(enabled);
}

HT_API bool ht_inference_mode() {
    return c10::InferenceMode::is_enabled();
}

// Begins, and ends, a stretch of inference mode on this thread; they nest.
HT_API void* ht_begin_inference_mode(bool enabled) {
    return new c10::InferenceMode(enabled);
}

HT_API void ht_end_inference_mode(void* mode) {
    delete static_cast<c10::InferenceMode*>(mode);
}

HT_API bool ht_anomaly_mode() {
    return torch::autograd::AnomalyMode::is_enabled();
}

HT_API bool ht_anomaly_checks_nan() {
    return torch::autograd::AnomalyMode::should_check_nan();
}

HT_API void ht_set_anomaly_mode(bool enabled, bool check_nan) {
    torch::autograd::AnomalyMode::set_enabled(enabled, check_nan);
}
