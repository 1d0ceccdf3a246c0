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
  if (kind_of_length(before.during.days()) != kind_of_length(now.during.days())) return parts_differ(before, now);
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

/// m r ln r / (r - 1) in 10^-36ths, for r = now / before of 1/4 to 4: with z = (now - before) / (now + before),
/// ln r = 2 artanh z = 2 (z + z^3/3 + z^5/5 + ...) (Abramowitz and Stegun, 4.1.27), and r - 1 cancels, so that no
/// digit is lost where r is close to 1. Nothing where the error that is left would decide the rounding.
RUNRATE_FUNC std::optional<int128> log_compounded_steps(decimal now, decimal before, int per_year) {
  // Numbers of 192 bits behind the point and 32 before it.
  constexpr std::size_t behind = 6;
  using fixed = std::array<limb, behind + 1>;
  const auto times = [](const fixed& a, const fixed& b) {
    const auto product = dividend_of(a, b);
    fixed kept{};
    for (std::size_t i = 0; i < kept.size(); ++i) kept[i] = product[i + behind];
    return kept;
  };
  const uint128 n = magnitude(now.billionths()), d = magnitude(before.billionths());
  if (n / 4 >= d || d / 4 >= n) return std::nullopt;
  auto both = limbs_of(n + d);
  const limbs divisor = limbs(both).first(trimmed(both).size());
  if (divisor.size() < 2) return std::nullopt;

  std::array<limb, behind + 5> shifted{};
  const auto difference = limbs_of(n > d ? n - d : d - n);
  for (std::size_t i = 0; i < difference.size(); ++i) shifted[i + behind] = difference[i];
  std::array<limb, behind + 4> quotient{};
  divide_limbs(shifted, divisor, quotient);
  fixed z{};
  for (std::size_t i = 0; i < z.size(); ++i) z[i] = quotient[i];

  const fixed square = times(z, z);
  fixed term{}, sum{};
  term[behind] = 1;
  for (limb k = 1; !trimmed(term).empty(); k += 2) {
    fixed part = term;
    divide_limbs_by(part, k);
    add_limbs(sum, part);
    term = times(term, square);
  }
  // m r ln r / (r - 1) = m (2n / (n + d)) sum. At most 140 terms, each cut twice, and z^2 cut before them: less than
  // 2^12 of 2^192.
  const auto doubled = limbs_of(power_of_ten(36) * static_cast<unsigned>(2 * per_year));
  const auto factor = dividend_of(doubled, limbs_of(n));
  std::array<limb, 15> product{};
  multiply_limbs(const_limbs(factor).first(8), sum, product);
  std::array<limb, 16> dividend{};
  for (std::size_t i = 0; i < product.size(); ++i) dividend[i] = product[i];
  std::array<limb, 15> low{};
  divide_limbs(dividend, divisor, low);
  std::array<limb, 5> error{doubled[0], doubled[1], doubled[2], doubled[3], 0};
  shift_limbs_left(error, 13);
  std::array<limb, 15> high = low;
  add_limbs(high, error);
  const auto rounded = [](std::array<limb, 15>& figure) {
    std::array<limb, behind> half{};
    half[behind - 1] = limb{1} << 31;
    add_limbs(figure, half);
    return trimmed(const_limbs(figure).subspan(behind));
  };
  const const_limbs steps = rounded(low);
  if (compare_limbs(steps, rounded(high)) != 0 || steps.size() > 4) return std::nullopt;
  int128 whole = 0;
  if (from_magnitude(false, from_limbs(const_limbs(low).subspan(behind, 4)), whole)) return std::nullopt;
  return whole;
}

/// m r ln r / (r - 1), and m itself where r is 1.
RUNRATE_FUNC ratio log_compounded_factor(decimal now, decimal before, int per_year) {
  if (now == before) return ratio(per_year);
  if (const auto steps = log_compounded_steps(now, before, per_year)) {
    return ratio(*steps, static_cast<int128>(power_of_ten(36)));
  }
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
annualization compounded_annualization(const history& h, const growth_basis& basis, Factor factor) {
  annualization year = annualize_latest(h, factor(basis.now.amount, basis.before.amount, basis.per_year));
  if (h.wants_bounds()) {
    const interval now = basis.now.bounds(), before = basis.before.bounds();
    const interval low = interval(now.low()) * factor(now.low(), before.high(), basis.per_year);
    const interval high = interval(now.high()) * factor(now.high(), before.low(), basis.per_year);
    year.bounds = interval(low.low(), high.high());
  }
  return year;
}

}  // namespace detail

namespace method {

RUNRATE_FUNC result<annualization> compounded_t::operator()(const history& h) const {
  return detail::growth_basis_of(h, name()).transform(
      [&](const detail::growth_basis& basis) { return compounded_annualization(h, basis, detail::compounded_factor); });
}

RUNRATE_FUNC result<annualization> log_compounded_t::operator()(const history& h) const {
  return detail::growth_basis_of(h, name()).transform([&](const detail::growth_basis& basis) {
    annualization year = compounded_annualization(h, basis, detail::log_compounded_factor);
    year.factor_is_rounded = basis.now.amount != basis.before.amount;
    return year;
  });
}

}  // namespace method
}  // namespace runrate

#endif
