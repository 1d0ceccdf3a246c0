#include "bulk_rows.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <new>

namespace runrate::detail {

row_block::row_block(std::size_t rows) : capacity_(rows) {
  void* const memory =
      ::mmap(nullptr, rows * sizeof(packed_row), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  rows_ = static_cast<packed_row*>(memory);
}

row_block::~row_block() {
  if (rows_ != nullptr) ::munmap(rows_, capacity_ * sizeof(packed_row));
}

// What is not written to takes no memory, so that blocks may be large; but a small file should not ask for many pages.
void row_store::add_block() {
  constexpr std::size_t smallest = std::size_t{1} << 9, largest = std::size_t{1} << 20;
  blocks_.emplace_back(std::clamp(size_, smallest, largest));
}

}  // namespace runrate::detail
