#include "bulk_source.hpp"

#include <algorithm>
#include <cstring>

namespace runrate::detail {
namespace {

constexpr std::size_t padding = 16;

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

std::size_t line_end_from(std::string_view text, std::size_t at) {
  while (at < text.size() && !is_line_end(text[at])) ++at;
  return at;
}

// Behind the last line end; 0 when there is none. A CR at the end may be the first half of one.
std::size_t behind_last_line(std::string_view text) {
  const std::size_t last = text.find_last_of('\n');
  const std::size_t lf = last == std::string_view::npos ? 0 : last + 1;
  if (text.size() <= lf) return lf;
  const std::size_t cr = text.substr(lf, text.size() - lf - 1).find_last_of('\r');
  return cr == std::string_view::npos ? lf : lf + cr + 1;
}

std::size_t lines_in(std::string_view text) {
  auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  for (std::size_t at = text.find('\r'); at != std::string_view::npos; at = text.find('\r', at + 1)) {
    if (at + 1 == text.size() || text[at + 1] != '\n') ++lines;
  }
  return lines;
}

}  // namespace

bool quotes_close_on_their_lines(std::string_view text) {
  for (std::size_t at = text.find('"'); at != std::string_view::npos; at = text.find('"', at)) {
    const bool opens = at == 0 || text[at - 1] == ',' || is_line_end(text[at - 1]);
    if (!opens) {  // an error of this line, and of no other
      at = line_end_from(text, at);
      continue;
    }
    const std::size_t line_end = line_end_from(text, at);
    std::size_t close = text.find('"', at + 1);
    while (close < line_end && close + 1 < line_end && text[close + 1] == '"') close = text.find('"', close + 2);
    if (close >= line_end) return false;
    at = close + 1;
    if (at < line_end && text[at] != ',') at = line_end;  // an error of this line, too
  }
  return true;
}

void piece::reserve(std::size_t bytes, std::size_t kept) {
  if (capacity_ >= bytes) return;
  auto larger = std::make_unique_for_overwrite<char[]>(bytes + padding);
  std::copy_n(buffer_.get(), kept, larger.get());
  buffer_ = std::move(larger);
  capacity_ = bytes;
}

bulk_source::step bulk_source::next(piece& into) {
  const std::lock_guard lock(mutex_);
  if (done_) return step::end;
  std::size_t filled = carried_.size();
  into.reserve(std::max(filled, std::min(2 * bytes_at_a_time_, longest_row_)) + bytes_at_a_time_, 0);
  std::copy(carried_.begin(), carried_.end(), into.buffer_.get());
  carried_.clear();
  std::size_t cut = 0;
  const auto rest = [&] {
    source_.put_back({into.buffer_.get(), filled});
    done_ = true;
    return step::rest;
  };
  while (cut == 0 && !done_) {
    if (filled > longest_row_) return rest();  // a row too long to be held
    into.reserve(filled + bytes_at_a_time_, filled);
    const std::size_t wanted = filled + bytes_at_a_time_;
    while (filled < wanted && !done_) {
      const std::size_t count = source_.read(into.buffer_.get() + filled, wanted - filled);
      filled += count;
      done_ = count == 0;
    }
    cut = done_ ? filled : behind_last_line({into.buffer_.get(), filled});
  }
  if (filled == 0) return step::end;
  const std::string_view text(into.buffer_.get(), cut);
  if (!quotes_close_on_their_lines(text)) return rest();
  carried_.assign(into.buffer_.get() + cut, filled - cut);
  into.size_ = cut;
  into.line_ = line_;
  line_ += lines_in(text);
  std::fill_n(into.buffer_.get() + cut, padding, '\n');
  return step::whole_rows;
}

}  // namespace runrate::detail
