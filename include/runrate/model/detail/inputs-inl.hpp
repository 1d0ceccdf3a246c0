#ifndef RUNRATE_MODEL_DETAIL_INPUTS_INL_HPP
#define RUNRATE_MODEL_DETAIL_INPUTS_INL_HPP

#include <runrate/model/inputs.hpp>

#include <algorithm>

namespace runrate {
namespace detail {

RUNRATE_FUNC void throw_no_such_driver(std::string_view name) {
  throw_contract("the model reads the driver " + std::string(name) + ", which it does not read as a formula");
}
RUNRATE_FUNC void throw_no_such_line(std::string_view name) {
  throw_contract("the model refers to an earlier " + std::string(name) + ", which is none of its lines");
}

RUNRATE_FUNC key_table::key_table(std::span<const expression::named> names) {
  int bits = 1;
  while ((std::size_t{1} << bits) < 2 * names.size()) ++bits;
  for (;; ++bits) {
    // Some thirty odd multipliers find room for few names in a table of twice their number; for many it grows.
    for (std::uint64_t tried = 1; tried < 64; tried += 2) {
      slots_.assign(std::size_t{1} << bits, {});
      shift_ = 64 - bits;
      multiplier_ = tried * 0x9E37'79B9'7F4A'7C15u;
      bool fits = true;
      for (std::size_t i = 0; fits && i < names.size(); ++i) {
        const std::uint64_t key = name_key(names[i].name);
        slot& at = slots_[slot_of(key)];
        fits = at.place == none;
        at = {key, i};
      }
      if (fits) return;
    }
    if (bits > 22) throw_contract("two names of a model have one key: rename one of them");
  }
}

inline unit unit_of(const named_quantity& q) {
  const result<unit> read = unit::parse(q.unit_text());
  if (!read) throw_contract(std::string(q.name()) + ": " + read.error().text);
  return *read;
}

}  // namespace detail

RUNRATE_FUNC expr inputs<expr>::operator[](const driver& d) const {
  return {into_, into_->driver(d.name(), detail::unit_of(d))};
}

RUNRATE_FUNC expr inputs<expr>::number(const ratio& value, std::string_view unit_text) const {
  const result<unit> read = unit::parse(unit_text);
  if (!read) detail::throw_contract(read.error().text);
  return {into_, into_->constant(value, *read)};
}

RUNRATE_FUNC expr inputs<expr>::previous(const line& l, const expr& initial, int lag) const {
  return {into_, into_->previous(l.name(), detail::unit_of(l), lag, initial.in(into_))};
}

}  // namespace runrate

#endif
