#ifndef RUNRATE_MODEL_DETAIL_EXPRESSION_INL_HPP
#define RUNRATE_MODEL_DETAIL_EXPRESSION_INL_HPP

#include <runrate/core/errors.hpp>
#include <runrate/model/detail/formula_text.hpp>
#include <runrate/model/expression.hpp>

#include <algorithm>

namespace runrate {

RUNRATE_FUNC std::size_t expression::hash::operator()(const expression_node& n) const {
  std::size_t h = static_cast<std::size_t>(n.op);
  for (const std::int32_t part : {n.index, n.lag, n.operands[0], n.operands[1], n.operands[2]}) {
    h = (h ^ static_cast<std::uint32_t>(part)) * 0x9E37'79B9'7F4A'7C15u;
    h ^= h >> 32;
  }
  return h;
}

RUNRATE_FUNC node_id expression::add(const expression_node& n) {
  const auto next = static_cast<node_id>(nodes_.size());
  const auto [at, is_new] = known_.try_emplace(n, next);
  if (!is_new) return at->second;
  if (nodes_.size() == most_nodes) {
    known_.erase(at);
    detail::throw_contract("expression: a model's formulas have more than 1,000,000 parts");
  }
  nodes_.push_back(n);
  return next;
}

RUNRATE_FUNC std::size_t expression::declared(std::vector<named>& all,
                                              std::unordered_map<std::string, std::size_t>& places, const char* what,
                                              std::string_view name, const runrate::unit& of) {
  const auto [at, is_new] = places.try_emplace(std::string(name), all.size());
  if (is_new) {
    all.push_back({std::string(name), of});
  } else if (!(all[at->second].unit == of)) {
    detail::throw_contract(std::string(what) + " " + std::string(name) +
                           " is there in two units: " + to_string(all[at->second].unit) + " and " + to_string(of));
  }
  return at->second;
}

RUNRATE_FUNC std::size_t expression::declare_driver(std::string_view name, const runrate::unit& of) {
  return declared(drivers_, driver_places_, "the driver", name, of);
}

RUNRATE_FUNC std::size_t expression::declare_line(std::string_view name, const runrate::unit& of) {
  return declared(lines_, line_places_, "the line", name, of);
}

RUNRATE_FUNC node_id expression::constant(const ratio& value, const runrate::unit& of) {
  const auto [at, is_new] =
      constant_places_.try_emplace(to_string(value) + (of.is_none() ? "" : ' ' + to_string(of)), constants_.size());
  if (is_new) constants_.push_back({value.reduced(), of});
  return add({operation::constant, static_cast<std::int32_t>(at->second)});
}

RUNRATE_FUNC node_id expression::driver(std::string_view name, const runrate::unit& of) {
  return add({operation::driver, static_cast<std::int32_t>(declare_driver(name, of))});
}

RUNRATE_FUNC node_id expression::line(std::string_view name, const runrate::unit& of) {
  return add({operation::line, static_cast<std::int32_t>(declare_line(name, of))});
}

RUNRATE_FUNC node_id expression::quantity(const dated_quantity& q) {
  const auto at = std::find(quantities_.begin(), quantities_.end(), q);
  const auto index = static_cast<std::int32_t>(at - quantities_.begin());
  if (at == quantities_.end()) quantities_.push_back(q);
  return add({operation::quantity, index});
}

RUNRATE_FUNC node_id expression::previous(std::string_view line, const runrate::unit& of, int lag, node_id initial) {
  if (lag < 1 || lag > timeline::most_periods) {
    detail::throw_contract("previous: it goes 1 to " + std::to_string(timeline::most_periods) + " periods back, not " +
                           std::to_string(lag));
  }
  return add({operation::previous, static_cast<std::int32_t>(declare_line(line, of)), lag, {initial, -1, -1}});
}

RUNRATE_FUNC node_id expression::made(operation op, node_id a, node_id b, node_id c) {
  return add({op, 0, 0, {a, b, c}});
}

RUNRATE_FUNC node_id expression::copied(const expression& from, node_id id) {
  // What is needed, from the node down; then in order, so that operands are there before what they are operands of.
  std::vector<node_id> copies(static_cast<std::size_t>(id) + 1, -1);
  std::vector<char> needed(copies.size(), 0);
  needed.back() = 1;
  for (std::size_t i = needed.size(); i-- > 0;) {
    if (needed[i] == 0) continue;
    for (const node_id o : from.nodes_[i].operands) {
      if (o >= 0) needed[static_cast<std::size_t>(o)] = 1;
    }
  }
  for (std::size_t i = 0; i < copies.size(); ++i) {
    if (needed[i] == 0) continue;
    const expression_node& n = from.nodes_[i];
    const auto index = static_cast<std::size_t>(n.index);
    const auto operand = [&](int k) {
      return n.operands[k] < 0 ? -1 : copies[static_cast<std::size_t>(n.operands[k])];
    };
    switch (n.op) {
      case operation::constant: copies[i] = constant(from.constants_[index].value, from.constants_[index].unit); break;
      case operation::driver: copies[i] = driver(from.drivers_[index].name, from.drivers_[index].unit); break;
      case operation::quantity: copies[i] = quantity(from.quantities_[index]); break;
      case operation::line: copies[i] = line(from.lines_[index].name, from.lines_[index].unit); break;
      case operation::previous:
        copies[i] = previous(from.lines_[index].name, from.lines_[index].unit, n.lag, operand(0));
        break;
      default: copies[i] = made(n.op, operand(0), operand(1), operand(2));
    }
  }
  return copies.back();
}

RUNRATE_FUNC std::optional<std::size_t> expression::find_driver(std::string_view name) const {
  const auto at = driver_places_.find(std::string(name));
  return at == driver_places_.end() ? std::nullopt : std::optional(at->second);
}

RUNRATE_FUNC std::optional<std::size_t> expression::find_line(std::string_view name) const {
  const auto at = line_places_.find(std::string(name));
  return at == line_places_.end() ? std::nullopt : std::optional(at->second);
}

}  // namespace runrate

#endif
