#ifndef RUNRATE_RATE_METHODS_DETAIL_COMPOUNDED_INL_HPP
#define RUNRATE_RATE_METHODS_DETAIL_COMPOUNDED_INL_HPP

#include <runrate/rate/methods/compounded.hpp>
#include <runrate/rate/methods/cumulative.hpp>

namespace runrate {
namespace detail {

RUNRATE_FUNC result<growth_basis> growth_basis_of(const history& h, std::string_view method) {
  if (h.size() < 2) {
    return reason{reason_code::not_enough_history,
                  std::string(method) + " needs the period before " + runrate::to_string(h.latest().during)};
  }
  const dated_amount &now = h.latest(), &before = h.ago(1);
  const result<int> per_year = shape_of(now.during).periods_per_year();
  if (!per_year) return per_year.error();
  if (shape_of(before.during).kind != shape_of(now.during).kind) return parts_differ(before, now);
  for (const dated_amount* amount : {&before, &now}) {
    if (amount->bounds().low() <= decimal()) {
      return reason{reason_code::base_not_positive,
                    runrate::to_string(amount->during) + " brought " + to_string(amount->amount) +
                        (amount->amount > decimal() ? ", which is within its rounding of 0" : "") +
                        ": there is no growth to compound",
                    {{runrate::to_string(amount->during), to_string(amount->amount)}}};
    }
  }
  return growth_basis{now, before, *per_year};
}

/// r + r^2 + ... + r^m by Horner's rule.
RUNRATE_FUNC ratio compounded_factor(decimal now, decimal before, int per_year) {
  const ratio r = (ratio(now) / ratio(before)).reduced();
  ratio factor = r;
  for (int i = 1; i < per_year; ++i) factor = r * (ratio(1) + factor);
  return factor;
}

/// m r ln r / (r - 1), and m itself where r is 1.
RUNRATE_FUNC ratio log_compounded_factor(decimal now, decimal before, int per_year) {
  if (now == before) return ratio(per_year);
  const ratio r = (ratio(now) / ratio(before)).reduced();
  // ln r carries six places more than the factor; r / (r - 1) may enlarge its error by as many places as now and
  // before agree in, so those are added.
  const ratio closeness = r / (r - ratio(1));
  int guard = 6;
  for (ratio size = sign(closeness) < 0 ? -closeness : closeness; size > ratio(10); size /= ratio(10)) ++guard;
  const ratio logarithm = *logarithm_to_places(r, 36 + guard);
  return rounded_ratio(ratio(per_year) * closeness * logarithm, 36);
}

// The factors rise with `now` and fall with `before`, so that the corners of the two roundings bound the figure.
template <class Factor>
annualization compounded_annualization(const growth_basis& basis, Factor factor) {
  const interval now = basis.now.bounds(), before = basis.before.bounds();
  const interval low = interval(now.low()) * factor(now.low(), before.high(), basis.per_year);
  const interval high = interval(now.high()) * factor(now.high(), before.low(), basis.per_year);
  return {basis.now.amount, basis.now.during, now,
          factor(basis.now.amount, basis.before.amount, basis.per_year), interval(low.low(), high.high())};
}

}  // namespace detail

namespace method {

RUNRATE_FUNC result<annualization> compounded_t::operator()(const history& h) const {
  return detail::growth_basis_of(h, name()).transform(
      [](const detail::growth_basis& basis) { return compounded_annualization(basis, detail::compounded_factor); });
}

RUNRATE_FUNC result<annualization> log_compounded_t::operator()(const history& h) const {
  return detail::growth_basis_of(h, name()).transform([](const detail::growth_basis& basis) {
    annualization year = compounded_annualization(basis, detail::log_compounded_factor);
    year.factor_is_rounded = basis.now.amount != basis.before.amount;
    return year;
  });
}

}  // namespace method
}  // namespace runrate

#endif
