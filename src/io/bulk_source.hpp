// A file in pieces of whole rows, for several threads.
#ifndef RUNRATE_SRC_IO_BULK_SOURCE_HPP
#define RUNRATE_SRC_IO_BULK_SOURCE_HPP

#include <runrate/io/text_input.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <string_view>

namespace runrate::detail {

// Whole rows, with room behind them for a line end that is not in the file and for what reads eight bytes at a time.
class piece {
public:
  std::string_view text() const { return {buffer_.get(), size_}; }
  std::size_t line() const { return line_; }

private:
  friend class bulk_source;
  void reserve(std::size_t bytes, std::size_t kept);

  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
  std::size_t line_ = 1;
};

// Divides a file at line ends. That is where rows end unless a quote is open there: a piece in which one may be is not
// handed out, and whoever finds it reads the rest of the file in one go.
class bulk_source {
public:
  bulk_source(text_input source, std::size_t line, std::size_t bytes_at_a_time, std::size_t longest_row)
      : source_(std::move(source)), bytes_at_a_time_(bytes_at_a_time), longest_row_(longest_row), line_(line) {}

  enum class step { whole_rows, rest, end };
  // The next piece, for one thread. `rest`: from here on rows can't be told apart by their lines; `take_rest()` has
  // them, and for all others this is the end.
  step next(piece& into);

  text_input take_rest() { return std::move(source_); }
  // Of what comes next; at the end, of the end.
  std::size_t line() const { return line_; }
  // Why reading ended early.
  const std::string& failure() const { return source_.failure(); }

private:
  std::mutex mutex_;
  text_input source_;
  std::size_t bytes_at_a_time_;
  std::size_t longest_row_;
  std::size_t line_;
  std::string carried_;  // the beginning of a row whose end was not read yet
  bool done_ = false;
};

// Whether each quote that opens a field closes on its line: then a line end is a row's end, whatever else is wrong.
bool quotes_close_on_their_lines(std::string_view text);

}  // namespace runrate::detail

#endif
