// Findings in a text that is in memory, by the place of their bytes.
#ifndef RUNRATE_SRC_IO_TEXT_PROBLEMS_HPP
#define RUNRATE_SRC_IO_TEXT_PROBLEMS_HPP

#include <runrate/io/diagnostic.hpp>

#include <string>
#include <string_view>
#include <utility>

#include "text.hpp"

namespace runrate::detail {

// Lines and columns are counted only where something is found, and from the finding before.
class text_problems {
public:
  text_problems(std::string file, std::string_view text, std::size_t most_kept, diagnostics& into)
      : file_(std::move(file)), text_(text), most_kept_(most_kept), into_(into) {}

  // `place` points into the text, or just behind it.
  void add(const char* place, std::string found, std::string expected) {
    if (into_.kept().size() < most_kept_) {
      const auto offset = static_cast<std::size_t>(place - text_.data());
      if (offset < counted_) {
        counted_ = 0;
        position_ = {1, 1};
      }
      position_ = locate(text_.substr(counted_), offset - counted_, position_);
      counted_ = offset;
    }
    into_.add({file_, position_.line, position_.column, std::move(found), std::move(expected), severity::error});
  }

private:
  std::string file_;
  std::string_view text_;
  std::size_t most_kept_;
  diagnostics& into_;
  std::size_t counted_ = 0;
  text_position position_{1, 1};
};

}  // namespace runrate::detail

#endif
