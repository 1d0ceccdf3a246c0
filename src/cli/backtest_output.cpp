#include "backtest_output.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace runrate::cli {
namespace {

using nlohmann::ordered_json;
using share = std::optional<double>;

constexpr const char* names_of_levels[] = {"80", "95"};

/// Percentages to a hundredth, ratios to a thousandth: scores are means over history.
double rounded(double value, double unit) { return std::round(value / unit) * unit + 0.0; }
ordered_json number(const share& value, double unit) {
  if (!value || !std::isfinite(*value)) return nullptr;
  // The shortest text of the nearest decimal.
  return std::stod(fmt::format("{:.3f}", rounded(*value, unit)));
}
ordered_json percentage(const share& value) { return number(value, 0.01); }

std::string text(const share& value, const char* form) { return value ? fmt::format(fmt::runtime(form), *value) : ""; }

void add_ranges(ordered_json& to, const error_scores& of, const std::string& after) {
  for (std::size_t l = 0; l < 2; ++l)
    to[std::string("coverage") + names_of_levels[l] + after] = percentage(of.coverage[l]);
  for (std::size_t l = 0; l < 2; ++l) to[std::string("width") + names_of_levels[l] + after] = percentage(of.width[l]);
}

ordered_json json_of(const method_scores& m) {
  ordered_json entry{{"method", m.method}, {"origins", m.origins}, {"without_answer", m.without_answer}};
  entry["smape"] = percentage(m.periods.smape);
  entry["mase"] = number(m.periods.mase, 0.001);
  entry["mape"] = percentage(m.periods.mape);
  entry["bias"] = percentage(m.periods.bias);
  add_ranges(entry, m.periods, "");
  entry["years"] = m.next_year.count;
  entry["smape_next_four"] = percentage(m.next_year.smape);
  entry["mape_next_four"] = percentage(m.next_year.mape);
  entry["bias_next_four"] = percentage(m.next_year.bias);
  add_ranges(entry, m.next_year, "_next_four");
  entry["by_period"] = ordered_json::array();
  for (std::size_t h = 0; h < m.by_period.size(); ++h) {
    const error_scores& of = m.by_period[h];
    ordered_json period{{"ahead", h + 1}, {"count", of.count}};
    period["smape"] = percentage(of.smape);
    period["mase"] = number(of.mase, 0.001);
    period["mape"] = percentage(of.mape);
    period["bias"] = percentage(of.bias);
    add_ranges(period, of, "");
    entry["by_period"].push_back(std::move(period));
  }
  return entry;
}

}  // namespace

ordered_json json_of(const backtest_report& r) {
  ordered_json document{{"least_known", r.least_known}, {"series", ordered_json::array()}};
  for (const scored_series& s : r.series) {
    ordered_json entry{{"name", s.name}, {"as_filed", s.as_filed}, {"origins", s.origins}, {"years", s.of_year}};
    entry["left_out"] = s.why_left_out.empty() ? ordered_json(nullptr) : ordered_json(s.why_left_out);
    document["series"].push_back(std::move(entry));
  }
  document["methods"] = ordered_json::array();
  for (const method_scores& m : r.methods) document["methods"].push_back(json_of(m));
  return document;
}

table flat_table(const backtest_report& r) {
  ordered_json all = json_of(r)["methods"];
  table t({{"method"},
           {"origins"},
           {"without_answer"},
           {"smape"},
           {"mase"},
           {"mape"},
           {"bias"},
           {"coverage80"},
           {"coverage95"},
           {"width80"},
           {"width95"},
           {"years"},
           {"smape_next_four"},
           {"mape_next_four"},
           {"bias_next_four"},
           {"coverage80_next_four"},
           {"coverage95_next_four"},
           {"width80_next_four"},
           {"width95_next_four"}});
  for (ordered_json& entry : all) {
    entry.erase("by_period");
    std::vector<std::string> cells;
    for (const auto& value : entry) {
      cells.push_back(value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump());
    }
    t.add_row(std::move(cells));
  }
  return t;
}

std::vector<sheet> sheets_of(const backtest_report& r, bool quiet) {
  std::size_t scored = 0, as_filed = 0, origins = 0;
  for (const scored_series& s : r.series) {
    scored += s.origins != 0 ? 1 : 0;
    as_filed += s.origins != 0 && s.as_filed ? 1 : 0;
    origins += s.origins;
  }
  table t({{"method"},
           {"forecasts", alignment::right},
           {"sMAPE", alignment::right},
           {"MASE", alignment::right},
           {"years", alignment::right},
           {"error of a year", alignment::right},
           {"bias", alignment::right},
           {"inside 80%", alignment::right},
           {"inside 95%", alignment::right}},
          fmt::format("{} series, {} origins{}", scored, origins,
                      as_filed == 0        ? ""
                      : as_filed == scored ? ", as filed"
                                           : fmt::format(", {} series as filed", as_filed)));
  for (const method_scores& m : r.methods) {
    if (m.origins == 0) continue;
    const error_scores& year = m.next_year;
    t.add_row({m.method, std::to_string(m.origins), text(m.periods.smape, "{:.1f}%"), text(m.periods.mase, "{:.2f}"),
               std::to_string(year.count), text(year.mape, "{:.1f}%"), text(year.bias, "{:+.1f}%"),
               text(year.coverage[0], "{:.0f}%"), text(year.coverage[1], "{:.0f}%")});
  }
  if (!quiet) {
    t.add_note("sMAPE and MASE: of each period ahead; the rest: of the next twelve months together");
    t.add_note("bias: the mean error with its sign, above zero where forecasts were too high");
    std::string none;
    for (const method_scores& m : r.methods) {
      if (m.origins == 0) none += (none.empty() ? "" : ", ") + m.method;
    }
    if (!none.empty()) t.add_note("no answer: " + none);
  }
  return {{std::move(t), {"inside 95%", "MASE", "years"}}};
}

}  // namespace runrate::cli
