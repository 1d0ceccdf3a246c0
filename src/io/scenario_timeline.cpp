#include "scenario_timeline.hpp"

#include <runrate/time/fiscal_year_end.hpp>

#include "text.hpp"

#include <array>

namespace runrate::detail {
namespace {

class timeline_reader {
public:
  timeline_reader(toml_document& document, const toml::table& periods) : document_(document), periods_(periods) {}

  std::optional<timeline> read() {
    constexpr std::array<std::string_view, 4> keys{"first", "last", "count", "fiscal_year_end"};
    document_.allow_only(periods_, keys, "periods");
    if (!has("first")) return refuse(periods_, "periods have no first", "first = \"2026Q1\" was expected");
    const auto first = read_label("first");
    if (!first) return std::nullopt;
    if (!has("fiscal_year_end") && first->is_fiscal()) {
      return refuse(*periods_.get("first"), to_string(*first) + " has no days without a calendar",
                    "fiscal_year_end = \"06\" or the like was expected beside it");
    }
    // Labels of the calendar itself need none.
    const auto year_end = has("fiscal_year_end") ? document_.text(periods_, "fiscal_year_end") : std::string("12");
    if (!year_end) return std::nullopt;
    const auto calendar = parse_fiscal_year_end(*year_end);
    if (!calendar) {
      document_.refuse_inside(*periods_.get("fiscal_year_end"), 0, calendar.error().text, {});
      return std::nullopt;
    }
    if (has("count") == has("last")) {
      return refuse(periods_, has("count") ? "periods have two ends" : "periods have no end",
                    "either count or last was expected");
    }
    const auto count = has("count") ? read_count() : count_to_last(*first);
    if (!count) return std::nullopt;
    const toml::node& end = *periods_.get(has("count") ? "count" : "last");
    if (*count < 1 || *count > timeline::most_periods) {
      return refuse(end, "these are " + std::to_string(*count) + " periods",
                    "1 to " + grouped(static_cast<std::size_t>(timeline::most_periods)) + " were expected");
    }
    const int periods = static_cast<int>(*count);
    auto made = timeline::of(*calendar, *first, periods);
    if (!made) return refuse(end, made.error().text, {});
    return *std::move(made);
  }

private:
  bool has(std::string_view key) const { return periods_.get(key) != nullptr; }

  std::nullopt_t refuse(const toml::node& at, std::string found, std::string expected) {
    document_.refuse(at, std::move(found), std::move(expected));
    return std::nullopt;
  }

  std::optional<period_label> read_label(std::string_view key) {
    const auto text = document_.text(periods_, key);
    if (!text) return std::nullopt;
    const auto label = parse_label(*text);
    if (label) return *label;
    document_.refuse_inside(*periods_.get(key), 0, label.error().text, {});
    return std::nullopt;
  }

  std::optional<std::int64_t> read_count() {
    const toml::node& count = *periods_.get("count");
    if (count.is_integer()) return count.as_integer()->get();
    return refuse(count, "count is no whole number", "the number of periods was expected");
  }

  std::optional<std::int64_t> count_to_last(const period_label& first) {
    const auto last = read_label("last");
    if (!last) return std::nullopt;
    if (last->unit() != first.unit() || last->is_fiscal() != first.is_fiscal()) {
      return refuse(*periods_.get("last"), to_string(*last) + " is of another kind than " + to_string(first),
                    "both are years, halves, quarters or months, fiscal or of the calendar");
    }
    const int per_year = units_per_year(first.unit());
    return std::int64_t{last->year() - first.year()} * per_year + last->number() - first.number() + 1;
  }

  toml_document& document_;
  const toml::table& periods_;
};

}  // namespace

std::optional<timeline> read_timeline(toml_document& document, const toml::table& root) {
  const toml::node* at = root.get("periods");
  if (at != nullptr && at->is_table()) return timeline_reader(document, *at->as_table()).read();
  document.refuse(at != nullptr ? *at : root, "there are no periods",
                  "[periods] with first = \"2026Q1\" and count = 4 was expected");
  return std::nullopt;
}

}  // namespace runrate::detail
