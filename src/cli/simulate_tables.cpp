#include "progress.hpp"
#include "simulate_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

namespace runrate::cli {
namespace {

/// A figure of a simulation for a table: its nearest decimal where there is one.
std::optional<exact> shown_number(double value) {
  constexpr double most = 1e24;
  if (!(std::abs(value) < most)) return std::nullopt;
  const auto nearest = decimal::parse(fmt::format("{:.9f}", value));
  if (!nearest) return std::nullopt;
  return exact(*nearest);
}

/// Figures that stand below each other, in one unit.
class alike_numbers {
public:
  explicit alike_numbers(const unit& of) : text_(of) {}

  void add(double value) {
    if (const auto nearest = shown_number(value)) text_.add(*nearest);
  }
  std::string operator()(double value) const {
    const auto nearest = shown_number(value);
    return nearest ? text_(*nearest) : fmt::format("{:.6g}", value);
  }

private:
  alike_values text_;
};

constexpr std::array<double, 5> shown_shares{0.05, 0.25, 0.5, 0.75, 0.95};

std::vector<table_column> figure_columns(std::vector<table_column> first) {
  for (const char* header : {"mean", "deviation", "p5", "p25", "p50", "p75", "p95"}) {
    first.push_back({header, alignment::right});
  }
  return first;
}

void add_to(alike_numbers& text, const trial_summary& seen) {
  if (seen.with_value() == 0) return;
  text.add(seen.mean().value);
  for (const double share : shown_shares) text.add(seen.percentile(share).value);
}

std::vector<std::string> cells_of(const trial_summary& seen, const alike_numbers& text) {
  if (seen.with_value() == 0) return std::vector<std::string>(2 + shown_shares.size());
  std::vector<std::string> cells{text(seen.mean().value), text(seen.deviation().value)};
  for (const double share : shown_shares) cells.push_back(text(seen.percentile(share).value));
  return cells;
}

std::string line_name(const line_formula& line) {
  return line.unit.is_currency() || line.unit.is_none() ? line.name : line.name + " (" + to_string(line.unit) + ")";
}

bool is_looked_at(const simulation_report& r, const simulated_figure& f) {
  return std::find(r.found.figures.begin(), r.found.figures.end(), f) != r.found.figures.end();
}

sheet totals_sheet(const simulation_report& r) {
  const scenario_set& set = r.set();
  std::string caption = r.file.title + (r.file.title.empty() ? "scenario " : ": scenario ") + r.scenario;
  if (!r.without.empty()) caption += " minus " + r.without;
  table t(figure_columns({{"line"}, {"period"}}), caption);
  const std::size_t end = set.periods().size();
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    const simulated_figure whole{{l, 0, end}};
    if (!is_looked_at(r, whole)) continue;
    const line_formula& line = set.model().lines()[l];
    const trial_summary& seen = r.found.of(whole);
    alike_numbers text(line.unit);
    add_to(text, seen);
    std::vector<std::string> row{line_name(line), line.adds_up() && end > 1 ? "sum" : set.periods()[end - 1].label};
    for (std::string& cell : cells_of(seen, text)) row.push_back(std::move(cell));
    t.add_row(std::move(row));
  }
  t.add_note(fmt::format("{:,} trials, seed {}, {} sampling; simulated in double", decimal(r.found.trials),
                         r.found.seed, to_string(r.found.how)));
  const unit of = set.model().lines()[r.main.line].unit;
  const estimate mean = r.found.of({r.main}).mean();
  alike_numbers text(of);
  for (const double side : {mean.low, mean.high}) text.add(side);
  t.add_note(fmt::format("mean of {}: between {} and {} in 95 of 100 such runs",
                         to_string(r.main, set.model(), set.periods()), text(mean.low), text(mean.high)));
  if (r.precision > 0 && mean.high - mean.value > r.precision * std::abs(mean.value)) {
    t.add_note(fmt::format("these trials were not enough for a precision of {:.6g}%", 100 * r.precision));
  }
  return {t, {"deviation", "p25", "p75"}};
}

/// The main line period by period.
sheet periods_sheet(const simulation_report& r) {
  const scenario_set& set = r.set();
  const line_formula& line = set.model().lines()[r.main.line];
  const std::size_t end = set.periods().size();
  table t(figure_columns({{"period"}}), line_name(line) + " by period");
  const std::vector<shown_span> spans = shown_spans(set.periods());
  alike_numbers text(line.unit);
  for (const shown_span& s : spans) {
    if (s.first < s.end) add_to(text, r.found.of({{r.main.line, s.first, s.end}}));
  }
  const simulated_figure at_the_end{{r.main.line, end - 1, end}, figure_kind::exit_run_rate};
  const bool has_rate = line.adds_up() && is_looked_at(r, at_the_end);
  if (has_rate) add_to(text, r.found.of(at_the_end));
  const auto add_row = [&](const std::string& label, const std::vector<std::string>& cells) {
    std::vector<std::string> row{label};
    row.insert(row.end(), cells.begin(), cells.end());
    t.add_row(std::move(row));
  };
  for (const shown_span& s : spans) {
    if (s.first == s.end) {
      add_row(s.label, std::vector<std::string>(2 + shown_shares.size(), "..."));
    } else {
      add_row(s.label, cells_of(r.found.of({{r.main.line, s.first, s.end}}), text));
    }
  }
  if (has_rate) add_row("exit run-rate", cells_of(r.found.of(at_the_end), text));
  return {t, {"deviation", "p25", "p75"}};
}

std::string percent(double share) { return fmt::format("{:.1f}%", 100 * share); }

sheet targets_sheet(const simulation_report& r) {
  table t({{"target"},
           {"of"},
           {"in"},
           {"at least", alignment::right},
           {"probability", alignment::right},
           {"95 in 100 between"}},
          "How probable it is to reach what was said");
  for (const target_odds& odds : r.targets) {
    const scenario_target& target = *odds.target;
    t.add_row({target.name, to_string(target.of, r.set().model(), r.set().periods()), odds.whose,
               said_value(odds.at_least, r.set().model().lines()[target.of.line].unit), percent(odds.probability.value),
               percent(odds.probability.low) + " and " + percent(odds.probability.high)});
    if (!target.source.empty()) t.add_note(target.name + ": " + target.source);
  }
  return {t, {"of", "95 in 100 between"}};
}

/// Numbers of ten thousand and more with their thousands: "from 500,000"; a text may have others as %g writes them.
std::string with_thousands(const std::string& text) {
  std::string all;
  for (std::size_t at = 0; at < text.size();) {
    const bool is_number =
        text[at] >= '0' && text[at] <= '9' && (at == 0 || (text[at - 1] == ' ' || text[at - 1] == '-'));
    if (!is_number) {
      all += text[at++];
      continue;
    }
    char* end = nullptr;
    const double value = std::strtod(text.c_str() + at, &end);
    const auto behind = static_cast<std::size_t>(end - text.c_str());
    const bool is_large = value >= 10'000 && value < 1e15 && value == std::floor(value);
    all += is_large ? fmt::format("{:,}", *decimal::parse(fmt::format("{:.0f}", value))) : text.substr(at, behind - at);
    at = behind;
  }
  return all;
}

sheet drivers_sheet(const simulation_report& r, bool hints) {
  const bool has_two = !r.without.empty();
  std::vector<table_column> columns{{"driver"}, {"unit"}, {"drawn from"}};
  if (has_two) columns.insert(columns.begin(), {"scenario"});
  table t(columns, "Drivers");
  // What is alike in the two scenarios of a difference is one row.
  std::vector<std::array<std::string, 3>> rows;
  const auto add_row = [&](const std::string& scenario, const std::string& driver, const std::string& how) {
    const auto same = std::find_if(rows.begin(), rows.end(), [&](const auto& row) {
      return has_two && row[0] != scenario && row[1] == driver && row[2] == how;
    });
    if (same == rows.end()) {
      rows.push_back({scenario, driver, how});
    } else {
      (*same)[0] = "both";
    }
  };
  for (const driver_drawn& d : r.drawn) {
    add_row(d.scenario, d.driver,
            with_thousands(d.distribution.empty() || d.path.empty() ? d.distribution + d.path
                                                                    : d.distribution + "; then " + d.path));
  }
  bool has_ranges = false;
  for (const driver_held& d : r.held) {
    const unit of = r.set().find_driver(d.driver)->unit;
    std::string how = "held at " + short_setting(d.at, of);
    if (d.why == held_because::range) how += ", with a range of " + short_range(d.at, of);
    if (d.why == held_because::scenario) how += ", set by the scenario";
    if (d.why == held_because::set) how += ", set by --set";
    has_ranges = has_ranges || d.why == held_because::range;
    add_row(d.scenario, d.driver, how);
  }
  for (const auto& [scenario, driver, how] : rows) {
    std::vector<std::string> row{driver, to_string(r.set().find_driver(driver)->unit), how};
    if (has_two) row.insert(row.begin(), scenario);
    t.add_row(std::move(row));
  }
  for (const rank_correlation& c : r.correlations) {
    t.add_note(fmt::format("{} and {}: rank correlation {:.4g}", c.first, c.second, c.value));
  }
  if (has_ranges) {
    t.add_note(std::string("a range says nothing of what is likely") +
               (hints ? "; --spread-ranges draws from those that are the same in all periods" : ""));
  }
  return {t, {"unit"}};
}

std::string bar(double share, double widest) {
  constexpr double width = 40;
  return std::string(static_cast<std::size_t>(std::lround(width * std::max(0.0, share) / widest)), '#');
}

sheet indices_sheet(const simulation_report& r, const std::vector<driver_share>& shares) {
  table t({{"driver"}, {"alone", alignment::right}, {"with others", alignment::right}, {"with others, drawn"}},
          "What explains the variance of " + to_string(r.main, r.set().model(), r.set().periods()));
  std::vector<driver_share> sorted = shares;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const driver_share& a, const driver_share& b) { return a.total.value > b.total.value; });
  const auto text = [](const estimate& e) {
    return fmt::format("{} +/- {}", percent(e.value), percent((e.high - e.low) / 2));
  };
  for (const driver_share& s : sorted) {
    t.add_row({s.driver, text(s.first_order), text(s.total), bar(s.total.value, 1)});
  }
  t.add_note("alone: the share of the variance that would be gone if the driver were known");
  t.add_note("with others: the share that would be left if all the others were (Sobol's indices)");
  return {t, {"with others, drawn"}};
}

sheet ranks_sheet(const simulation_report& r, const std::vector<driver_rank>& ranks) {
  table t({{"driver"}, {"rank correlation", alignment::right}, {"against it", alignment::right}, {"with it"}},
          "What goes together with " + to_string(r.main, r.set().model(), r.set().periods()));
  std::vector<driver_rank> sorted = ranks;
  const auto size = [](const driver_rank& d) { return d.rank ? std::abs(d.rank->value) : -1.0; };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const driver_rank& a, const driver_rank& b) { return size(a) > size(b); });
  constexpr double widest = 2;  // so that each side has half the room
  for (const driver_rank& d : sorted) {
    if (!d.rank) {
      t.add_row({d.driver, "none: it is the same in all trials", "", ""});
      continue;
    }
    const double value = d.rank->value;
    t.add_row({d.driver, fmt::format("{:.3f} +/- {:.3f}", value, (d.rank->high - d.rank->low) / 2), bar(-value, widest),
               bar(value, widest)});
  }
  t.add_note(fmt::format("Spearman's, of the first {:,} trials at most",
                         decimal(static_cast<std::int64_t>(simulation::most_ranked))));
  return {t, {"against it", "with it"}};
}

sheet histogram_sheet(const simulation_report& r) {
  const trial_histogram shape = r.found.of({r.main}).histogram(r.histogram_steps);
  table t({{"from", alignment::right}, {"to", alignment::right}, {"of trials", alignment::right}, {""}},
          to_string(r.main, r.set().model(), r.set().periods()) + ": how trials are spread");
  const double widest = *std::max_element(shape.shares.begin(), shape.shares.end());
  const double width = (shape.high - shape.low) / static_cast<double>(r.histogram_steps);
  alike_numbers text(r.set().model().lines()[r.main.line].unit);
  for (const double end : {shape.low, shape.high}) text.add(end);
  for (std::size_t i = 0; i < shape.shares.size(); ++i) {
    const double from = shape.low + width * static_cast<double>(i);
    t.add_row({i == 0 ? "" : text(from), i + 1 == shape.shares.size() ? "" : text(from + width),
               percent(shape.shares[i]), bar(shape.shares[i], widest)});
  }
  return {t};
}

}  // namespace

std::vector<simulated_figure> figures_of_tables(const scenario_set& set, const measure& main, bool main_alone) {
  std::vector<simulated_figure> all;
  const auto add = [&](const simulated_figure& f) {
    if (std::find(all.begin(), all.end(), f) == all.end()) all.push_back(f);
  };
  const std::size_t end = set.periods().size();
  for (std::size_t l = 0; l < set.model().lines().size(); ++l) {
    if (l == main.line || !main_alone) add({{l, 0, end}});
  }
  for (const shown_span& s : shown_spans(set.periods())) {
    if (s.first < s.end) add({{main.line, s.first, s.end}});
  }
  if (set.model().lines()[main.line].adds_up()) add({{main.line, end - 1, end}, figure_kind::exit_run_rate});
  return all;
}

std::vector<sheet> sheets_of(const simulation_report& r, bool hints) {
  std::vector<sheet> sheets{totals_sheet(r)};
  if (r.set().periods().size() > 1) sheets.push_back(periods_sheet(r));
  if (!r.targets.empty()) sheets.push_back(targets_sheet(r));
  if (r.indices) sheets.push_back(indices_sheet(r, *r.indices));
  if (r.ranks) sheets.push_back(ranks_sheet(r, *r.ranks));
  if (r.histogram_steps != 0) sheets.push_back(histogram_sheet(r));
  sheets.push_back(drivers_sheet(r, hints));
  return sheets;
}

void write_trials(const simulation_report& r, const simulation_options& how, bool quiet, output& to) {
  constexpr std::size_t at_once = 16'384;
  std::string text = "trial";
  for (const std::string& driver : r.of.drawn_drivers()) text += "," + driver;
  for (const simulated_figure& f : r.of.figures()) {
    text += "," + to_string(f, r.set().model(), r.set().periods());
  }
  text += "\r\n";
  const std::size_t figures = r.of.figures().size();
  progress bar("writing trials", r.found.trials, progress::unit::items, quiet);
  for (std::size_t first = 0; first < r.found.trials; first += at_once) {
    const std::size_t count = std::min(at_once, r.found.trials - first);
    const auto columns = needed(r.of.trials({first, count}, how));
    for (std::size_t i = 0; i < count; ++i) {
      auto end = fmt::format_to(std::back_inserter(text), "{}", first + i);
      for (std::size_t c = 0; c < columns.size(); ++c) {
        // The drivers stand behind the figures there, and before them here.
        const double value = columns[(c + figures) % columns.size()][i];
        if (std::isnan(value)) {
          text += ',';
        } else {
          end = fmt::format_to(end, ",{}", value);
        }
      }
      text += "\r\n";
    }
    to.write(text);
    text.clear();
    bar.add(count);
  }
}

}  // namespace runrate::cli
