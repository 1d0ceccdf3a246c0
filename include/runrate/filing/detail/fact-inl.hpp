#ifndef RUNRATE_FILING_DETAIL_FACT_INL_HPP
#define RUNRATE_FILING_DETAIL_FACT_INL_HPP

#include <runrate/core/currency.hpp>
#include <runrate/filing/fact.hpp>

namespace runrate {
namespace detail {

// "10-K/A" is an amendment of a 10-K, "10-KT" a 10-K over the time between two fiscal years.
inline std::string_view form_without_amendment(std::string_view form) {
  if (form.ends_with("/A")) form.remove_suffix(2);
  return form;
}

}  // namespace detail

RUNRATE_FUNC bool is_annual_form(std::string_view form) {
  form = detail::form_without_amendment(form);
  return form == "10-K" || form == "10-KT" || form == "20-F" || form == "40-F" || form == "10-K405" || form == "10-KSB";
}

RUNRATE_FUNC form_standing standing_of(std::string_view form) {
  if (is_annual_form(form)) return form_standing::periodic;
  form = detail::form_without_amendment(form);
  if (form == "10-Q" || form == "10-QT" || form == "10-QSB") return form_standing::periodic;
  if (form == "8-K" || form == "6-K") return form_standing::current;
  return form.empty() ? form_standing::periodic : form_standing::other;
}

RUNRATE_FUNC unit_kind kind_of_unit(std::string_view unit) {
  if (unit.ends_with("/shares")) return unit_kind::per_share;
  return currency::find(unit) ? unit_kind::money : unit_kind::other;
}

}  // namespace runrate

#endif
