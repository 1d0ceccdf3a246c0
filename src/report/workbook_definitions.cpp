#include "workbook_definitions.hpp"

#include <cmath>

#include "definition.hpp"
#include "workbook_numbers.hpp"

namespace runrate::excel {

std::size_t add_facts(sheet& to, std::size_t row, const report_facts& facts) {
  for (const auto& [name, value] : facts.entries) {
    to.text({row, 0}, name);
    to.text({row++, 1}, value);
  }
  return row + 1;
}

std::size_t add_definition(sheet& to, std::size_t row, const metric_definition& of) {
  to.text({row++, 0}, of.name, {role::heading});
  for (const auto& [name, text] : detail::parts_of(of)) {
    to.text({row, 0}, name, {role::quiet});
    to.text({row++, 1}, text);
  }
  if (of.reconciliation.empty()) return row + 1;
  to.text({row++, 0}, "from the one to the other", {role::quiet});
  const std::size_t first = row;
  double sum = 0;
  bool all_numbers = true;
  for (std::size_t i = 0; i < of.reconciliation.size(); ++i, ++row) {
    const auto& [label, amount] = of.reconciliation[i];
    const auto number = number_in(amount);
    const bool is_last = i + 1 == of.reconciliation.size();
    to.text({row, 0}, label, {is_last ? role::total : role::plain, {}, true});
    // A sum that would differ from what is said stays what is said.
    const bool adds_up = number && all_numbers && std::abs(sum - number->value) <= 0.005 + 1e-12 * std::abs(sum);
    if (is_last && i > 0 && adds_up) {
      to.formula({row, 1}, "SUM(" + name_of({first, 1}) + ':' + name_of({row - 1, 1}) + ')', number->value,
                 {role::total, number->format});
    } else if (number) {
      to.number({row, 1}, number->value, {is_last ? role::total : role::plain, number->format});
      sum += number->value;
    } else {
      to.text({row, 1}, amount);
      all_numbers = false;
    }
  }
  return row + 1;
}

}  // namespace runrate::excel
