// Drivers and lines: the names that a revenue model reads and writes, each with its unit.
#ifndef RUNRATE_MODEL_DRIVER_HPP
#define RUNRATE_MODEL_DRIVER_HPP

#include <cstdint>
#include <string_view>

namespace runrate {
namespace detail {

/// FNV-1a, 64 bits (Fowler, Noll and Vo): computed by the compiler where a name is a constant.
constexpr std::uint64_t name_key(std::string_view name) {
  std::uint64_t key = 14'695'981'039'346'656'037u;
  for (const char c : name) key = (key ^ static_cast<unsigned char>(c)) * 1'099'511'628'211u;
  return key;
}

/// A name with a unit. The texts must outlive it: literals, mostly.
class named_quantity {
public:
  constexpr named_quantity(std::string_view name, std::string_view unit)
      : name_(name), unit_(unit), key_(name_key(name)) {}

  constexpr std::string_view name() const { return name_; }
  /// As it was written; `unit::parse` reads it.
  constexpr std::string_view unit_text() const { return unit_; }
  constexpr std::uint64_t key() const { return key_; }

private:
  std::string_view name_;
  std::string_view unit_;
  std::uint64_t key_;
};

}  // namespace detail

/// What a revenue model depends on and a person can argue about: chips, a price per chip-hour, a share. Two drivers of
/// one name are one driver, and must have one unit. `1` is the unit of shares, growth rates and counts of nothing.
///
///     static constexpr driver price{"price", "USD / chip hour"};
class driver : public detail::named_quantity {
public:
  using named_quantity::named_quantity;
};

/// A value of one line in one period, in a model's number type.
template <class Number>
struct line_value;

/// Whether a line adds up over periods, as revenue does, or is a balance or a level, whose last value counts: cash
/// that is not spent, chips, revenue per year. By its unit, what is in a currency adds up, and nothing else.
enum class line_kind : unsigned char { by_unit, flow, balance };

/// What a revenue model gives: revenue, and what leads to it. A balance of money says so, or it would be summed.
///
///     static constexpr line revenue{"revenue", "USD"};
///     const auto given = lines(revenue.is(in[chips] * in[price] * in.hours()));
class line : public detail::named_quantity {
public:
  constexpr line(std::string_view name, std::string_view unit, line_kind kind = line_kind::by_unit)
      : named_quantity(name, unit), kind_(kind) {}

  constexpr line_kind kind() const { return kind_; }

  template <class Number>
  constexpr line_value<Number> is(const Number& value) const {
    return {*this, value};
  }

private:
  line_kind kind_;
};

template <class Number>
struct line_value {
  line of;
  Number value;
};

/// The lines of a model, in the order in which they are shown.
template <class Number, std::size_t Count>
struct model_lines {
  line_value<Number> values[Count];
};

template <class Number, class... More>
constexpr model_lines<Number, 1 + sizeof...(More)> lines(const line_value<Number>& first,
                                                         const line_value<More>&... more) {
  return {{first, more...}};
}

}  // namespace runrate

#endif
