// What a series was, as the values that a driver may have again.
#include "scenario_values.hpp"

#include "text.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace runrate::detail {
namespace {

constexpr std::array<std::string_view, 3> ways{"amounts", "growth", "growth_on_year"};

using amounts = std::span<const dated_amount>;

bool are_alike_in_length(const period& a, const period& b) {
  return std::abs(a.days() - b.days()) * 4 <= std::max(a.days(), b.days());
}

// The period that ends where this one begins; nothing where the series has a gap.
const dated_amount* right_before(amounts all, std::size_t at) {
  return at != 0 && all[at - 1].during.end() == all[at].during.begin() ? &all[at - 1] : nullptr;
}

// The period that begins nearest to a year before, at most a week off, as where years have whole weeks.
const dated_amount* year_before(amounts all, std::size_t at) {
  constexpr std::int64_t year = 365, most_off = 7;
  const dated_amount* nearest = nullptr;
  std::int64_t least_off = most_off + 1;
  for (std::size_t i = at; i-- > 0;) {
    const std::int64_t days = (all[at].during.begin() - all[i].during.begin()).count();
    if (days > year + most_off) break;
    const std::int64_t off = std::abs(days - year);
    if (off < least_off) nearest = &all[i], least_off = off;
  }
  return nearest;
}

}  // namespace

bool scenario_values::read_observed(const toml::table& table, const unit& of, distribution_choice& made) {
  const toml::node& name = *table.get("series");
  if (const toml::node* values = table.get("values")) {
    refuse(*values, "there are values, and a series of them", "one of the two was expected");
    return false;
  }
  std::string how = "amounts";
  if (const toml::node* chosen = table.get("of")) {
    how = chosen->value<std::string>().value_or("");
    if (std::find(ways.begin(), ways.end(), how) == ways.end()) {
      refuse(*chosen, std::string(document_.written(*chosen)) + " is nothing that is taken from a series",
             did_you_mean(how, ways, "expected " + listed(ways)));
      return false;
    }
  }
  const auto* found = references_.find_series(name);
  if (found == nullptr) return false;
  const auto& flows = found->series.flows;
  if (how == "amounts" && !of.is(flows.unit().code())) {
    refuse(name, "the series is in " + std::string(flows.unit().code()), "the unit here is " + to_string(of));
    return false;
  }
  if (how != "amounts" && !of.is_none()) {
    refuse(name, "growth is a share, without a unit", "the unit here is " + to_string(of));
    return false;
  }
  std::vector<ratio>& list = made.lists["values"];
  const amounts all = flows.amounts();
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (how == "amounts") {
      list.emplace_back(all[i].amount);
      continue;
    }
    const dated_amount* const then = how == "growth" ? right_before(all, i) : year_before(all, i);
    if (then == nullptr || !are_alike_in_length(then->during, all[i].during)) continue;
    if (then->amount <= decimal()) {
      refuse(name, "there is no growth over the amount of " + to_string(then->during) + ", which is not above 0",
             "a series of amounts above 0 was expected");
      return false;
    }
    list.push_back(ratio(all[i].amount) / ratio(then->amount) - ratio(1));
  }
  if (list.size() < 2) {
    refuse(name, "the series has " + std::string(list.empty() ? "no value" : "one value") + " of this kind",
           how == "amounts"  ? "at least two amounts were expected"
           : how == "growth" ? "at least three periods, one after the other and alike in length, were expected"
                             : "at least two periods with the same ones a year before were expected");
    return false;
  }
  return true;
}

}  // namespace runrate::detail
