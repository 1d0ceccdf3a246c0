// What is wrong in a file, and where.
#ifndef RUNRATE_IO_DIAGNOSTIC_HPP
#define RUNRATE_IO_DIAGNOSTIC_HPP

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace runrate {

/// A place in a text file. Both counts begin at 1; 0 means the file as a whole.
///
/// A line ends with LF, CR LF or CR. A column counts characters, that is Unicode code points: a tab is one, an accent
/// that is written as a combining character is one more, and a byte order mark is none.
struct text_position {
  std::size_t line = 0;
  std::size_t column = 0;
  bool operator==(const text_position&) const = default;
};

/// An error means that something could not be read and was left out; a note, that all was read.
enum class severity { error, note };

/// One finding: `revenue.csv:14:22: period_end 2025-06-31 is not a date; June has 30 days`.
/// docs/reference/errors.md lists them all.
struct diagnostic {
  std::string file;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string found;     ///< what stands there
  std::string expected;  ///< what would have been right, or what to do; may be empty
  severity level = severity::error;
  bool operator==(const diagnostic&) const = default;
};

/// `file:line:column: found; expected`, on one line: control characters from the file are shown as `\n` or `\x1b`. A
/// note has `note: ` before what was found. Without a line there is no `:line:column`.
std::string to_string(const diagnostic& one);

/// Findings, collected while a file is read on. The first ones are kept, the others only counted, so that a broken
/// file of any size needs little memory.
class diagnostics {
public:
  static constexpr std::size_t usually_kept = 100;

  /// Keeps at most so many.
  explicit diagnostics(std::size_t most_kept = usually_kept) : most_kept_(most_kept) {}

  void add(diagnostic found);
  /// The same where findings come in no order: those that stand first in the file are kept, in the order of their
  /// places.
  void add_by_place(diagnostic found);
  /// Another part's findings, by place.
  void add_by_place(diagnostics part);

  bool has_errors() const { return errors_ != 0; }
  /// All errors, kept or not.
  std::size_t errors() const { return errors_; }
  /// All notes, kept or not.
  std::size_t notes() const { return notes_; }
  std::span<const diagnostic> kept() const { return kept_; }
  std::size_t not_kept() const { return errors_ + notes_ - kept_.size(); }

  /// Puts the kept ones into the order of their places.
  void sort_by_place();

private:
  std::vector<diagnostic> kept_;
  std::size_t most_kept_;
  std::size_t errors_ = 0;
  std::size_t notes_ = 0;
};

/// One finding a line, then `and 1,234 more` where some were not kept. Empty when there is none.
std::string to_string(const diagnostics& all);

}  // namespace runrate

#endif
