// Fiscal years as they are named on the command line.
#ifndef RUNRATE_CLI_FISCAL_YEARS_HPP
#define RUNRATE_CLI_FISCAL_YEARS_HPP

#include <runrate/runrate.hpp>

#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace runrate::cli {

/// Fiscal years by entity, from values of `--fiscal-year-end`: `06`, `Microsoft=06`, `Nvidia=last-sun-01`,
/// `Costco=nearest-sun-08:12-12-12-16`.
class fiscal_years {
public:
  /// Throws `failure` for a text that is none of these.
  explicit fiscal_years(const std::vector<std::string>& texts);

  const any_calendar& of(const std::string& entity) const;
  /// "2026Q2" where fiscal years are calendar years, "FY2026Q4" where they are not; the days where they are no whole
  /// part.
  std::string label(const std::string& entity, period days) const;

private:
  struct fiscal_year {
    std::string entity;  ///< empty: whoever is not named
    any_calendar calendar;
    bool is_calendar_year;
  };
  static fiscal_year parse(const std::string& text);
  const fiscal_year& year_of(const std::string& entity) const;

  std::vector<fiscal_year> years_;  ///< the last that fits counts; the first fits everybody
};
void add_fiscal_year_option(CLI::App& verb, std::vector<std::string>& texts);

}  // namespace runrate::cli

#endif
