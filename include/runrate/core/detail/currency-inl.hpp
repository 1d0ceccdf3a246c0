#ifndef RUNRATE_CORE_DETAIL_CURRENCY_INL_HPP
#define RUNRATE_CORE_DETAIL_CURRENCY_INL_HPP

#include <runrate/core/currency.hpp>

#include <string>

namespace runrate {

RUNRATE_FUNC result<currency> currency::find(std::string_view code) {
  if (const detail::iso_4217_entry* entry = detail::find_iso_4217(code)) {
    return currency(std::string_view(entry->code, 3), entry->minor_units, entry->symbol);
  }
  return reason{reason_code::malformed,
                "'" + std::string(code) + "' is not an active ISO 4217 currency code; expected one such as USD",
                {{"code", std::string(code)}}};
}

}  // namespace runrate

#endif
