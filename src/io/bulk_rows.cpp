#include "bulk_rows.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace runrate::detail {

row_block::row_block(std::size_t bytes) : capacity_(bytes) {
  void* const memory = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  begin_ = static_cast<char*>(memory);
}

row_block::~row_block() {
  if (begin_ != nullptr) ::munmap(begin_, capacity_);
}

// What is not written to takes no memory, so that blocks may be large; but a small file should not ask for many pages.
void row_store::add_block(std::size_t least) {
  constexpr std::size_t smallest = std::size_t{1} << 14, largest = std::size_t{1} << 25;
  const std::size_t bytes = std::max(least, std::clamp(bytes_, smallest, largest));
  blocks_.emplace_back(bytes);
  bytes_ += bytes;
}

}  // namespace runrate::detail
