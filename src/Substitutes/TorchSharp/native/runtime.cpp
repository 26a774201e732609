// Errors, threads, random state, CUDA and the version: what belongs to the process rather than to a tensor.
#include "errors.h"
#include "handles.h"

#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <c10/util/Logging.h>
#include <torch/cuda.h>
#include <torch/version.h>

namespace {

thread_local std::string last_error;

// Until PyTorch 2.3 every error collects the names of the functions on the stack, which takes up to a second and is thrown away
// here. Later ones do it when somebody asks, and have this header for it.
#if !__has_include(<c10/util/Lazy.h>)
[[maybe_unused]] const bool no_backtraces = [] {
    c10::SetStackTraceFetcher([] { return std::string(); });
    return true;
}();
#endif

}  // namespace

void ht_set_last_error(std::string message) {
    // Errors that come as plain std::exceptions carry the backtrace in their text.
    const auto backtrace = message.find("\nException raised from");
    if (backtrace != std::string::npos) message.resize(backtrace);
    last_error = std::move(message);
}

void ht_keep_current_exception() {
    try {
        throw;
    } catch (const c10::Error& error) {
        ht_set_last_error(error.what_without_backtrace());
    } catch (const std::exception& error) {
        ht_set_last_error(error.what());
    } catch (...) {
        ht_set_last_error("libtorch threw something that is no std::exception");
    }
}

// UTF-8, valid until the next failure on this thread.
HT_API const char* ht_last_error() {
    return last_error.c_str();
}

HT_API const char* ht_version() {
    return TORCH_VERSION;
}

HT_API int32_t ht_get_num_threads() {
    return at::get_num_threads();
}

HT_API int32_t ht_set_num_threads(int32_t count) {
    return guarded<int32_t>(-1, [&] { at::set_num_threads(count); return 0; });
}

HT_API int32_t ht_get_num_interop_threads() {
    return at::get_num_interop_threads();
}

HT_API int32_t ht_set_num_interop_threads(int32_t count) {
    return guarded<int32_t>(-1, [&] { at::set_num_interop_threads(count); return 0; });
}

HT_API int32_t ht_cuda_device_count() {
    return guarded<int32_t>(0, [] { return static_cast<int32_t>(torch::cuda::device_count()); });
}

HT_API bool ht_cudnn_is_available() {
    return guarded<bool>(false, [] { return torch::cuda::cudnn_is_available(); });
}

HT_API int32_t ht_cuda_synchronize(int64_t device) {
    return guarded<int32_t>(-1, [&] { torch::cuda::synchronize(device); return 0; });
}

HT_API bool ht_get_allow_tf32(bool cudnn) {
    return cudnn ? at::globalContext().allowTF32CuDNN() : at::globalContext().allowTF32CuBLAS();
}

HT_API void ht_set_allow_tf32(bool cudnn, bool value) {
    if (cudnn) at::globalContext().setAllowTF32CuDNN(value);
    else at::globalContext().setAllowTF32CuBLAS(value);
}

// The generator that operators use when they are given none.
HT_API ht_generator ht_default_generator(int64_t device) {
    return guarded<ht_generator>(nullptr, [&] { return give_generator(at::globalContext().defaultGenerator(to_device(device))); });
}

HT_API ht_generator ht_new_generator(uint64_t seed, int64_t device) {
    return guarded<ht_generator>(nullptr, [&] {
        const auto where = to_device(device);
        auto generator = where.is_cpu() ? at::detail::createCPUGenerator() : at::globalContext().defaultGenerator(where).clone();
        generator.set_current_seed(seed);
        return give_generator(generator);
    });
}

HT_API void ht_release_generator(ht_generator handle) {
    c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(handle));
}

HT_API int32_t ht_generator_seed(ht_generator handle, uint64_t seed) {
    return guarded<int32_t>(-1, [&] {
        auto generator = borrow_generator(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_current_seed(seed);
        return 0;
    });
}

HT_API uint64_t ht_generator_initial_seed(ht_generator handle) {
    return borrow_generator(handle).current_seed();
}

HT_API ht_tensor ht_generator_state(ht_generator handle) {
    return guarded<ht_tensor>(nullptr, [&] {
        auto generator = borrow_generator(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        return give_tensor(generator.get_state());
    });
}

HT_API int32_t ht_set_generator_state(ht_generator handle, ht_tensor state) {
    return guarded<int32_t>(-1, [&] {
        auto generator = borrow_generator(handle);
        std::lock_guard<std::mutex> lock(generator.mutex());
        generator.set_state(borrow_tensor(state));
        return 0;
    });
}

// Seeds the default generators of the CPU and of every CUDA device.
HT_API int32_t ht_manual_seed(uint64_t seed) {
    return guarded<int32_t>(-1, [&] { at::manual_seed(seed); return 0; });
}

// Seeds the current CUDA device's generator, or all of them.
HT_API int32_t ht_cuda_manual_seed(uint64_t seed, bool all) {
    return guarded<int32_t>(-1, [&] {
        if (all) torch::cuda::manual_seed_all(seed);
        else torch::cuda::manual_seed(seed);
        return 0;
    });
}
