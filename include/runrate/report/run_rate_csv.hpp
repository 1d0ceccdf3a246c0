// Run-rates of long tables, as CSV.
#ifndef RUNRATE_REPORT_RUN_RATE_CSV_HPP
#define RUNRATE_REPORT_RUN_RATE_CSV_HPP

#include <runrate/rate/flow.hpp>
#include <runrate/report/csv_chunk.hpp>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace runrate {

/// What the rows of a long table have.
struct run_rate_columns {
  bool segment = false;
  bool currency = false;
  int places = 2;  ///< of amount, x4 and ttm: as many as the amounts have, so that nothing is rounded
};

/// One row a period: `entity`, `segment`, `period_start`, `period_end`, `amount`, `x4` (`method::times_four`), `ttm`
/// (`method::trailing_twelve_months`), `yoy` (`year_over_year`), `currency`. A figure that a period does not have is an
/// empty field.
class run_rate_csv {
public:
  /// `yoy` is a fraction of one, exact and rounded once, half to even, to so many places.
  static constexpr int growth_places = 6;

  explicit run_rate_csv(const run_rate_columns& columns) : columns_(columns) {}

  void add_header(csv_chunk& to) const;
  /// Consecutive periods of one series, without a gap. Throws `overflow_error` for a figure beyond the range of a
  /// decimal; then the rows before it may be there.
  void add(csv_chunk& to, std::string_view entity, std::string_view segment, std::string_view currency,
           std::span<const dated_amount> run);

private:
  using figures = std::vector<std::optional<decimal>>;

  run_rate_columns columns_;
  csv_chunk names_, currency_;
  detail::known_days days_;
  figures times_four_, trailing_year_, growth_;
};

}  // namespace runrate

#endif
