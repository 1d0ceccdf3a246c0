#ifndef RUNRATE_MODEL_DETAIL_LANE_CODE_INL_HPP
#define RUNRATE_MODEL_DETAIL_LANE_CODE_INL_HPP

#include <runrate/model/detail/lane_code.hpp>
#include <runrate/model/lanes.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_map>

namespace runrate::detail {

/// Whether each node's value depends on the trial, and which lines' values do in some period.
class lane_variation {
public:
  lane_variation(const formulas& f, const std::vector<bool>& drivers) : f_(f), drivers_(drivers) {
    lines_.assign(f.lines().size(), false);
    // A line may depend on itself, a period ago: until nothing changes.
    for (bool is_new = true; is_new;) {
      is_new = false;
      const std::vector<char> nodes = in(any_period);
      for (std::size_t l = 0; l < lines_.size(); ++l) {
        if (lines_[l] || nodes[static_cast<std::size_t>(f.lines()[l].root)] == 0) continue;
        lines_[l] = is_new = true;
      }
    }
  }

  static constexpr std::size_t any_period = static_cast<std::size_t>(-1);

  /// Of each node in a period.
  std::vector<char> in(std::size_t period) const {
    std::vector<char> varies(f_.parts().nodes().size(), 0);
    const auto at = [&](node_id id) -> char& { return varies[static_cast<std::size_t>(id)]; };
    for (const node_id id : f_.order()) {
      const expression_node& n = f_.parts()[id];
      switch (n.op) {
        case operation::constant:
        case operation::quantity: break;
        case operation::driver: at(id) = drivers_[static_cast<std::size_t>(n.index)] ? 1 : 0; break;
        case operation::line: at(id) = at(f_.lines()[f_.line_at(n)].root); break;
        case operation::previous: {
          const bool is_before = period == any_period || static_cast<std::size_t>(n.lag) > period;
          const bool is_within = period == any_period || static_cast<std::size_t>(n.lag) <= period;
          const bool varied = (is_before && at(n.operands[0]) != 0) || (is_within && lines_[f_.line_at(n)]);
          at(id) = varied ? 1 : 0;
          break;
        }
        default:
          for (int k = 0; k < operands_of(n.op); ++k) at(id) = static_cast<char>(at(id) | at(n.operands[k]));
      }
    }
    return varies;
  }

private:
  const formulas& f_;
  const std::vector<bool>& drivers_;
  std::vector<bool> lines_;
};

inline std::optional<lane_step> step_of(operation op) {
  switch (op) {
    case operation::add: return lane_step::add;
    case operation::subtract: return lane_step::subtract;
    case operation::multiply: return lane_step::multiply;
    case operation::divide: return lane_step::divide;
    case operation::maximum: return lane_step::maximum;
    case operation::minimum: return lane_step::minimum;
    default: return std::nullopt;
  }
}

/// The same operation where it is the second operand that has been computed. x + y and y + x are the same to the bit,
/// unless both are not a number.
inline lane_step reversed(lane_step s) {
  switch (s) {
    case lane_step::subtract: return lane_step::subtract_from;
    case lane_step::divide: return lane_step::divide_into;
    case lane_step::maximum: return lane_step::maximum_with;
    case lane_step::minimum: return lane_step::minimum_with;
    default: return s;
  }
}

/// Compiles the tape of the periods from one on. Nodes are taken in order. One that is used once waits, with the steps
/// that lead to it, until its user takes it up into a longer chain or needs it in a column.
class lane_compiler {
public:
  lane_compiler(const formulas& f, const lane_kernels& kernels, std::size_t first_period, std::vector<char> varies)
      : f_(f), kernels_(kernels), count_(f.parts().nodes().size()), varies_(std::move(varies)) {
    tape_.first_period = first_period;
  }

  lane_tape run() {
    find_origins();
    find_needed();
    for (const node_id id : f_.order()) {
      if (needed_[place(id)] == 0 || is_leaf(id)) continue;
      if (varies_[place(id)] == 0) {
        tape_.scalars.push_back(scalar(id));
      } else {
        compile(id);
      }
    }
    for (std::size_t l = 0; l < f_.lines().size(); ++l) {
      const node_id root = origin(f_.lines()[l].root);
      tape_.uniform_roots.push_back(varies_[place(root)] == 0 ? root : -1);
      if (const auto done = homes_.find(root); done != homes_.end() && done->second == l) continue;
      pass(kernels_.copy, {lane_place::line, static_cast<std::int32_t>(l)}, {root});
    }
    assign_slots();
    return std::move(tape_);
  }

private:
  /// What waits: steps, or a comparison for `select`.
  struct chain {
    std::vector<lane_step> steps;
    std::vector<node_id> operands;
    operation comparison = operation::constant;
  };

  static std::size_t place(node_id id) { return static_cast<std::size_t>(id); }
  node_id origin(node_id id) const { return origins_[place(id)]; }

  bool reaches_back(const expression_node& n) const {
    return n.op == operation::previous && static_cast<std::size_t>(n.lag) <= tape_.first_period;
  }
  /// It is in a column already, where it varies.
  bool is_leaf(node_id id) const {
    const expression_node& n = f_.parts()[id];
    return varies_[place(id)] != 0 && (n.op == operation::driver || n.op == operation::previous);
  }

  /// Nodes that only stand for another: a line of the same period, and what stands for a period before the first.
  void find_origins() {
    origins_.assign(count_, -1);
    for (const node_id id : f_.order()) {
      const expression_node& n = f_.parts()[id];
      origins_[place(id)] = n.op == operation::line                           ? origin(f_.lines()[f_.line_at(n)].root)
                            : n.op == operation::previous && !reaches_back(n) ? origin(n.operands[0])
                                                                              : id;
    }
  }

  void find_needed() {
    needed_.assign(count_, 0);
    uses_.assign(count_, 0);
    for (std::size_t l = 0; l < f_.lines().size(); ++l) {
      const node_id root = origin(f_.lines()[l].root);
      needed_[place(root)] = 1;
      if (varies_[place(root)] != 0 && !is_leaf(root)) homes_.emplace(root, l);
    }
    for (std::size_t i = f_.order().size(); i-- > 0;) {
      const node_id id = f_.order()[i];
      const expression_node& n = f_.parts()[id];
      if (needed_[place(id)] == 0 || n.op == operation::previous) continue;
      for (int k = 0; k < operands_of(n.op); ++k) {
        const node_id o = origin(n.operands[k]);
        needed_[place(o)] = 1;
        if (varies_[place(id)] != 0) ++uses_[place(o)];
      }
    }
  }

  lane_scalar scalar(node_id id) const {
    const expression_node& n = f_.parts()[id];
    lane_scalar made{n.op, n.index, n.lag, id};
    if (n.op == operation::previous) {
      made.index = static_cast<std::int32_t>(f_.line_at(n));
      return made;
    }
    for (int k = 0; k < operands_of(n.op); ++k) made.from[k] = origin(n.operands[k]);
    return made;
  }

  void compile(node_id id) {
    const expression_node& n = f_.parts()[id];
    std::vector<node_id> operands;
    operands.reserve(3);
    for (int k = 0; k < operands_of(n.op); ++k) operands.push_back(origin(n.operands[k]));
    if (const auto step = step_of(n.op)) {
      waiting_.emplace(id, chained(*step, operands[0], operands[1]));
    } else if (n.op == operation::less || n.op == operation::less_or_equal || n.op == operation::equal) {
      settle(operands);
      waiting_.emplace(id, chain{{}, operands, n.op});
    } else if (const auto c = waiting_.find(operands[0]); n.op == operation::select && c != waiting_.end() &&
                                                          c->second.comparison != operation::constant &&
                                                          uses_[place(operands[0])] == 1) {
      const lane_kernel chosen = c->second.comparison == operation::less    ? kernels_.select_less
                                 : c->second.comparison == operation::equal ? kernels_.select_equal
                                                                            : kernels_.select_less_or_equal;
      std::vector<node_id> all = c->second.operands;
      waiting_.erase(c);
      all.insert(all.end(), operands.begin() + 1, operands.end());
      settle(all);
      settle(id, chosen, all);
    } else {
      settle(operands);
      settle(id, kernel_of(n.op), operands);
    }
    if (homes_.contains(id)) settle({id});
  }

  chain chained(lane_step step, node_id a, node_id b) {
    const auto with = [&](node_id id, lane_step next) -> std::optional<chain> {
      const auto at = waiting_.find(id);
      if (at == waiting_.end() || uses_[place(id)] != 1 || at->second.steps.empty()) return std::nullopt;
      chain longer = at->second;
      longer.steps.push_back(next);
      if (kernels_.chain(longer.steps) == nullptr) return std::nullopt;
      return longer;
    };
    std::optional<chain> left = with(a, step), right = with(b, reversed(step));
    if (left && right && right->steps.size() > left->steps.size()) left.reset();
    if (left) {
      waiting_.erase(a);
      settle({b});
      left->operands.push_back(b);
      return *left;
    }
    if (right) {
      waiting_.erase(b);
      settle({a});
      right->operands.push_back(a);
      return *right;
    }
    settle({a, b});
    return {{step}, {a, b}};
  }

  lane_kernel kernel_of(operation op) const {
    switch (op) {
      case operation::negate: return kernels_.negate;
      case operation::power: return kernels_.power;
      case operation::exponential: return kernels_.exponential;
      case operation::logarithm: return kernels_.logarithm;
      case operation::less: return kernels_.less;
      case operation::less_or_equal: return kernels_.less_or_equal;
      case operation::equal: return kernels_.equal;
      case operation::both: return kernels_.both;
      case operation::either: return kernels_.either;
      case operation::opposite: return kernels_.opposite;
      case operation::select: return kernels_.select;
      default: return kernels_.copy;
    }
  }

  /// Has nodes that wait computed into columns.
  void settle(const std::vector<node_id>& ids) {
    for (const node_id id : ids) {
      const auto at = waiting_.find(id);
      if (at == waiting_.end()) continue;
      const chain c = std::move(at->second);
      waiting_.erase(at);
      settle(id, c.steps.empty() ? kernel_of(c.comparison) : kernels_.chain(c.steps), c.operands);
    }
  }

  void settle(node_id id, lane_kernel kernel, const std::vector<node_id>& operands) {
    const auto home = homes_.find(id);
    const lane_place into = home != homes_.end()
                                ? lane_place{lane_place::line, static_cast<std::int32_t>(home->second)}
                                : lane_place{lane_place::slot, static_cast<std::int32_t>(tape_.slots++)};
    pass(kernel, into, operands);
    columns_.emplace(id, into);
  }

  void pass(lane_kernel kernel, lane_place into, const std::vector<node_id>& operands) {
    lane_instruction made;
    made.run = kernel;
    made.into = into;
    for (const node_id o : operands) made.from[made.count++] = location(o);
    tape_.passes.push_back(made);
  }

  lane_place location(node_id id) {
    const expression_node& n = f_.parts()[id];
    if (varies_[place(id)] == 0) {
      const auto [at, is_new] = packs_.try_emplace(id, static_cast<std::int32_t>(tape_.uniform.size()));
      if (is_new) tape_.uniform.push_back(id);
      return {lane_place::uniform, at->second};
    }
    if (n.op == operation::driver) return {lane_place::driver, n.index};
    if (n.op == operation::previous) {
      const auto lines = static_cast<std::int32_t>(f_.lines().size());
      return {lane_place::line, static_cast<std::int32_t>(f_.line_at(n)) - n.lag * lines};
    }
    return columns_.at(id);
  }

  /// Columns are used again once nobody reads them: few of them fit the first cache.
  void assign_slots() {
    std::vector<std::size_t> last_use(tape_.slots, 0);
    for (std::size_t i = 0; i < tape_.passes.size(); ++i) {
      const lane_instruction& p = tape_.passes[i];
      for (std::uint32_t k = 0; k < p.count; ++k) {
        if (p.from[k].where == lane_place::slot) last_use[static_cast<std::size_t>(p.from[k].index)] = i;
      }
    }
    std::vector<std::int32_t> columns(tape_.slots, -1), idle;
    std::int32_t used = 0;
    for (std::size_t i = 0; i < tape_.passes.size(); ++i) {
      lane_instruction& p = tape_.passes[i];
      for (std::uint32_t k = 0; k < p.count; ++k) {
        if (p.from[k].where != lane_place::slot) continue;
        const auto value = static_cast<std::size_t>(p.from[k].index);
        p.from[k].index = columns[value];
        if (last_use[value] != i) continue;
        idle.push_back(columns[value]);
        last_use[value] = tape_.passes.size();  // it may be an operand twice
      }
      if (p.into.where != lane_place::slot) continue;
      const auto value = static_cast<std::size_t>(p.into.index);
      if (idle.empty()) idle.push_back(used++);
      columns[value] = idle.back();
      idle.pop_back();
      p.into.index = columns[value];
    }
    tape_.slots = static_cast<std::size_t>(used);
  }

  const formulas& f_;
  const lane_kernels& kernels_;
  std::size_t count_;
  std::vector<char> varies_;
  std::vector<node_id> origins_;
  std::vector<char> needed_;
  std::vector<std::uint32_t> uses_;
  std::unordered_map<node_id, std::size_t> homes_;  // of nodes that are a line: the first such line
  std::unordered_map<node_id, chain> waiting_;
  std::unordered_map<node_id, lane_place> columns_;  // of nodes that are computed
  std::unordered_map<node_id, std::int32_t> packs_;
  lane_tape tape_;
};

RUNRATE_FUNC std::vector<lane_tape> lane_tapes(const formulas& f, std::size_t periods, const std::vector<bool>& varies,
                                               const lane_kernels& kernels) {
  std::set<std::size_t> firsts{0};
  for (const node_id id : f.order()) {
    const expression_node& n = f.parts()[id];
    if (n.op == operation::previous && static_cast<std::size_t>(n.lag) < periods) {
      firsts.insert(static_cast<std::size_t>(n.lag));
    }
  }
  constexpr std::size_t most = 20'000'000;
  if (firsts.size() * f.order().size() > most) return {};
  const lane_variation variation(f, varies);
  std::vector<lane_tape> all;
  all.reserve(firsts.size());
  for (const std::size_t first : firsts) {
    all.push_back(lane_compiler(f, kernels, first, variation.in(first)).run());
  }
  return all;
}

RUNRATE_FUNC double scalar_of(operation op, double a, double b, double c) {
  const auto bits = [](bool holds) { return std::bit_cast<double>(holds ? ~std::uint64_t{0} : 0); };
  const auto holds = [](double x) { return std::bit_cast<std::uint64_t>(x) != 0; };
  switch (op) {
    case operation::add: return a + b;
    case operation::subtract: return a - b;
    case operation::multiply: return a * b;
    case operation::divide: return a / b;
    case operation::negate: return -a;
    // As in a block, to the bit: the C library may differ in the last one.
    case operation::power: return pow(lanes(a), lanes(b))[0];
    case operation::exponential: return exp(lanes(a))[0];
    case operation::logarithm: return log(lanes(a))[0];
    case operation::minimum: return b < a ? b : a;
    case operation::maximum: return a < b ? b : a;
    case operation::less: return bits(a < b);
    case operation::less_or_equal: return bits(a <= b);
    case operation::equal: return bits(a == b);
    case operation::both: return bits(holds(a) && holds(b));
    case operation::either: return bits(holds(a) || holds(b));
    case operation::opposite: return bits(!holds(a));
    case operation::select: return holds(a) ? b : c;
    default: return a;
  }
}

}  // namespace runrate::detail

#endif
