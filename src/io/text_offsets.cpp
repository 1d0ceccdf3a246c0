#include "text_offsets.hpp"

#include "text.hpp"

namespace runrate::detail {

text_offsets::text_offsets(std::string_view text) : text_(text), lines_{0} {
  std::size_t characters = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!begins_character(text[i])) continue;
    if (characters % stride == 0) marks_.push_back(i);
    ++characters;
    if (text[i] == '\n') lines_.push_back(characters);
  }
}

std::size_t text_offsets::offset(std::size_t line, std::size_t column) const {
  if (line == 0 || line > lines_.size() || column == 0) return text_.size();
  const std::size_t character = lines_[line - 1] + column - 1;
  if (character / stride >= marks_.size()) return text_.size();
  std::size_t offset = marks_[character / stride];
  for (std::size_t left = character % stride; left != 0 && offset < text_.size(); --left) {
    ++offset;
    while (offset < text_.size() && !begins_character(text_[offset])) ++offset;
  }
  return offset;
}

}  // namespace runrate::detail
