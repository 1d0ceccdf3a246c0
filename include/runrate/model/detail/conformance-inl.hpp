#ifndef RUNRATE_MODEL_DETAIL_CONFORMANCE_INL_HPP
#define RUNRATE_MODEL_DETAIL_CONFORMANCE_INL_HPP

#include <runrate/model/conformance.hpp>
#include <runrate/model/detail/formula_text.hpp>
#include <runrate/model/lane_program.hpp>

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

namespace runrate {

RUNRATE_FUNC std::string_view to_string(conformance_rule rule) {
  switch (rule) {
    case conformance_rule::traces: return "traces";
    case conformance_rule::has_ranges: return "has_ranges";
    case conformance_rule::has_values: return "has_values";
    case conformance_rule::same_figures: return "same_figures";
    case conformance_rule::in_bounds: return "in_bounds";
    case conformance_rule::derivatives: return "derivatives";
    case conformance_rule::in_lanes: return "lanes";
    case conformance_rule::repeats: return "repeats";
    case conformance_rule::threads: return "threads";
    case conformance_rule::own_drivers: return "own_drivers";
  }
  return "unknown";
}

RUNRATE_FUNC std::string to_string(const conformance_report& report) {
  std::string text;
  for (const conformance_finding& f : report.findings) text += std::string(to_string(f.rule)) + ": " + f.text + "\n";
  if (!text.empty()) return text;
  return "conforms: " + std::to_string(report.trials) + " trials, " + std::to_string(report.without_value) +
         " without a value; " + std::to_string(report.derivatives) + " derivatives, " + std::to_string(report.kinks) +
         " at kinks left out\n";
}

namespace detail {

/// Thirty-two random bits of a trial, a driver and a period: splitmix64 (Steele, Lea and Flood, Fast Splittable
/// Pseudorandom Number Generators, 2014) of what they are numbered by.
inline std::uint32_t random_bits(std::uint64_t seed, std::uint64_t trial, std::uint64_t driver, std::uint64_t period) {
  std::uint64_t z = seed;
  for (const std::uint64_t part : {trial, driver, period}) {
    z = (z ^ part) + 0x9E37'79B9'7F4A'7C15u;
    z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9u;
    z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBu;
    z ^= z >> 31;
  }
  return static_cast<std::uint32_t>(z >> 32);
}

/// An evaluation, of which an exception is a reason like another.
template <class Call>
auto evaluated(const Call& call) -> decltype(call()) {
  try {
    return call();
  } catch (const std::exception& thrown) {
    return reason{reason_code::contradiction, std::string("it throws: ") + thrown.what()};
  }
}

/// A figure, short enough to read.
inline std::string figure_text(const ratio& value) {
  std::string text = number_text(value);
  if (text.size() > 40) text = "about " + std::to_string(to_double(value));
  return text;
}
inline std::string figure_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

/// One run of the kit over one model.
class conformance_check {
public:
  using exact_run = result<model_run<exact>>;

  conformance_check(const model_under_test& model, const timeline& periods, std::span<const driver_range> ranges,
                    const conformance_options& options)
      : model_(model), periods_(periods), ranges_(ranges), options_(options) {}

  conformance_report run() {
    if (!trace_it() || !find_ranges()) return std::move(report_);
    for (int trial = 0; trial < options_.trials; ++trial) {
      ++report_.trials;
      trials_.push_back({drawn(trial), nullptr});
      if (!evaluate_exactly(trial)) continue;
      check_bounds(trial);
      check_derivatives(trial);
    }
    if (report_.without_value == report_.trials) {
      add(conformance_rule::has_values, 0,
          "no trial of " + std::to_string(report_.trials) + " has a value: " + no_value_);
      return std::move(report_);
    }
    check_lanes();
    check_threads();
    return std::move(report_);
  }

private:
  struct trial_record {
    driver_values values;
    std::shared_ptr<model_run<exact>> figures;  // null where there are none
  };

  void add(conformance_rule rule, std::size_t line, std::string text) {
    const std::pair<conformance_rule, std::size_t> key{rule, line};
    if (std::find(reported_.begin(), reported_.end(), key) != reported_.end()) return;
    reported_.push_back(key);
    report_.findings.push_back({rule, std::move(text)});
  }

  bool trace_it() {
    auto first = evaluated(model_.traced), second = evaluated(model_.traced);
    if (!first) {
      add(conformance_rule::traces, 0, first.error().text);
      return false;
    }
    formulas_.emplace(*std::move(first));
    const auto texts = [](const formulas& f) {
      std::vector<std::string> all;
      for (std::size_t l = 0; l < f.lines().size(); ++l) all.push_back(f.lines()[l].name + " = " + f.text(l));
      return all;
    };
    const auto once = texts(*formulas_), again = second ? texts(*second) : std::vector<std::string>{};
    for (std::size_t l = 0; l < once.size(); ++l) {
      if (again.size() == once.size() && again[l] == once[l]) continue;
      add(conformance_rule::repeats, l,
          "two traces give two formulas: " + once[l] + ", and " + (again.size() == once.size() ? again[l] : "none"));
    }
    return true;
  }

  bool find_ranges() {
    for (const expression::named& d : formulas_->drivers()) {
      const auto at =
          std::find_if(ranges_.begin(), ranges_.end(), [&](const driver_range& r) { return r.name == d.name; });
      if (at == ranges_.end()) {
        add(conformance_rule::has_ranges, 0, "the driver " + d.name + " has no range to be drawn from");
        return false;
      }
      if (at->high < at->low) throw_contract("the range of " + d.name + " ends before it begins");
      used_.push_back(*at);
    }
    return true;
  }

  /// The drivers of a trial: within their ranges, with bounds around them that stay within too.
  driver_values drawn(int trial) const {
    driver_values values;
    const std::size_t count = trial % 2 == 0 ? 1 : periods_.size();
    for (std::size_t d = 0; d < used_.size(); ++d) {
      const driver_range& r = used_[d];
      const ratio width = ratio(r.high) - ratio(r.low);
      driver_setting setting;
      for (std::size_t t = 0; t < count; ++t) {
        const auto bits = [&](std::uint64_t which) {
          return random_bits(options_.seed, static_cast<std::uint64_t>(trial), d, 3 * t + which);
        };
        const auto part = [&](std::uint64_t which) { return ratio(bits(which) >> 8, 0xFF'FFFF); };
        const decimal value = trial == 0   ? r.low
                              : trial == 1 ? r.high
                                           : round(ratio(r.low) + width * part(0), round_to{decimal::places});
        const decimal below = round(width * part(1) / ratio(64), round_to{decimal::places});
        const decimal above = round(width * part(2) / ratio(64), round_to{decimal::places});
        setting.values.push_back(ratio(value));
        setting.bounds.emplace_back(std::max(value - below, r.low), std::min(value + above, r.high));
      }
      values.set(r.name, std::move(setting));
    }
    return values;
  }

  std::string where(int trial, std::size_t line, std::size_t period) const {
    std::string drivers;
    for (const auto& [name, setting] : record(trial).values.all()) {
      const std::size_t at = setting.values.size() == 1 ? 0 : period;
      drivers += (drivers.empty() ? " (" : ", ") + name + " " + figure_text(setting.values[at]);
      if (drivers.size() > 200) break;
    }
    return formulas_->lines()[line].name + " in " + periods_[period].label + ", trial " + std::to_string(trial) +
           drivers + (drivers.empty() ? ": " : "): ");
  }

  /// What differs between two exact runs; nothing where they are the same.
  struct difference {
    std::size_t line = 0;
    std::size_t period = 0;
    std::string left, right;
  };
  std::optional<difference> between(const exact_run& a, const exact_run& b) const {
    if (!a && !b) return std::nullopt;
    if (!a || !b) {
      return difference{0, 0, a ? "a value" : "none, for " + a.error().text,
                        b ? "a value" : "none, for " + b.error().text};
    }
    for (std::size_t t = 0; t < periods_.size(); ++t) {
      for (std::size_t l = 0; l < formulas_->lines().size(); ++l) {
        const ratio& x = a->value(l, t).value();
        const ratio& y = b->value(l, t).value();
        if (x != y) return difference{l, t, figure_text(x), figure_text(y)};
      }
    }
    return std::nullopt;
  }

  bool evaluate_exactly(int trial) {
    trial_record& now = trials_.back();
    const exact_run own = evaluated([&] { return model_.exactly(now.values); });
    const exact_run by_formula = evaluated([&] { return evaluate<decimal>(*formulas_, periods_, now.values); });
    if (const auto d = between(own, by_formula)) {
      add(conformance_rule::same_figures, d->line,
          where(trial, d->line, d->period) + "the model gives " + d->left + ", its formula " + d->right);
    }
    if (const auto d = between(own, evaluated([&] { return model_.exactly(now.values); }))) {
      add(conformance_rule::repeats, d->line,
          where(trial, d->line, d->period) + "the model gives " + d->left + ", and the next time " + d->right);
    }
    driver_values more = now.values;
    for (const expression::named& d : formulas_->drivers()) {
      more.set("un" + d.name, {{ratio(97)}}).set(d.name + "_" + d.name, {{ratio(-1)}});
    }
    if (const auto d = between(own, evaluated([&] { return model_.exactly(more); }))) {
      add(conformance_rule::own_drivers, d->line,
          where(trial, d->line, d->period) + "the model gives " + d->left + ", and " + d->right +
              " when drivers of other names are set");
    }
    if (!own) {
      ++report_.without_value;
      if (no_value_.empty()) no_value_ = own.error().text;
      return false;
    }
    now.figures = std::make_shared<model_run<exact>>(*own);
    return true;
  }

  /// Both numbers are rounded to 60 digits where one is not a fraction, and then in different places.
  static bool holds(const range& bounds, const exact& figure) {
    if (bounds.contains(figure.value())) return true;
    if (!figure.is_rounded()) return false;
    const ratio slack = abs_of(figure.value()) * pow(ratio(10), -50);
    return bounds.contains(figure.value() - slack) || bounds.contains(figure.value() + slack);
  }
  static ratio abs_of(const ratio& x) { return sign(x) < 0 ? -x : x; }

  void check_bounds(int trial) {
    const trial_record& now = trials_.back();
    driver_values points;
    for (const auto& [name, setting] : now.values.all()) points.set(name, {setting.values});
    const auto own = [&](const driver_values& v) { return evaluated([&] { return model_.in_bounds(v); }); };
    const auto formula = [&](const driver_values& v) {
      return evaluated([&] { return evaluate<interval>(*formulas_, periods_, v); });
    };
    const auto check = [&](const char* what, const auto& run) {
      // Bounds may not exist where the figure does, as of 1 / x for an x that may be 0; those of points do.
      auto bounds = run(now.values);
      if (!bounds) bounds = run(points);
      if (!bounds) {
        add(conformance_rule::in_bounds, 0, where(trial, 0, 0) + what + " has no bounds: " + bounds.error().text);
        return;
      }
      for (std::size_t t = 0; t < periods_.size(); ++t) {
        for (std::size_t l = 0; l < formulas_->lines().size(); ++l) {
          const range& b = bounds->value(l, t);
          const exact& figure = now.figures->value(l, t);
          if (holds(b, figure)) continue;
          add(conformance_rule::in_bounds, l,
              where(trial, l, t) + figure_text(figure.value()) + " is not in the bounds of " + what + ", " +
                  to_string(b.outward()));
        }
      }
    };
    check("the model", own);
    check("its formula", formula);
  }

  /// The largest magnitude of what a figure is made of: of lines of its unit, and of drivers times their effect.
  double scale_of(const model_run<exact>& figures, const model_run<dual>* effects, const driver_values& values,
                  std::size_t line, std::size_t period) const {
    double scale = 0;
    for (std::size_t l = 0; l < formulas_->lines().size(); ++l) {
      if (!(formulas_->lines()[l].unit == formulas_->lines()[line].unit)) continue;
      scale = std::max(scale, std::abs(to_double(figures.value(l, period).value())));
    }
    for (std::size_t d = 0; effects != nullptr && d < used_.size(); ++d) {
      scale = std::max(scale, std::abs(effects->value(line, period).derivative(d)) * largest(values, d));
    }
    return scale;
  }
  double largest(const driver_values& values, std::size_t d) const {
    double most = 0;
    for (const ratio& v : values.find(used_[d].name)->values) most = std::max(most, std::abs(to_double(v)));
    return most;
  }

  static constexpr double value_tolerance = 1e-12;
  static constexpr double derivative_tolerance = 1e-6;

  void check_derivatives(int trial) {
    const trial_record& now = trials_.back();
    const auto effects = evaluated([&] { return model_.with_derivatives(now.values); });
    const auto by_formula = evaluated([&] { return evaluate<dual>(*formulas_, periods_, now.values); });
    const auto check = [&](const char* what, const result<model_run<dual>>& run) {
      if (!run) {
        add(conformance_rule::derivatives, 0, where(trial, 0, 0) + what + " has no derivatives: " + run.error().text);
        return;
      }
      for (std::size_t t = 0; t < periods_.size(); ++t) {
        for (std::size_t l = 0; l < formulas_->lines().size(); ++l) {
          const double wanted = to_double(now.figures->value(l, t).value());
          const double is = run->value(l, t).value();
          if (std::abs(is - wanted) <= value_tolerance * scale_of(*now.figures, &*run, now.values, l, t)) continue;
          add(conformance_rule::derivatives, l,
              where(trial, l, t) + what + " with derivatives gives " + figure_text(is) + " for " + figure_text(wanted));
        }
      }
    };
    check("the model", effects);
    check("its formula", by_formula);
    if (!effects || !by_formula) return;
    for (std::size_t d = 0; d < used_.size(); ++d) check_derivative(trial, d, *effects, *by_formula);
  }

  void check_derivative(int trial, std::size_t d, const model_run<dual>& effects, const model_run<dual>& by_formula) {
    // In fractions a difference has no rounding, so that the step can be small enough to see nothing but the slope.
    const trial_record& now = trials_.back();
    const driver_setting& setting = *now.values.find(used_[d].name);
    ratio size = abs_of(ratio(used_[d].high) - ratio(used_[d].low));
    for (const ratio& v : setting.values) size = std::max(size, abs_of(v));
    if (sign(size) == 0) size = ratio(1);
    const ratio step = size * ratio(1, 1'000'000'000'000);
    const auto moved = [&](const ratio& by) {
      driver_setting other{setting.values};
      for (ratio& v : other.values) v += by;
      driver_values values = now.values;
      values.set(used_[d].name, std::move(other));
      return evaluated([&] { return evaluate<decimal>(*formulas_, periods_, values); });
    };
    const exact_run above = moved(step), below = moved(-step);
    if (!above || !below) return;
    for (std::size_t t = 0; t < periods_.size(); ++t) {
      for (std::size_t l = 0; l < formulas_->lines().size(); ++l) {
        const ratio& here = now.figures->value(l, t).value();
        const double right = to_double((above->value(l, t).value() - here) / step);
        const double left = to_double((here - below->value(l, t).value()) / step);
        const double wanted = (left + right) / 2;
        const double noise = 1e-9 * scale_of(*now.figures, nullptr, now.values, l, t) / to_double(size);
        if (std::abs(right - left) > derivative_tolerance * std::max(std::abs(left), std::abs(right)) + noise) {
          ++report_.kinks;
          continue;
        }
        ++report_.derivatives;
        for (const auto& [what, run] : {std::pair("the model", &effects), std::pair("its formula", &by_formula)}) {
          const double is = run->value(l, t).derivative(d);
          if (std::abs(is - wanted) <= derivative_tolerance * std::abs(wanted) + noise) continue;
          add(conformance_rule::derivatives, l,
              where(trial, l, t) + what + " has the derivative " + figure_text(is) + " by " + used_[d].name +
                  ", and the central difference is " + figure_text(wanted));
        }
      }
    }
  }

  void check_lanes() {
    std::vector<int> with_figures;
    for (int i = 0; i < report_.trials; ++i) {
      if (trials_[static_cast<std::size_t>(i)].figures != nullptr) with_figures.push_back(i);
    }
    const std::size_t count = with_figures.size();
    std::vector<double> columns(used_.size() * periods_.size() * count);
    trial_drivers drivers(used_.size(), periods_.size());
    for (std::size_t d = 0; d < used_.size(); ++d) {
      for (std::size_t t = 0; t < periods_.size(); ++t) {
        double* const column = columns.data() + (d * periods_.size() + t) * count;
        for (std::size_t i = 0; i < count; ++i) {
          const driver_setting& s = *record(with_figures[i]).values.find(used_[d].name);
          column[i] = to_double(s.values[s.values.size() == 1 ? 0 : t]);
        }
        drivers.set(d, t, trial_column(column));
      }
    }
    const result<trial_lines> own = evaluated([&] { return model_.in_lanes(drivers, count); });
    const result<trial_lines> of_formula = evaluated([&] { return formula_in_lanes(drivers, count); });
    for (const auto& [what, computed] : {std::pair("it", &own), std::pair("its formula", &of_formula)}) {
      if (computed->has_value()) continue;
      add(conformance_rule::in_lanes, 0,
          std::string("a block of trials, of which each has an exact value: ") + what +
              " has none: " + computed->error().text);
      return;
    }
    for (std::size_t i = 0; i < count; ++i) {
      const trial_record& r = record(with_figures[i]);
      const auto effects = evaluated([&] { return evaluate<dual>(*formulas_, periods_, r.values); });
      for (std::size_t t = 0; t < periods_.size(); ++t) {
        for (std::size_t l = 0; l < formulas_->lines().size(); ++l) {
          const double wanted = to_double(r.figures->value(l, t).value());
          const double scale = scale_of(*r.figures, effects ? &*effects : nullptr, r.values, l, t);
          for (const auto& [what, computed] : {std::pair("it", &own), std::pair("its formula", &of_formula)}) {
            const double is = (*computed)->column(l, t)[i];
            if (std::abs(is - wanted) <= value_tolerance * scale) continue;
            add(conformance_rule::in_lanes, l,
                where(with_figures[i], l, t) + "in a block of trials " + what + " is " + figure_text(is) +
                    ", exactly " + figure_text(r.figures->value(l, t).value()));
          }
        }
      }
    }
  }

  result<trial_lines> formula_in_lanes(const trial_drivers& drivers, std::size_t trials) const {
    const auto program = lane_program::of(*formulas_, periods_);
    if (!program) return program.error();
    trial_lines computed = program->buffer(trials);
    if (const auto done = program->compute({0, trials}, drivers, computed); !done) return done.error();
    return computed;
  }

  const trial_record& record(int trial) const { return trials_[static_cast<std::size_t>(trial)]; }

  void check_threads() {
    const std::size_t most = std::min<std::size_t>(trials_.size(), 16);
    std::vector<std::optional<std::pair<int, difference>>> found(static_cast<std::size_t>(options_.threads));
    std::vector<std::thread> running;
    running.reserve(found.size());
    for (std::optional<std::pair<int, difference>>& own : found) {
      running.emplace_back([this, &own, most] {
        for (std::size_t i = 0; i < most && !own; ++i) {
          if (trials_[i].figures == nullptr) continue;
          const exact_run now = evaluated([&] { return model_.exactly(trials_[i].values); });
          if (auto d = between(exact_run(*trials_[i].figures), now)) own.emplace(static_cast<int>(i), std::move(*d));
        }
      });
    }
    for (std::thread& t : running) t.join();
    for (const auto& f : found) {
      if (!f) continue;
      add(conformance_rule::threads, f->second.line,
          where(f->first, f->second.line, f->second.period) + "the model gives " + f->second.left +
              ", and among several threads " + f->second.right);
    }
  }

  const model_under_test& model_;
  const timeline& periods_;
  std::span<const driver_range> ranges_;
  const conformance_options& options_;
  std::optional<formulas> formulas_;
  std::vector<driver_range> used_;  // in the order of the model's drivers
  std::vector<trial_record> trials_;
  std::vector<std::pair<conformance_rule, std::size_t>> reported_;
  std::string no_value_;
  conformance_report report_;
};

RUNRATE_FUNC conformance_report conformance_of(const model_under_test& model, const timeline& periods,
                                               std::span<const driver_range> ranges,
                                               const conformance_options& options) {
  if (options.trials < 1 || options.threads < 1) throw_contract("check_conformance: at least one trial and one thread");
  return conformance_check(model, periods, ranges, options).run();
}

}  // namespace detail
}  // namespace runrate

#endif
