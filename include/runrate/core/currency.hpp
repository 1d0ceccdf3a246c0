// Currencies: as tag types, fixed when the program is compiled, or as values, carried at run time.
#ifndef RUNRATE_CORE_CURRENCY_HPP
#define RUNRATE_CORE_CURRENCY_HPP

#include <runrate/core/detail/iso_4217.hpp>
#include <runrate/core/errors.hpp>
#include <runrate/core/result.hpp>

#include <compare>
#include <concepts>
#include <string_view>

namespace runrate {

class decimal;
template <class Currency>
class basic_money;

/// A currency as a type: an empty class that knows its code and its minor units. A user adds one by writing it; see
/// docs/how-to/add-a-currency.md.
template <class Tag>
concept currency_tag = std::semiregular<Tag> && requires {
  { Tag::code() } -> std::convertible_to<std::string_view>;
  { Tag::minor_units() } -> std::convertible_to<int>;
  { Tag::symbol() } -> std::convertible_to<std::string_view>;
};

/// A currency as a value, for data that arrives with its currency: a code of three to seven capitals or digits, the
/// number of decimal places of its smallest unit (ISO 4217: 2 for USD, 0 for JPY, 3 for KWD), and its symbol.
class currency {
public:
  /// A currency of the user's own. `contract_error` for a code that is not three to seven of A-Z and 0-9, or minor
  /// units outside 0 to 9. `symbol` must outlive the program's use of it: a literal.
  constexpr currency(std::string_view code, int minor_units, std::string_view symbol = {})
      : symbol_(symbol), minor_units_(static_cast<signed char>(minor_units)) {
    if (code.size() < 3 || code.size() > 7 || minor_units < 0 || minor_units > 9) {
      detail::throw_contract("currency: a code of 3 to 7 characters and 0 to 9 minor units were expected");
    }
    for (std::size_t i = 0; i < code.size(); ++i) {
      if (!(code[i] >= 'A' && code[i] <= 'Z') && !(code[i] >= '0' && code[i] <= '9')) {
        detail::throw_contract("currency: a code has only A-Z and 0-9");
      }
      code_[i] = code[i];
    }
  }

  /// The currency of a tag: `currency::of<struct usd>()`.
  template <currency_tag Tag>
  static constexpr currency of() {
    return {Tag::code(), Tag::minor_units(), Tag::symbol()};
  }

  /// The active ISO 4217 currency of a code such as "USD". No answer for another text.
  static result<currency> find(std::string_view code);

  constexpr std::string_view code() const { return code_; }
  constexpr int minor_units() const { return minor_units_; }
  constexpr std::string_view symbol() const { return symbol_; }

  friend constexpr bool operator==(const currency& a, const currency& b) { return a.code() == b.code(); }
  friend constexpr std::strong_ordering operator<=>(const currency& a, const currency& b) {
    return a.code() <=> b.code();
  }

private:
  std::string_view symbol_;
  char code_[8] = {};
  signed char minor_units_;
};

/// The tag of money that carries its currency at run time, as `std::span` does with its extent.
inline constexpr struct any_currency {
} any_currency;

namespace detail {

/// The row of a code in ISO 4217's table; null for none. O(log n).
constexpr const iso_4217_entry* find_iso_4217(std::string_view code) {
  const iso_4217_entry* first = iso_4217_table;
  const iso_4217_entry* last = first + sizeof(iso_4217_table) / sizeof(*first);
  while (first < last) {
    const iso_4217_entry* middle = first + (last - first) / 2;
    const std::string_view found(middle->code, 3);
    if (found == code) return middle;
    if (found < code) {
      first = middle + 1;
    } else {
      last = middle;
    }
  }
  return nullptr;
}

}  // namespace detail

/// What `usd(33.0)` answers: 33.1 is not 33.1 in binary floating point.
struct binary_floating_point_is_not_money_write_33_0_bn_or_parse_the_text {};

/// The base of a tag: its constant is called with an amount to give money in it.
template <class Tag>
struct currency_tag_base {
  template <class Amount = decimal>
  constexpr auto operator()(const std::type_identity_t<Amount>& amount) const {
    return basic_money<Tag>(amount);
  }
  // A template argument too: clang's message shows those and not the return type.
  template <std::floating_point Float,
            class Remedy = binary_floating_point_is_not_money_write_33_0_bn_or_parse_the_text>
  Remedy operator()(Float) const = delete;
};

/// The base of an ISO 4217 currency's tag; the rest comes from the table.
template <class Tag, char A, char B, char C>
struct iso_currency : currency_tag_base<Tag> {
  static constexpr std::string_view code() { return {code_text, 3}; }
  static constexpr int minor_units() { return entry().minor_units; }
  static constexpr std::string_view symbol() { return entry().symbol; }
  static constexpr std::string_view name() { return entry().name; }

private:
  static constexpr char code_text[] = {A, B, C, '\0'};
  static constexpr const detail::iso_4217_entry& entry() { return *detail::find_iso_4217(code()); }
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/currency-inl.hpp>
#endif

#endif
