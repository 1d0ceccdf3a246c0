// A quarter as it was reported, or derived from what was, or the reason why it can't be.
#ifndef RUNRATE_FILING_QUARTER_HPP
#define RUNRATE_FILING_QUARTER_HPP

#include <runrate/core/result.hpp>
#include <runrate/filing/fact.hpp>
#include <runrate/time/fiscal_label.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {

/// How a figure is known.
enum class figure_status : std::uint8_t {
  reported,       ///< a filing says it
  derived,        ///< a difference of what filings say, or a sum
  not_derivable,  ///< neither; there is a reason
};

/// "reported", "derived", "not_derivable"
constexpr std::string_view to_string(figure_status status) {
  switch (status) {
    case figure_status::reported: return "reported";
    case figure_status::derived: return "derived";
    case figure_status::not_derivable: return "not_derivable";
  }
  return "not_derivable";
}

/// A fact by its place: company.concepts[concept_index].flows[fact_index].
struct fact_ref {
  std::uint32_t concept_index;
  std::uint32_t fact_index;
  bool operator==(const fact_ref&) const = default;
};

/// A fact that a figure rests on, added or subtracted.
struct figure_operand {
  fact_ref of;
  bool subtracted;
  bool operator==(const figure_operand&) const = default;
};

/// The operands of a figure, without memory of their own: a quarter has at most four (a year less three quarters).
class figure_operands {
public:
  static constexpr std::size_t most = 4;

  constexpr void add(fact_ref of, bool subtracted) {
    if (size_ == most) detail::throw_contract("figure_operands: a quarter rests on at most four facts");
    held_[size_++] = {of, subtracted};
  }
  constexpr std::size_t size() const { return size_; }
  constexpr bool empty() const { return size_ == 0; }
  constexpr const figure_operand* begin() const { return held_.data(); }
  constexpr const figure_operand* end() const { return held_.data() + size_; }
  constexpr const figure_operand& operator[](std::size_t i) const { return held_[i]; }

private:
  std::array<figure_operand, most> held_{};
  std::uint8_t size_ = 0;
};

/// What a reader of a figure should know; a set of bits. docs/reference/quarters.md has each with an example.
enum class figure_flag : std::uint16_t {
  none = 0,
  restated = 1,        ///< filings say other figures too: `vintages` has them
  mixed_vintages = 2,  ///< the operands are from before and after a restatement, and no pair from one side is there
  check_failed = 4,    ///< it is reported, and the difference of cumulative figures is another
  scale_error = 8,     ///< a filing gives it a thousand or a million times too large or small: left out
  conflicting = 16,    ///< one filing gives two figures for it
  dates_slipped = 32,  ///< a filing gives it with a first or last day that is a few days off
  overlaps = 64,       ///< it shares days with another quarter
  rounded = 128,       ///< filings give it rounded to different places: the finest is taken
};

constexpr figure_flag operator|(figure_flag a, figure_flag b) {
  return static_cast<figure_flag>(static_cast<unsigned>(a) | static_cast<unsigned>(b));
}
constexpr figure_flag& operator|=(figure_flag& a, figure_flag b) { return a = a | b; }
constexpr bool has(figure_flag all, figure_flag one) {
  return (static_cast<unsigned>(all) & static_cast<unsigned>(one)) != 0;
}

/// The name of one flag as it stands in JSON output: `mixed_vintages`.
std::string_view to_string(figure_flag one);

/// One figure of a period: what it is, what it rests on, and since when it could be known.
struct quarter_figure {
  figure_status status = figure_status::not_derivable;
  figure_flag flags = figure_flag::none;
  /// The place that the operands were rounded to, of several the coarsest. Each operand is within half a unit of it, so
  /// that a difference of two figures in millions is within one million of the truth.
  std::int8_t decimals = fact::unknown_place;
  decimal value{};
  figure_operands operands{};
  date known{};  ///< when the last of its operands was filed
};

/// Why a quarter can't be had.
enum class underivable : std::uint8_t {
  nothing,            ///< it can
  operand_missing,    ///< the cumulative figure that it would be subtracted from, or that would be, is not reported
  not_additive,       ///< per share, or an average: parts don't add up to the whole, so that nothing may be subtracted
  conflicting_facts,  ///< a filing gives two figures for an operand
};

/// "operand_missing", ...
std::string_view to_string(underivable why);

/// A quarter of a company's fiscal year. Where it is not derivable it may be longer, or shorter: days between quarters
/// that nothing divides.
struct discrete_quarter {
  period during;
  std::optional<period_label> label;  ///< nothing where no calendar fits: a quarter at a change of fiscal years
  quarter_figure figure;
  /// Other figures of the same quarter: before a restatement, or derived where it is also reported and they differ.
  std::vector<quarter_figure> vintages{};
  underivable why = underivable::nothing;
  std::optional<fact_ref> there{};  ///< of `operand_missing`: the cumulative figure that is reported, if one is
  std::optional<period> missing{};  ///< of `operand_missing`, what is not; of `conflicting_facts`, what is contradicted
  /// Of `operand_missing`, where filings have a figure over the missing days but for a few at either end.
  std::optional<fact_ref> near{};

  /// How many figures may stand for the quarter: its own, and those of its vintages that are as well known. At most 4.
  constexpr std::size_t choices() const {
    std::size_t count = 1;
    while (count < 4 && count <= vintages.size() && vintages[count - 1].status <= figure.status) ++count;
    return count;
  }
  /// 0 is its own figure.
  constexpr const quarter_figure& choice(std::size_t number) const {
    return number == 0 ? figure : vintages[number - 1];
  }
};

/// Something about the filings that a reader of the quarters should know.
struct filing_note {
  figure_flag kind;
  std::string text;
};

}  // namespace runrate

#endif
