// Units of drivers and lines: "USD / chip hour", checked wherever a formula puts them together.
#ifndef RUNRATE_MODEL_UNIT_HPP
#define RUNRATE_MODEL_UNIT_HPP

#include <runrate/core/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// A product of named units with whole powers: USD, chip, hour, user, whatever a model counts. No unit is converted
/// into another by itself: a price per day times hours is refused, where a silent factor would be wrong by 24.
///
///     unit::parse("USD / chip hour").value();   // USD per chip and hour: all that stands after the stroke divides
///     unit::parse("1").value();                 // shares, rates of growth
class unit {
public:
  /// No unit: of shares and numbers.
  unit() = default;

  /// Reads names with a space or `*` between them, `^` and a power, and one `/`. A name has letters, digits and `_`;
  /// hours, days, weeks, months, quarters and years may be in the plural. At most 200 characters, as written and as
  /// `to_string` prints it, and no power beyond 9. Exact, or a reason.
  static result<unit> parse(std::string_view text);

  bool is_none() const { return factors_.empty(); }
  /// It is one name, to the first power: `USD`.
  bool is(std::string_view name) const;
  /// The highest power of any of its names, either way: 2 for USD / day^2, 0 for no unit.
  int highest_power() const;
  /// A name of ISO 4217 to the first power and nothing else: the unit of money, which adds up over periods.
  bool is_currency() const;

  friend unit operator*(const unit& a, const unit& b);
  friend unit operator/(const unit& a, const unit& b);
  friend unit pow(const unit& a, int exponent);
  friend bool operator==(const unit&, const unit&) = default;

  /// "USD / (chip hour)", "1 / year", "1".
  friend std::string to_string(const unit& u);

private:
  struct factor {
    std::string name;
    int power;
    bool operator==(const factor&) const = default;
  };
  void multiply_by(const std::string& name, int power);

  std::vector<factor> factors_;  // by name, no power is 0
};

unit operator*(const unit& a, const unit& b);
unit operator/(const unit& a, const unit& b);
unit pow(const unit& a, int exponent);
std::string to_string(const unit& u);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/unit-inl.hpp>
#endif

#endif
