// What the fuzz targets share.
#ifndef RUNRATE_TESTS_FUZZ_PIECES_HPP
#define RUNRATE_TESTS_FUZZ_PIECES_HPP

#include <runrate/io/text_input.hpp>

#include <unistd.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

// What a pipe holds without a reader on Linux: pipe(7).
inline constexpr std::size_t most_in_pipe = 65536;

// The same bytes through a pipe: the reader's other path, with its buffer.
inline runrate::text_input in_pieces(std::string_view text) {
  int ends[2];
  require(text.size() <= most_in_pipe && pipe(ends) == 0);
  require(text.empty() || write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
  runrate::text_input opened = runrate::text_input::file("/dev/fd/" + std::to_string(ends[0]));
  close(ends[1]);
  close(ends[0]);
  return opened;
}

}  // namespace fuzz

#endif
