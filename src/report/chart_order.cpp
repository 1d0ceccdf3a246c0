#include "chart_order.hpp"

#include <list>
#include <unordered_map>

namespace runrate::detail {
namespace {

std::string_view text_of(const std::vector<chart_cell>& row, std::size_t column) {
  return std::get<std::string>(row[column]);
}

}  // namespace

chart_order order_of_appearance(const chart& c, std::size_t column) {
  chart_order order;
  std::unordered_map<std::string_view, std::size_t> places;
  order.place.reserve(c.rows().size());
  for (const auto& row : c.rows()) {
    const auto [known, is_new] = places.try_emplace(text_of(row, column), order.values.size());
    if (is_new) order.values.push_back(known->first);
    order.place.push_back(known->second);
  }
  return order;
}

chart_order order_within_groups(const chart& c, std::size_t column, std::size_t group) {
  const chart_order groups = order_of_appearance(c, group);
  std::vector<std::vector<std::string_view>> sequences(groups.values.size());
  for (std::size_t i = 0; i < c.rows().size(); ++i) {
    sequences[groups.place[i]].push_back(text_of(c.rows()[i], column));
  }
  std::list<std::string_view> merged;
  std::unordered_map<std::string_view, std::list<std::string_view>::iterator> known;
  for (const auto& sequence : sequences) {
    // From the end: what is new goes before what follows it in its own group.
    auto next = merged.end();
    for (auto value = sequence.rbegin(); value != sequence.rend(); ++value) {
      const auto found = known.find(*value);
      next = found != known.end() ? found->second : merged.insert(next, *value);
      known.try_emplace(*value, next);
    }
  }
  chart_order order;
  std::unordered_map<std::string_view, std::size_t> places;
  for (const std::string_view value : merged) {
    places.emplace(value, order.values.size());
    order.values.push_back(value);
  }
  order.place.reserve(c.rows().size());
  for (const auto& row : c.rows()) order.place.push_back(places.at(text_of(row, column)));
  return order;
}

}  // namespace runrate::detail
