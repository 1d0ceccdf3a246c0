// Where in a text a line and a column are.
#ifndef RUNRATE_SRC_IO_TEXT_OFFSETS_HPP
#define RUNRATE_SRC_IO_TEXT_OFFSETS_HPP

#include <cstddef>
#include <string_view>
#include <vector>

namespace runrate::detail {

// Finds the byte of a place in constant time, however long its line is. Lines end with LF, columns count characters.
class text_offsets {
public:
  explicit text_offsets(std::string_view text);

  // Both from 1; the end of the text for a line that it does not have.
  std::size_t offset(std::size_t line, std::size_t column) const;

private:
  static constexpr std::size_t stride = 64;

  std::string_view text_;
  std::vector<std::size_t> marks_;  // the bytes of every 64th character
  std::vector<std::size_t> lines_;  // the character that each line begins with
};

}  // namespace runrate::detail

#endif
