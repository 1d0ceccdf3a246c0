#ifndef RUNRATE_RATE_DETAIL_SERIES_INL_HPP
#define RUNRATE_RATE_DETAIL_SERIES_INL_HPP

#include <runrate/rate/series.hpp>

namespace runrate::detail {

RUNRATE_FUNC std::optional<reason> sequence_problem(const dated_amount& before, const dated_amount& after) {
  const auto refused = [&](const std::string& what) {
    return reason{
        reason_code::contradiction, what, {{"before", to_string(before.during)}, {"after", to_string(after.during)}}};
  };
  if (before.during.adjoins(after.during)) return std::nullopt;
  if (before.during == after.during) return refused(to_string(after.during) + " is there twice");
  if (before.during.overlaps(after.during)) {
    return refused(to_string(after.during) + " overlaps " + to_string(before.during) + " before it");
  }
  if (after.during < before.during) {
    return refused(to_string(after.during) + " comes after " + to_string(before.during) + ": expected rising dates");
  }
  const period gap = period::between(before.during.end(), after.during.begin());
  return refused(to_string(gap) + " is missing before " + to_string(after.during) +
                 ": what was not reported is not zero");
}

RUNRATE_FUNC void throw_sequence(const reason& why) { throw_contract("series: " + why.text); }

}  // namespace runrate::detail

#endif
