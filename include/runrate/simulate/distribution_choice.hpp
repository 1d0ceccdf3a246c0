// Distributions by name, as a scenario file chooses them.
#ifndef RUNRATE_SIMULATE_DISTRIBUTION_CHOICE_HPP
#define RUNRATE_SIMULATE_DISTRIBUTION_CHOICE_HPP

#include <runrate/core/result.hpp>
#include <runrate/scenario/scenario.hpp>
#include <runrate/simulate/distribution.hpp>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// A parameter as files know it.
struct distribution_parameter {
  std::string_view name;
  bool is_plain = false;  ///< a plain number, whatever the unit of the driver: a probability, a shape
  bool is_list = false;
};

/// A kind of distribution as files know it.
struct distribution_kind {
  std::string_view name;
  std::vector<distribution_parameter> parameters;
  /// What it takes, as a sentence: "triangular takes low, likely and high".
  std::string_view usage;
  bool takes_percentiles = false;  ///< "p5" and the like
  bool takes_parts = false;
  std::function<any_distribution(const distribution_choice&)> make;

  /// The parameter of that name, its own or one of `common_distribution_parameters`; a percentile too, where it takes
  /// them.
  std::optional<distribution_parameter> find(std::string_view parameter) const;
};

/// Every kind, by name, for who reads files.
///
///     for (const distribution_kind& kind : distribution_kinds()) fmt::print("{}\n", kind.usage);
std::span<const distribution_kind> distribution_kinds();
/// Nothing where there is none of that name.
const distribution_kind* find_distribution_kind(std::string_view name);

/// What every kind takes besides, in the order in which it is done: `times`, `plus`, and then `at_least` and `at_most`,
/// which leave out the rest. Of `between` these two are its natural bounds.
std::span<const distribution_parameter> common_distribution_parameters();

/// The distribution that was chosen. A reason says what was found and, behind a semicolon, what was expected; its first
/// operand has the name of the parameter.
///
///     const auto price = distribution_of({"triangular", {{"low", 1}, {"likely", 2}, {"high", 4}}});
result<any_distribution> distribution_of(const distribution_choice& choice);

/// The probability of "p5", 0.05; nothing for what is none.
std::optional<double> percentile_of(std::string_view name);

}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/simulate/detail/distribution_choice-inl.hpp>
#endif

#endif
