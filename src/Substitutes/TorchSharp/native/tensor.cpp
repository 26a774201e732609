// What is asked of a tensor without a call through the dispatcher.
#include "errors.h"
#include "handles.h"

#include <ATen/ops/from_blob.h>

namespace {

const c10::TensorImpl* implementation(ht_tensor handle) {
    return static_cast<const c10::TensorImpl*>(handle);
}

}  // namespace

HT_API void ht_release_tensor(ht_tensor handle) {
    if (handle != nullptr)
        c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(static_cast<c10::TensorImpl*>(handle));
}

// A second handle of the same tensor.
HT_API ht_tensor ht_alias(ht_tensor handle) {
    return give_tensor(borrow_tensor(handle));
}

HT_API int64_t ht_dim(ht_tensor handle) {
    return implementation(handle)->dim();
}

HT_API int64_t ht_numel(ht_tensor handle) {
    return implementation(handle)->numel();
}

HT_API void ht_sizes(ht_tensor handle, int64_t* sizes) {
    const auto source = implementation(handle)->sizes();
    std::copy(source.begin(), source.end(), sizes);
}

HT_API void ht_strides(ht_tensor handle, int64_t* strides) {
    const auto source = implementation(handle)->strides();
    std::copy(source.begin(), source.end(), strides);
}

HT_API int64_t ht_storage_offset(ht_tensor handle) {
    return implementation(handle)->storage_offset();
}

HT_API int32_t ht_dtype(ht_tensor handle) {
    return static_cast<int32_t>(c10::typeMetaToScalarType(implementation(handle)->dtype()));
}

HT_API int64_t ht_element_size(ht_tensor handle) {
    return static_cast<int64_t>(implementation(handle)->itemsize());
}

HT_API int32_t ht_device_type(ht_tensor handle) {
    return static_cast<int32_t>(implementation(handle)->device().type());
}

HT_API int32_t ht_device_index(ht_tensor handle) {
    return implementation(handle)->device().index();
}

HT_API bool ht_is_contiguous(ht_tensor handle) {
    return implementation(handle)->is_contiguous();
}

// The address of the first element; null on failure and for empty tensors.
HT_API void* ht_data(ht_tensor handle) {
    return guarded<void*>(nullptr, [&] { return borrow_tensor(handle).data_ptr(); });
}

// A tensor over memory of the caller, which stays untouched until `release(context)` is called. Null on failure; `release` is
// then not called.
HT_API ht_tensor ht_from_memory(void* memory, const int64_t* sizes, int32_t rank, int32_t dtype, void (*release)(void*), void* context) {
    return guarded<ht_tensor>(nullptr, [&] {
        const auto options = at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype));
        return give_tensor(at::from_blob(memory, at::IntArrayRef(sizes, rank), [release, context](void*) { release(context); }, options));
    });
}
