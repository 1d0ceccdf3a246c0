// libFuzzer: no bytes make the reader of claims CSV crash, and what it reads is whole.
#include <runrate/io/claims_csv.hpp>

#include "pieces.hpp"

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const runrate::claims_file read = runrate::read_claims_csv(runrate::text_input::text(text, "fuzz.csv"), {4096, 50});
  for (const runrate::claim_row& claim : read.claims) {
    fuzz::require(claim.amount.has_value() != claim.percentage.has_value());
    fuzz::require(!claim.amount || (claim.amount->unit && claim.amount->bounds().contains(claim.amount->value)));
    fuzz::require(!claim.percentage || claim.percentage->percent_bounds().contains(claim.percentage->percent()));
    fuzz::require(!claim.subject.empty() && claim.about.has_value() == !claim.period_text.empty());
    fuzz::require(claim.where(runrate::claim_column::amount).line > 1);
  }
  fuzz::require(read.rows_left_out == 0 || read.problems.has_errors());
  static_cast<void>(to_string(read.problems));
  return 0;
}
