#ifndef RUNRATE_CORE_DETAIL_MONEY_INL_HPP
#define RUNRATE_CORE_DETAIL_MONEY_INL_HPP

#include <runrate/core/money.hpp>

namespace runrate {

RUNRATE_FUNC void detail::throw_two_currencies(const currency& a, const currency& b) {
  throw_contract(std::string(a.code()) + " meets " + std::string(b.code()) + ": convert one side with an fx_rate");
}

RUNRATE_FUNC std::string to_string(const basic_money<struct any_currency>& m) {
  const int least = m.minor_units();
  const std::string amount =
      has_at_most_places(m.amount(), least) ? to_string(m.amount(), least) : to_string(m.amount());
  return std::string(m.unit().code()) + " " + amount;
}

}  // namespace runrate

#endif
