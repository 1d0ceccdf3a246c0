// `result<T>`: the value, or the reason why there is none.
//
// The member names are those of `std::expected`, so that code moves over when the standard library has it.
#ifndef RUNRATE_CORE_RESULT_HPP
#define RUNRATE_CORE_RESULT_HPP

#include <runrate/core/errors.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace runrate {

/// Why there is no answer, for a program to branch on; the text is for people.
enum class reason_code {
  malformed,           ///< text that is not what it should be
  out_of_range,        ///< a value that the type or the calendar does not have
  not_enough_history,  ///< periods that the method needs are not there
  wrong_period,        ///< a period of a length or kind that the method is not defined for
  base_not_positive,   ///< growth from a base of zero or less
  division_by_zero,    ///< a quotient by zero
  no_real_root,        ///< an even root, or a logarithm, of a number that has none
  currency_mismatch,   ///< two currencies and no rate between them
  contradiction,       ///< figures that cannot hold together
  not_applicable,      ///< the question does not arise for this input
  operand_missing,     ///< what the figure would be derived from is not reported
  not_a_flow,          ///< a balance, at an instant, where an amount over a period is needed
  not_additive,        ///< per share, a ratio or an average: parts do not add up to the whole
  conflicting_facts,   ///< one source gives two figures for one thing
  file_error,          ///< a file can't be opened, read or written
};

/// The name of a reason as it stands in JSON output: `not_enough_history`.
constexpr std::string_view to_string(reason_code code) {
  switch (code) {
    case reason_code::malformed: return "malformed";
    case reason_code::out_of_range: return "out_of_range";
    case reason_code::not_enough_history: return "not_enough_history";
    case reason_code::wrong_period: return "wrong_period";
    case reason_code::base_not_positive: return "base_not_positive";
    case reason_code::division_by_zero: return "division_by_zero";
    case reason_code::no_real_root: return "no_real_root";
    case reason_code::currency_mismatch: return "currency_mismatch";
    case reason_code::contradiction: return "contradiction";
    case reason_code::not_applicable: return "not_applicable";
    case reason_code::operand_missing: return "operand_missing";
    case reason_code::not_a_flow: return "not_a_flow";
    case reason_code::not_additive: return "not_additive";
    case reason_code::conflicting_facts: return "conflicting_facts";
    case reason_code::file_error: return "file_error";
  }
  return "unknown";
}

/// A figure that a reason stands on: its name and its value as text.
struct operand {
  std::string name;
  std::string value;
  bool operator==(const operand&) const = default;
};

/// Why an answer does not exist: a code, a sentence, and the figures that it rests on.
struct reason {
  reason_code code;
  std::string text;
  std::vector<operand> operands{};
  bool operator==(const reason&) const = default;
};

namespace detail {

[[noreturn]] RUNRATE_COLD void throw_no_value(const reason& why);
[[noreturn]] RUNRATE_COLD void throw_no_error();

}  // namespace detail

/// The value, or a `reason` why there is none. It can't be dropped unseen, and nothing stands for "unknown".
///
///     const result<ratio> grown = growth(now, before);
///     if (!grown) fmt::print("{}\n", grown.error().text);
template <class T>
class [[nodiscard]] result {
public:
  using value_type = T;
  using error_type = reason;

  template <class U = T>
    requires(std::constructible_from<T, U> && !std::same_as<std::remove_cvref_t<U>, result> &&
             !std::same_as<std::remove_cvref_t<U>, reason>)
  constexpr explicit(!std::convertible_to<U, T>) result(U&& value) : value_(std::forward<U>(value)), has_value_(true) {}
  result(reason why) : why_(new reason(std::move(why))), has_value_(false) {}

  constexpr result(const result& other) : nothing_(), has_value_(other.has_value_) { take(other); }
  constexpr result(result&& other) noexcept(std::is_nothrow_move_constructible_v<T>)
      : nothing_(), has_value_(other.has_value_) {
    take(std::move(other));
  }
  constexpr result& operator=(result other) noexcept(std::is_nothrow_move_constructible_v<T>) {
    drop();
    has_value_ = other.has_value_;
    take(std::move(other));
    return *this;
  }
  constexpr ~result() { drop(); }

  constexpr bool has_value() const noexcept { return has_value_; }
  constexpr explicit operator bool() const noexcept { return has_value(); }

  /// Throws `contract_error` with the reason's text when there is no value.
  constexpr const T& value() const& {
    if (!has_value_) detail::throw_no_value(*why_);
    return value_;
  }
  constexpr T&& value() && {
    if (!has_value_) detail::throw_no_value(*why_);
    return std::move(value_);
  }
  const reason& error() const& {
    if (has_value_) detail::throw_no_error();
    return *why_;
  }
  reason&& error() && {
    if (has_value_) detail::throw_no_error();
    return std::move(*why_);
  }

  constexpr const T& operator*() const& { return value(); }
  constexpr T&& operator*() && { return std::move(*this).value(); }
  constexpr const T* operator->() const { return &value(); }

  template <class U>
  constexpr T value_or(U&& otherwise) const& {
    return has_value_ ? value_ : static_cast<T>(std::forward<U>(otherwise));
  }

  /// `f(value)`, which is a `result` itself, or the same reason.
  template <class F>
  constexpr auto and_then(F&& f) const& -> std::invoke_result_t<F, const T&> {
    if (has_value_) return std::forward<F>(f)(value_);
    return *why_;
  }

  /// `f(value)` in a `result`, or the same reason.
  template <class F>
  constexpr auto transform(F&& f) const& -> result<std::remove_cvref_t<std::invoke_result_t<F, const T&>>> {
    if (has_value_) return std::forward<F>(f)(value_);
    return *why_;
  }

private:
  // A value in place, or a reason on the heap: who has a value pays nothing for the reason.
  constexpr void take(const result& other) {
    if (has_value_) {
      std::construct_at(&value_, other.value_);
    } else {
      why_ = other.why_ == nullptr ? nullptr : new reason(*other.why_);
    }
  }
  constexpr void take(result&& other) {
    if (has_value_) {
      std::construct_at(&value_, std::move(other.value_));
    } else {
      why_ = std::exchange(other.why_, nullptr);
    }
  }
  constexpr void drop() {
    if (has_value_) {
      std::destroy_at(&value_);
    } else {
      delete why_;
    }
  }

  // NOLINTBEGIN(readability-identifier-naming): clang-tidy 14 takes the members for public ones
  union {
    char nothing_;
    T value_;
    reason* why_;
  };
  // NOLINTEND(readability-identifier-naming)
  bool has_value_;
};

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/core/detail/result-inl.hpp>
#endif

#endif
