#include "estimates.hpp"
#include "forecast_output.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;

constexpr const char* sum_of_a_year = "next_four";

struct named_end {
  const char* name;
  std::size_t level;
  double value_range::*end;
};
constexpr std::array<named_end, 4> ends{{{"low80", 0, &value_range::low},
                                         {"high80", 0, &value_range::high},
                                         {"low95", 1, &value_range::low},
                                         {"high95", 1, &value_range::high}}};

ordered_json json_days(period days) { return {{"start", to_string(days.first())}, {"end", to_string(days.last())}}; }

ordered_json json_predicted(const predicted& expected, period days, const currency& unit) {
  ordered_json entry = json_days(days);
  entry["value"] = json_estimate(expected.value, unit);
  for (const named_end& e : ends) {
    const auto& range = expected.ranges[e.level];
    entry[e.name] = range ? json_estimate((*range).*(e.end), unit) : ordered_json(nullptr);
  }
  return entry;
}

std::vector<std::string> cells_of(const expected_series& s, const std::string& method, const std::string& ahead,
                                  const predicted& expected, period days) {
  const ordered_json entry = json_predicted(expected, days, s.unit());
  std::vector<std::string> cells{s.entity(),
                                 s.segment(),
                                 s.from->concept_name,
                                 std::string(s.unit().code()),
                                 method,
                                 ahead,
                                 to_string(days.first()),
                                 to_string(days.last()),
                                 entry["value"].dump()};
  for (const named_end& e : ends) cells.push_back(entry[e.name].is_null() ? "" : entry[e.name].dump());
  return cells;
}

}  // namespace

ordered_json json_of(const forecast_report& r) {
  ordered_json document{{"forecasts", ordered_json::array()}};
  for (const expected_series& s : r.series) {
    ordered_json head{{"entity", s.entity()}};
    if (!s.segment().empty()) head["segment"] = s.segment();
    if (!s.from->concept_name.empty()) head["concept"] = s.from->concept_name;
    head["currency"] = s.unit().code();
    for (std::size_t m = 0; m < r.methods.size(); ++m) {
      ordered_json entry = head;
      entry["method"] = r.methods[m];
      entry["observations"] = s.amounts.size();
      entry["per_year"] = s.per_year ? ordered_json(*s.per_year) : ordered_json(nullptr);
      entry["last_period"] = json_days(s.amounts.back().during);
      if (const result<series_forecast>& found = s.by_method[m]) {
        entry["periods"] = ordered_json::array();
        for (std::size_t h = 0; h < found->periods.size(); ++h) {
          entry["periods"].push_back(json_predicted(found->periods[h], s.ahead[h], s.unit()));
        }
        entry[sum_of_a_year] = json_predicted(found->next_year, s.next_year(), s.unit());
      } else {
        entry["reason"] = json_reason(found.error());
      }
      document["forecasts"].push_back(std::move(entry));
    }
  }
  return document;
}

table flat_table(const forecast_report& r) {
  std::vector<table_column> columns{{"entity"},   {"segment"}, {"concept"},
                                    {"currency"}, {"method"},  {"ahead"},
                                    {"start"},    {"end"},     {"value", alignment::right}};
  for (const named_end& e : ends) columns.push_back({e.name, alignment::right});
  table t(columns);
  for (const expected_series& s : r.series) {
    for (std::size_t m = 0; m < r.methods.size(); ++m) {
      const result<series_forecast>& found = s.by_method[m];
      if (!found) continue;
      for (std::size_t h = 0; h < found->periods.size(); ++h) {
        t.add_row(cells_of(s, r.methods[m], std::to_string(h + 1), found->periods[h], s.ahead[h]));
      }
      t.add_row(cells_of(s, r.methods[m], sum_of_a_year, found->next_year, s.next_year()));
    }
  }
  return t;
}

}  // namespace runrate::cli
