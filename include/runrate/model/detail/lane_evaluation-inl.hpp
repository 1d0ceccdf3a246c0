#ifndef RUNRATE_MODEL_DETAIL_LANE_EVALUATION_INL_HPP
#define RUNRATE_MODEL_DETAIL_LANE_EVALUATION_INL_HPP

#include <runrate/model/lane_evaluation.hpp>

namespace runrate::detail {

inline key_slot slots_for(const key_table& table, std::span<const expression::named> names,
                          std::vector<std::size_t>& places) {
  if (table.bits() > lane_period::most_bits) {
    throw_contract("a model with " + std::to_string(names.size()) +
                   " drivers or lines is too large for lane_model: compute its formulas with lane_program");
  }
  for (const expression::named& n : names) places.push_back(table.slot_of(name_key(n.name)));
  return {table.multiplier(), 64 - table.bits()};
}

RUNRATE_FUNC lane_layout::lane_layout(const formulas& f, const timeline& periods) {
  std::vector<expression::named> lines;
  for (const line_formula& l : f.lines()) lines.push_back({l.name, l.unit});
  driver_slot_ = slots_for(key_table(f.drivers()), f.drivers(), driver_places_);
  line_slot_ = slots_for(key_table(lines), lines, line_places_);
  for (std::size_t t = 0; t < periods.size(); ++t) {
    period_facts facts{periods[t].during, {}};
    for (std::size_t q = 0; q < std::size(facts.quantities); ++q) {
      facts.quantities[q] = to_double(periods.quantity({static_cast<period_quantity>(q)}, t));
    }
    periods_.push_back(facts);
  }
}

}  // namespace runrate::detail

#endif
