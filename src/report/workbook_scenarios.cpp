#include "workbook_scenarios.hpp"

#include <runrate/core/nearest_name.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

namespace runrate {
namespace excel {
namespace {

constexpr std::size_t most_cells = 1'000'000;

bool has_own_base(const scenario_set& set) {
  const scenario* const base = set.find(scenario_set::base_name);
  return base != nullptr && (!base->own.empty() || !base->inherits.empty());
}

double whole_of(const std::vector<double>& rows, std::size_t line, std::size_t width, std::size_t periods,
                bool adds_up) {
  double sum = 0;
  for (std::size_t t = 0; t < periods; ++t) sum += rows[t * width + line];
  return adds_up ? sum : rows[(periods - 1) * width + line];
}

}  // namespace

scenario_sheets::scenario_sheets(const scenario_set& set, const scenario_workbook& about)
    : set_(set), about_(about), rows_(set.model()), has_given_(has_own_base(set)), book_(about.title) {
  std::set<std::string> taken;
  for (std::size_t s = 0; s < set.scenarios().size(); ++s) {
    const std::string clean = plain_text(set.scenarios()[s].name, 1'000);
    std::string name = clean.empty() ? "unnamed" : clean;
    for (int number = 2; !taken.insert(name).second; ++number) name = fmt::format("{} ({})", clean, number);
    scenario_names_.push_back(name);
    if (set.scenarios()[s].name == about.chosen) chosen_ = s;
  }
  using enum period_quantity;
  for (const period_quantity what : {days, hours, weeks, years, index, position, elapsed, elapsed_begin, elapsed_end}) {
    quantities_.push_back({what});
  }
  for (const dated_quantity& q : set.model().parts().quantities()) {
    if (std::find(quantities_.begin(), quantities_.end(), q) == quantities_.end()) quantities_.push_back(q);
  }
}

std::optional<reason> scenario_sheets::problem() const {
  std::vector<std::string> names, lines;
  for (const scenario& s : set_.scenarios()) names.push_back(s.name);
  for (const line_formula& l : set_.model().lines()) lines.push_back(l.name);
  const auto is_missing = [](const std::vector<std::string>& all, const std::string& name) {
    return std::find(all.begin(), all.end(), name) == all.end();
  };
  std::vector<std::string> asked{about_.chosen};
  for (const compared_scenarios& c : about_.comparisons) asked.insert(asked.end(), {c.with, c.without});
  for (const workbook_target& t : about_.targets) {
    if (!t.with.empty() || !t.without.empty()) asked.insert(asked.end(), {t.with, t.without});
  }
  for (const std::string& name : asked) {
    if (is_missing(names, name)) return no_such("scenario", name, names);
  }
  if (!about_.lead.empty() && is_missing(lines, about_.lead)) return no_such("line", about_.lead, lines);
  if (lines.empty()) return reason{reason_code::not_applicable, "the model has no lines"};
  const std::size_t cells = (rows_.rows() * (names.size() + 1) + lines.size() * about_.comparisons.size() +
                             set_.drivers().size() * (names.size() + 2)) *
                            set_.periods().size();
  if (cells <= most_cells) return std::nullopt;
  return reason{reason_code::out_of_range,
                fmt::format("the workbook would have {} cells and more; it can have {}: fewer periods or scenarios",
                            cells, most_cells),
                {{"cells", std::to_string(cells)}}};
}

void scenario_sheets::compute() {
  const std::size_t periods = set_.periods().size();
  const formulas& model = set_.model();
  for (const expression::named& used : model.drivers()) {
    std::size_t d = 0;
    while (set_.drivers()[d].name != used.name) ++d;
    drivers_of_model_.push_back(d);
  }
  for (const scenario& s : set_.scenarios()) {
    scenario_values of;
    const driver_values settings = set_.values(s.name).value();
    std::vector<std::vector<double>> read;
    for (std::size_t t = 0; t < periods; ++t) {
      std::vector<double>& now = of.drivers.emplace_back();
      for (const scenario_driver& d : set_.drivers()) {
        const std::vector<ratio>& values = settings.find(d.name)->values;
        now.push_back(to_double(values[values.size() == 1 ? 0 : t]));
      }
      std::vector<double>& of_model = read.emplace_back();
      for (const std::size_t d : drivers_of_model_) of_model.push_back(now[d]);
    }
    of.rows = row_values(rows_, model, set_.periods(), read);
    const auto exactly = set_.run(s.name);
    if (!exactly) of.why_none = exactly.error().text;
    for (std::size_t l = 0; l < model.lines().size(); ++l) {
      for (std::size_t t = 0; exactly && t < periods; ++t) {
        of.rows[t * rows_.rows() + l] = to_double(exactly->value(l, t).value());
      }
      of.wholes.push_back(whole_of(of.rows, l, rows_.rows(), periods, model.lines()[l].adds_up()));
    }
    values_.push_back(std::move(of));
  }
  std::size_t varying = 0;
  for (std::size_t d = 0; d < set_.drivers().size(); ++d) {
    const scenario_driver& driver = set_.drivers()[d];
    bool varies = driver.base.values.size() > 1;
    for (const scenario& s : set_.scenarios()) {
      const auto own = s.own.find(driver.name);
      varies = varies || (own != s.own.end() && own->second.values.size() > 1);
    }
    by_period_.push_back(varies);
    driver_rows_.push_back(first_row + (varies ? varying++ * (driver_columns() + 1) : d));
    const std::size_t row = driver_rows_.back();
    driver_names_.push_back(book_.define(
        driver.name, varies ? "'Driver periods'!" + fixed({row, first_period}, {row, first_period + periods - 1})
                            : "Drivers!" + fixed({row, 4})));
  }
}

result<std::string> scenario_sheets::bytes() {
  compute();
  sheet& summary = book_.add_sheet("Summary");
  sheet& drivers = book_.add_sheet("Drivers");
  const bool varies = std::find(by_period_.begin(), by_period_.end(), true) != by_period_.end();
  sheet* const driver_periods = varies ? &book_.add_sheet("Driver periods") : nullptr;
  sheet& lines = book_.add_sheet("Lines");
  sheet& scenarios = book_.add_sheet("Scenarios");
  sheet* const comparisons = about_.comparisons.empty() ? nullptr : &book_.add_sheet("Comparisons");
  sheet& periods = book_.add_sheet("Periods");
  sheet& charts = book_.add_sheet("Charts");
  add_drivers(drivers, driver_periods);
  add_periods(periods);
  add_lines(lines);
  add_scenarios(scenarios);
  if (comparisons != nullptr) add_comparisons(*comparisons);
  add_summary(summary);
  add_charts(charts, summary, lines, scenarios);
  return book_.bytes();
}

}  // namespace excel

result<std::string> to_workbook(const scenario_set& set, const scenario_workbook& about) {
  excel::scenario_sheets sheets(set, about);
  if (auto why = sheets.problem()) return *why;
  return sheets.bytes();
}

}  // namespace runrate
