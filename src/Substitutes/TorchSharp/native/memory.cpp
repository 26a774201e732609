// Memory for CPU tensors that is kept for the next one.
//
// A training step allocates and frees the same large blocks as the one before. malloc gives such blocks back to the kernel and gets them anew, page by
// page, each cleared: measured with PyTorch on resnet18_half, that is a seventh of a training step and more of a forward pass. Here they are kept, and
// they lie in huge pages where the kernel has them.
#include <c10/core/CPUAllocator.h>

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace {

// Blocks begin and end where a huge page does; what is smaller than half of one stays with malloc.
constexpr size_t granule = size_t{2} << 20;
constexpr size_t smallest = granule / 2;

size_t rounded_up(size_t size) {
    return (size + granule - 1) / granule * granule;
}

// Null when there is no memory.
void* map_block(size_t size) {
    auto* raw = mmap(nullptr, size + granule, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (raw == MAP_FAILED) return nullptr;
    const auto begin = reinterpret_cast<uintptr_t>(raw);
    const auto aligned = rounded_up(begin);
    if (aligned > begin) munmap(raw, aligned - begin);
    munmap(reinterpret_cast<void*>(aligned + size), begin + granule - aligned);
    auto* block = reinterpret_cast<void*>(aligned);
#ifdef MADV_HUGEPAGE
    madvise(block, size, MADV_HUGEPAGE);
#endif
    return block;
}

class BlockCache {
public:
    // Null when there is no memory.
    void* take(size_t wanted) {
        const auto size = rounded_up(wanted);
        std::lock_guard<std::mutex> lock(mutex_);
        auto* block = reuse(size);
        if (block == nullptr) block = map_within_limit(size);
        if (block == nullptr) return nullptr;
        in_use_ += in_use_sizes_[block];
        most_in_use_ = std::max(most_in_use_, in_use_);
        return block;
    }

    // False when the block is not one of ours.
    bool give_back(void* block) {
        std::lock_guard<std::mutex> lock(mutex_);
        const auto found = in_use_sizes_.find(block);
        if (found == in_use_sizes_.end()) return false;
        const auto size = found->second;
        in_use_sizes_.erase(found);
        in_use_ -= size;
        kept_[size].push_back(block);
        kept_bytes_ += size;
        return true;
    }

private:
    // The block that was freed last, so that it may still be in the processor's caches; up to an eighth larger than asked for.
    void* reuse(size_t size) {
        const auto found = kept_.lower_bound(size);
        if (found == kept_.end() || found->first > size + size / 8) return nullptr;
        auto* block = found->second.back();
        in_use_sizes_[block] = found->first;
        kept_bytes_ -= found->first;
        found->second.pop_back();
        if (found->second.empty()) kept_.erase(found);
        return block;
    }

    // All that is kept and in use stays within a quarter more than what was ever in use at once: blocks of sizes that went out of use make room.
    void* map_within_limit(size_t size) {
        const auto needed = in_use_ + size;
        const auto limit = std::max(most_in_use_, needed) / 4 * 5;
        while (kept_bytes_ > 0 && needed + kept_bytes_ > limit) drop_largest();
        auto* block = map_block(size);
        if (block == nullptr) {
            while (kept_bytes_ > 0) drop_largest();
            block = map_block(size);
        }
        if (block != nullptr) in_use_sizes_[block] = size;
        return block;
    }

    void drop_largest() {
        const auto last = std::prev(kept_.end());
        munmap(last->second.back(), last->first);
        kept_bytes_ -= last->first;
        last->second.pop_back();
        if (last->second.empty()) kept_.erase(last);
    }

    std::mutex mutex_;
    std::unordered_map<void*, size_t> in_use_sizes_;
    std::map<size_t, std::vector<void*>> kept_;
    size_t in_use_ = 0;
    size_t most_in_use_ = 0;
    size_t kept_bytes_ = 0;
};

// Never destroyed: tensors may outlive everything that is destroyed at exit.
BlockCache& cache() {
    static auto* instance = new BlockCache();
    return *instance;
}

void release(void* memory) {
    if (!cache().give_back(memory)) c10::GetDefaultCPUAllocator()->raw_deleter()(memory);
}

class KeepingAllocator final : public c10::Allocator {
public:
    // Const until PyTorch 2.2, and no longer const after it: one of the two overrides, the other is a plain function.
    c10::DataPtr allocate(size_t size) const { return allocate_block(size); }
    c10::DataPtr allocate(size_t size) { return allocate_block(size); }

    // Asked for since PyTorch 2.2.
    void copy_data(void* target, const void* source, size_t size) const { std::memcpy(target, source, size); }

    c10::DeleterFnPtr raw_deleter() const override { return &release; }

private:
    static c10::DataPtr allocate_block(size_t size) {
        auto* block = size < smallest ? nullptr : cache().take(size);
        // The default allocator's exception says how much was asked for.
        if (block == nullptr) return c10::GetDefaultCPUAllocator()->allocate(size);
        return {block, block, &release, c10::Device(c10::DeviceType::CPU)};
    }
};

// HARNESS_TORCH_MEMORY=malloc leaves everything to malloc, for tools that watch it.
[[maybe_unused]] const bool installed = [] {
    const auto* choice = std::getenv("HARNESS_TORCH_MEMORY");
    if (choice == nullptr || std::string_view(choice) != "malloc") c10::SetCPUAllocator(new KeepingAllocator());
    return true;
}();

}  // namespace
