// libFuzzer: no bytes make the CSV reader crash, hang or lose count, and it reads from memory what it reads in pieces.
#include <runrate/io/csv.hpp>

#include "pieces.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace {

struct outcome {
  std::vector<std::string> fields;
  std::string problems;
  std::size_t left_out = 0;
  bool operator==(const outcome&) const = default;
};

outcome read(runrate::text_input source, const runrate::csv_options& options) {
  runrate::csv_reader reader(std::move(source), options);
  runrate::diagnostics problems(options.most_diagnostics);
  outcome seen;
  while (reader.next(problems)) {
    const runrate::csv_row& row = reader.row();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const runrate::text_position where = row.where(i);
      fuzz::require(where.line != 0 && where.column != 0);
      seen.fields.push_back(std::to_string(where.line) + ':' + std::to_string(where.column) + ':' +
                            std::string(row[i]));
    }
    seen.fields.push_back("end of row at " + std::to_string(row.end().line) + ':' + std::to_string(row.end().column));
  }
  fuzz::require(problems.errors() >= reader.rows_left_out());
  for (runrate::diagnostic one : problems.kept()) {
    one.file.clear();
    seen.problems += to_string(one) + '\n';
  }
  seen.left_out = reader.rows_left_out();
  return seen;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses the longest row, so that the limit is reached by short inputs too.
  const runrate::csv_options options{std::size_t{1} << (data[0] % 12), 50};
  const std::string_view text(reinterpret_cast<const char*>(data + 1), size - 1);
  const outcome whole = read(runrate::text_input::text(text, "fuzz.csv"), options);
  fuzz::require(whole == read(fuzz::in_pieces(text), options));
  return 0;
}
