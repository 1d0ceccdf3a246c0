#ifndef RUNRATE_MODEL_DETAIL_MODEL_INL_HPP
#define RUNRATE_MODEL_DETAIL_MODEL_INL_HPP

#include <runrate/model/detail/unit_check.hpp>
#include <runrate/model/model.hpp>

namespace runrate::detail {

RUNRATE_FUNC result<formulas> formulas_of_lines(const std::shared_ptr<expression>& parts,
                                                std::span<const traced_line> lines) {
  std::vector<line_formula> all;
  for (const traced_line& l : lines) {
    line_formula made{std::string(l.of.name()), {}, l.value.in(parts), l.of.kind()};
    if (!l.of.unit_text().empty()) {
      const result<unit> read = unit::parse(l.of.unit_text());
      if (!read) return read.error();
      made.unit = *read;
    } else if (const auto yields = yielded_unit(*parts, made.root)) {
      made.unit = *yields;
      if (!yields->is_currency()) {
        return reason{reason_code::contradiction,
                      made.name + ": the formula " + to_string(*parts, made.root) + " yields " + to_string(*yields) +
                          ", and revenue is in a currency such as USD; give the model a `line output` of that unit if "
                          "it is meant",
                      {{"yields", to_string(*yields)}}};
      }
    }
    parts->declare_line(made.name, made.unit);
    all.push_back(std::move(made));
  }
  return formulas::of(parts, std::move(all));
}

}  // namespace runrate::detail

#endif
