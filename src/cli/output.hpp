// Where a verb's result goes.
#ifndef RUNRATE_CLI_OUTPUT_HPP
#define RUNRATE_CLI_OUTPUT_HPP

#include "interrupt.hpp"

#include <runrate/report/atomic_file.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace runrate::cli {

/// Standard output, or a file that is the old one until all is written, whatever ends the run. Every member throws
/// `failure` for what can't be written.
class output {
public:
  /// A file's path; empty and `-` are standard output.
  explicit output(const std::string& path);
  output(const output&) = delete;
  output& operator=(const output&) = delete;

  void write(std::string_view content);
  void commit();

private:
  std::optional<atomic_file> file_;
  std::optional<removed_when_interrupted> part_;  // goes first: its file is there as long as it is noted
};

}  // namespace runrate::cli

#endif
