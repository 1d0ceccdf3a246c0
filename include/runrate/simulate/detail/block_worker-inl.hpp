#ifndef RUNRATE_SIMULATE_DETAIL_BLOCK_WORKER_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_BLOCK_WORKER_INL_HPP

#include <runrate/simulate/detail/philox.hpp>
#include <runrate/simulate/detail/simulation_plan-inl.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>

namespace runrate::detail {

RUNRATE_FUNC block_worker::block_worker(const simulation_plan& plan, const simulation_options& options)
    : plan_(plan),
      options_(options),
      kernels_(options.register_bytes == 0 ? draw_kernels_here() : *draw_kernels_of(options.register_bytes)),
      room_(padded(options.block)),
      unit_(room_) {
  const std::size_t periods = plan.periods.size();
  for (auto& set : columns_) set.resize(plan.sides.size());
  for (std::size_t s = 0; s < plan.sides.size(); ++s) {
    const simulated_side& side = plan.sides[s];
    draws_.emplace_back(options.how, 2 * side.dimensions);
    drivers_.push_back(side.fixed);
    lines_.push_back(side.model.buffer(options.block));
    for (auto& set : columns_) {
      for (const drawn_driver& d : side.drawn) set[s].emplace_back(room_ * (d.path ? periods : 1));
    }
    scores_.resize(std::max(scores_.size(), side.drawn.size()), std::vector<double>(room_));
    for (std::size_t d = 0; d < side.drawn.size(); ++d) read_from(s, d, 0);
  }
  const simulated_side& first = plan.sides.front();
  for (std::size_t d = 0; d < first.drawn.size(); ++d) {
    if (first.drawn[d].group == first.groups.size()) factors_.push_back({d});
  }
  factors_.insert(factors_.end(), first.members.begin(), first.members.end());
  own_figures_.resize(plan.figures.size());
  other_figures_.resize(plan.figures.size());
  figures_.resize(plan.figures.size());
}

RUNRATE_FUNC void block_worker::read_from(std::size_t side, std::size_t driver, std::size_t set) {
  const drawn_driver& d = plan_.sides[side].drawn[driver];
  if (!d.is_read) return;
  const double* const column = columns_[set][side][driver].data();
  if (!d.path) {
    drivers_[side].set(d.place, trial_column(column));
    return;
  }
  for (std::size_t t = 0; t < plan_.periods.size(); ++t) {
    drivers_[side].set(d.place, t, trial_column(column + t * room_));
  }
}

RUNRATE_FUNC void block_worker::draw_path(const drawn_driver& d, std::vector<double>& into, std::size_t side,
                                          std::size_t set, const trial_range& trials) {
  const driver_path& path = *d.path;
  const std::size_t count = padded(trials.count);
  if (!d.values) std::fill(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(count), d.base[0]);
  // What it moves by: a sum that begins with 0, or for growth a factor that begins with 1.
  std::vector<double>& moved = scores_[0];
  const bool grows = path.kind == path_kind::growth;
  std::fill(moved.begin(), moved.begin() + static_cast<std::ptrdiff_t>(count), grows ? 1.0 : 0.0);
  std::vector<double> steps(count);
  const std::size_t dimensions = plan_.sides[side].dimensions;
  for (std::size_t t = 1; t < plan_.periods.size(); ++t) {
    const draw_stream of{options_.seed, d.key, static_cast<std::uint32_t>(t), static_cast<std::uint32_t>(set)};
    draws_[side].draw(unit_.data(), of, set * dimensions + d.dimension + t, trials.first, count, kernels_);
    normal_scores().of_uniforms(steps.data(), unit_.data(), count, kernels_);
    const double years = plan_.years_on[t - 1];
    double* const now = into.data() + t * room_;
    // Away from its own values, or from what it was drawn to be.
    const double* const from = into.data();
    switch (path.kind) {
      case path_kind::growth: {
        const double half = path.volatility * path.volatility / 2;
        kernels_.grow(moved.data(), moved.data(), (path.drift - half) * years, path.volatility * std::sqrt(years),
                      steps.data(), count);
        break;
      }
      case path_kind::random_walk:
        kernels_.affine(steps.data(), path.drift * years, path.volatility * std::sqrt(years), steps.data(), count);
        kernels_.add_scaled(moved.data(), 1, steps.data(), count);
        break;
      case path_kind::forecast: break;
      case path_kind::mean_reversion: {
        const double kept = std::exp(-path.reversion * years);
        const double deviation = path.volatility * std::sqrt((1 - kept * kept) / (2 * path.reversion));
        kernels_.affine(moved.data(), 0, kept, moved.data(), count);
        kernels_.add_scaled(moved.data(), deviation, steps.data(), count);
        break;
      }
    }
    for (std::size_t i = 0; i < count; ++i) {
      const double level = d.values ? from[i] : d.base[t];
      const double value = grows ? level * moved[i] : level + moved[i];
      now[i] = std::min(std::max(value, path.at_least), path.at_most);
    }
  }
  for (std::size_t i = 0; i < count; ++i) into[i] = std::min(std::max(into[i], path.at_least), path.at_most);
}

RUNRATE_FUNC void block_worker::draw_errors(const drawn_driver& d, std::vector<double>& into, std::size_t side,
                                            std::size_t set, const trial_range& trials) {
  const driver_path& path = *d.path;
  const std::size_t count = padded(trials.count), periods = plan_.periods.size();
  // Numbers from 1 on: by 0 a driver is spread.
  const auto draw_unit = [&](std::size_t number) {
    const draw_stream of{options_.seed, d.key, static_cast<std::uint32_t>(number), static_cast<std::uint32_t>(set)};
    draws_[side].draw(unit_.data(), of, set * plan_.sides[side].dimensions + d.dimension + number, trials.first, count,
                      kernels_);
  };
  std::vector<double> size(count, 1.0), steps(count), levels;
  if (d.error_size) {
    draw_unit(periods + 1);
    d.error_size->of_uniforms(size.data(), unit_.data(), count, kernels_);
    for (double& s : size) s = 1 / std::sqrt(s);
  }
  if (d.values) levels.assign(into.begin(), into.begin() + static_cast<std::ptrdiff_t>(count));
  std::vector<double>& sum = scores_[0];
  std::vector<double> before(count);
  std::fill(sum.begin(), sum.begin() + static_cast<std::ptrdiff_t>(count), 0.0);
  for (std::size_t t = 0; t < periods; ++t) {
    draw_unit(t + 1);
    normal_scores().of_uniforms(steps.data(), unit_.data(), count, kernels_);
    std::copy_n(sum.begin(), count, before.begin());
    kernels_.affine(sum.data(), 0, path.errors[t].kept, before.data(), count);
    kernels_.add_scaled(sum.data(), path.errors[t].deviation, steps.data(), count);
    kernels_.subtract(steps.data(), sum.data(), before.data(), count);
    double* const now = into.data() + t * room_;
    for (std::size_t i = 0; i < count; ++i) now[i] = steps[i] * size[i];
    for (std::size_t i = 0; i < count; ++i) {
      now[i] = std::min(std::max((d.values ? levels[i] : d.base[t]) + now[i], path.at_least), path.at_most);
    }
  }
}

RUNRATE_FUNC void block_worker::draw(std::size_t s, std::size_t set, const trial_range& trials) {
  const simulated_side& side = plan_.sides[s];
  const std::size_t count = padded(trials.count);
  std::vector<std::vector<double>>& columns = columns_[set][s];
  for (std::size_t i = 0; i < side.drawn.size(); ++i) {
    const drawn_driver& d = side.drawn[i];
    if (!d.values) continue;
    const draw_stream of{options_.seed, d.key, 0, static_cast<std::uint32_t>(set)};
    draws_[s].draw(unit_.data(), of, set * side.dimensions + d.dimension, trials.first, count, kernels_);
    if (d.group == side.groups.size()) {
      d.values->of_uniforms(columns[i].data(), unit_.data(), count, kernels_);
    } else {
      normal_scores().of_uniforms(scores_[i].data(), unit_.data(), count, kernels_);
    }
  }
  for (std::size_t g = 0; g < side.groups.size(); ++g) {
    const std::vector<std::size_t>& members = side.members[g];
    for (std::size_t row = 0; row < members.size(); ++row) {
      const double* const factor = side.groups[g].factor.data() + row * members.size();
      const double* score = scores_[members[0]].data();  // the first is its own
      if (row != 0) {
        kernels_.affine(unit_.data(), 0, factor[0], score, count);
        for (std::size_t k = 1; k <= row; ++k) {
          kernels_.add_scaled(unit_.data(), factor[k], scores_[members[k]].data(), count);
        }
        score = unit_.data();
      }
      side.drawn[members[row]].values->of_scores(columns[members[row]].data(), score, count, kernels_);
    }
  }
  for (std::size_t i = 0; i < side.drawn.size(); ++i) {
    if (!side.drawn[i].path) continue;
    if (side.drawn[i].path->kind == path_kind::forecast) {
      draw_errors(side.drawn[i], columns[i], s, set, trials);
    } else {
      draw_path(side.drawn[i], columns[i], s, set, trials);
    }
  }
}

RUNRATE_FUNC void block_worker::draw_set(std::size_t set, const trial_range& trials) { draw(0, set, trials); }

RUNRATE_FUNC result<std::size_t> block_worker::compute(const trial_range& trials) {
  trials_ = trials;
  for (std::size_t s = 0; s < plan_.sides.size(); ++s) {
    draw(s, 0, trials);
    if (auto done = evaluate(s, trials); !done) return done;
  }
  set_figures();
  return trials.count;
}

RUNRATE_FUNC result<std::size_t> block_worker::compute_mixed(std::size_t set, std::size_t factor,
                                                             const trial_range& trials) {
  trials_ = trials;
  for (std::size_t d = 0; d < plan_.sides.front().drawn.size(); ++d) read_from(0, d, set);
  if (factor != none) {
    for (const std::size_t d : factors_[factor]) read_from(0, d, 1 - set);
  }
  if (auto done = evaluate(0, trials); !done) return done;
  set_figures();
  return trials.count;
}

RUNRATE_FUNC result<std::size_t> block_worker::evaluate(std::size_t s, const trial_range& trials) {
  const simulated_side& side = plan_.sides[s];
  std::string thrown;
  try {
    auto done = side.model.compute(trials, drivers_[s], lines_[s]);
    if (done) return done;
    for (const operand& o : done.error().operands) {
      if (o.name == "trial") return explained(done.error(), s, std::stoull(o.value) - trials.first, trials);
    }
    return done;
  } catch (const std::exception& error) {
    thrown = error.what();
  }
  // Trial by trial, to say in which.
  trial_lines one = side.model.buffer(1);
  for (std::size_t i = 0; i < trials.count; ++i) {
    trial_drivers drivers = drivers_[s];
    for (std::size_t d = 0; d < drivers.drivers(); ++d) {
      for (std::size_t t = 0; t < drivers.periods(); ++t) {
        if (drivers_[s].varies(d, t)) drivers.set(d, t, trial_column(drivers_[s].values(d, t)[i]));
      }
    }
    try {
      const auto done = side.model.compute({trials.first + i, 1}, drivers, one);
      if (!done) return explained(done.error(), s, i, trials);
    } catch (const std::exception& error) {
      return explained({reason_code::contradiction,
                        "the model throws in trial " + std::to_string(trials.first + i) + ": " + error.what(),
                        {{"trial", std::to_string(trials.first + i)}}},
                       s, i, trials);
    }
  }
  return reason{reason_code::contradiction, "the model throws in a block of trials, and in none of them: " + thrown};
}

RUNRATE_FUNC reason block_worker::explained(const reason& why, std::size_t s, std::size_t trial,
                                            const trial_range& trials) const {
  reason made = why;
  std::string values;
  for (std::size_t d = 0; d < plan_.sides[s].drawn.size(); ++d) {
    const drawn_driver& of = plan_.sides[s].drawn[d];
    if (!of.is_read) continue;
    char number[40];
    for (std::size_t t = 0; t < (of.path ? plan_.periods.size() : 1); ++t) {
      std::snprintf(number, sizeof number, "%.17g", drivers_[s].values(of.place, t)[trial]);
      made.operands.push_back({of.path ? of.name + " in " + plan_.periods[t].label : of.name, number});
      if (t != 0) continue;
      std::snprintf(number, sizeof number, "%.6g", drivers_[s].values(of.place, t)[trial]);
      values += (values.empty() ? "" : ", ") + of.name + " " + number;
    }
  }
  if (!values.empty()) made.text += "; there, " + values;
  made.operands.push_back({"trial_number", std::to_string(trials.first + trial)});
  return made;
}

RUNRATE_FUNC const double* block_worker::line_figure(std::size_t side, const measure& of, std::vector<double>& into) {
  const trial_lines& lines = lines_[side];
  const bool adds_up = plan_.sides[side].model.traced.lines()[of.line].adds_up();
  if (!adds_up || of.end - of.first == 1) return lines.column(of.line, of.end - 1).data();
  into.resize(room_);
  const std::size_t count = padded(trials_.count);
  std::vector<const double*> columns;
  columns.reserve(of.end - of.first);
  for (std::size_t t = of.first; t < of.end; ++t) columns.push_back(lines.column(of.line, t).data());
  kernels_.sum(into.data(), columns.data(), columns.size(), count);
  return into.data();
}

RUNRATE_FUNC void block_worker::set_figures() {
  const std::size_t count = padded(trials_.count);
  for (std::size_t f = 0; f < plan_.figures.size(); ++f) {
    const simulated_figure& figure = plan_.figures[f];
    std::vector<double>& own = own_figures_[f];
    std::vector<double>& other = other_figures_[f];
    const measure& of = figure.of;
    const bool is_difference = plan_.sides.size() == 2;
    if (figure.kind == figure_kind::growth) {
      const double* const now = line_figure(0, of, own);
      const double* before = nullptr;
      if (is_difference) {
        before = line_figure(1, of, other);
      } else {
        before = lines_[0].column(of.line, of.first - 1).data();
      }
      own.resize(room_);
      kernels_.growth(own.data(), now, before, count);
      figures_[f] = own.data();
      continue;
    }
    const measure last{of.line, of.end - 1, of.end};
    const bool is_rate = figure.kind == figure_kind::exit_run_rate;
    const double* value = line_figure(0, is_rate ? last : of, own);
    if (is_difference) {
      const double* const less = line_figure(1, is_rate ? last : of, other);
      own.resize(room_);
      kernels_.subtract(own.data(), value, less, count);
      value = own.data();
    }
    if (is_rate) {
      own.resize(room_);
      kernels_.affine(own.data(), 0, plan_.periods.per_year(), value, count);
      value = own.data();
    }
    figures_[f] = value;
  }
}

}  // namespace runrate::detail

#endif
