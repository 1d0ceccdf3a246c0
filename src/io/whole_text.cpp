#include "whole_text.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace runrate::detail {

whole_text::whole_text(text_input& source, std::size_t most) {
  constexpr std::size_t first_room = std::size_t{1} << 18;
  const auto whole = source.whole();
  grow(std::min(whole ? whole->size() : first_room, most));
  std::size_t filled = 0;
  for (;;) {
    const std::size_t count = source.read(memory_.get() + filled, room_ - filled);
    filled += count;
    if (count == 0 && filled < room_) break;
    if (filled < room_) continue;
    char next = '\0';
    if (source.read(&next, 1) == 0) break;
    if (filled >= most) {
      is_longer_ = true;
      break;
    }
    grow(std::min(most, 2 * room_));
    memory_.get()[filled++] = next;
  }
  std::memset(memory_.get() + filled, 0, padding);
  text_ = std::string_view(memory_.get(), filled);
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
}

void whole_text::grow(std::size_t bytes) {
  void* larger = std::realloc(memory_.get(), bytes + padding);
  if (larger == nullptr) throw std::bad_alloc();
  static_cast<void>(memory_.release());  // it was freed, or is the same
  memory_.reset(static_cast<char*>(larger));
  room_ = bytes;
}

}  // namespace runrate::detail
