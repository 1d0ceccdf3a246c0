// Fiscal years that disagree: Amazon's ends in December, Microsoft's in June, Nvidia's on the last Sunday of January,
// Snowflake's with January. One label means four quarters; one method, four factors.
//
//     fiscal_years [folder of fiscal_years.csv]
#include <runrate/io.hpp>
#include <runrate/report.hpp>
#include <runrate/runrate.hpp>

#include <fmt/format.h>

#include <cstdio>

using namespace runrate;

int main(int argc, char** argv) {
  using std::chrono::December, std::chrono::January, std::chrono::June, std::chrono::Sunday;
  const std::string folder = argc > 1 ? argv[1] : RUNRATE_EXAMPLE_DATA;
  const series_file file = read_series_csv(text_input::file(folder + "/fiscal_years.csv"));
  if (file.problems.has_errors()) {
    fmt::print(stderr, "{}", to_string(file.problems));
    return 1;
  }
  struct company {
    std::string_view name;
    any_calendar calendar;
  };
  const company companies[] = {
      {"Amazon", month_calendar(December, year_naming::by_end)},
      {"Microsoft", month_calendar(June, year_naming::by_end)},
      {"Nvidia", week_calendar(year_end::last(Sunday, January), year_naming::by_end, weeks_4_4_5)},
      {"Snowflake", month_calendar(January, year_naming::by_end)}};

  table labels({{"company"}, {"FY2025 Q4 is"}, {"days", alignment::right}, {"x4 is a year of", alignment::right}},
               "One label, four quarters");
  for (const company& c : companies) {
    const period days = resolve(c.calendar, fy(2025) / Q4);
    labels.add_row(
        {std::string(c.name), to_string(days), std::to_string(days.days()), fmt::format("{} days", 4 * days.days())});
  }
  fmt::print("{}\n", to_text(labels));

  table rates({{"company"},
               {"quarter"},
               {"to"},
               {"days", alignment::right},
               {"x4", alignment::right},
               {"day", alignment::right},
               {"week", alignment::right},
               {"ytd", alignment::right},
               {"ttm", alignment::right},
               {"on the year", alignment::right}},
              "The latest quarter filed, USD billion a year");
  for (const company& c : companies) {
    for (const reported_series& s : file.series) {
      if (s.entity != c.name) continue;
      const auto in_billions = [&](const auto& method) {
        return to_string(divide(annualize(s.flows, method)->value().amount(), 1_bn, round_to{3}), 3);
      };
      const period quarter = s.flows.back().during();
      rates.add_row({s.entity, to_string(*label_of(c.calendar, quarter)), to_string(quarter.last()),
                     std::to_string(quarter.days()), in_billions(method::times_four), in_billions(method::day_weighted),
                     in_billions(method::week_weighted), in_billions(method::year_to_date(c.calendar)),
                     in_billions(method::trailing_twelve_months),
                     fmt::format("{:+.1%}", *year_over_year(s.flows.whole()))});
    }
  }
  rates.add_note("13 weeks x 4 are 364 days: for Nvidia times four and the 52-week figure agree");
  fmt::print("{}\n", to_text(rates));

  // A leap year: Snowflake's first quarter has 90 days in 2024 and 89 in 2025.
  for (const reported_series& s : file.series) {
    if (s.entity != "Snowflake") continue;
    const auto amounts = s.flows.amounts();
    const dated_amount &now = amounts.back(), &before = amounts[amounts.size() - 5];
    fmt::print("Snowflake's quarter of {} days after one of {}: {:+.4%}, and {:+.4%} by the day\n", now.during.days(),
               before.during.days(), *growth(now.amount, before.amount), *growth_per_day(now, before));
  }
}
