// All of a text in memory, for a reader that can't do with pieces of it.
#ifndef RUNRATE_SRC_IO_WHOLE_TEXT_HPP
#define RUNRATE_SRC_IO_WHOLE_TEXT_HPP

#include <runrate/io/text_input.hpp>

#include <cstdlib>
#include <memory>
#include <string_view>

namespace runrate::detail {

// What an input holds, with zeros behind it that a reader may look at, as simdjson does: it reads whole registers.
class whole_text {
public:
  static constexpr std::size_t padding = 64;

  // Reads to the end, or until there are more than `most` bytes.
  whole_text(text_input& source, std::size_t most);

  // Without a byte order mark.
  std::string_view text() const { return text_; }
  bool is_longer_than_allowed() const { return is_longer_; }

private:
  struct release {
    void operator()(char* memory) const { std::free(memory); }
  };
  void grow(std::size_t bytes);

  std::unique_ptr<char, release> memory_;  // not a vector: that would write zeros first to all of it
  std::size_t room_ = 0;
  std::string_view text_;
  bool is_longer_ = false;
};

}  // namespace runrate::detail

#endif
