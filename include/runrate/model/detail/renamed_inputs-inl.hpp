#ifndef RUNRATE_MODEL_DETAIL_RENAMED_INPUTS_INL_HPP
#define RUNRATE_MODEL_DETAIL_RENAMED_INPUTS_INL_HPP

#include <runrate/model/detail/renamed_inputs.hpp>
#include <runrate/model/detail/unit_check.hpp>

#include <algorithm>
#include <utility>

namespace runrate::detail {

RUNRATE_FUNC model_names names_of_lines(const expression& parts, std::span<const traced_line> lines) {
  model_names names;
  names.drivers.assign(parts.drivers().begin(), parts.drivers().end());
  for (const traced_line& l : lines) {
    expression::named made{std::string(l.of.name()), {}};
    if (!l.of.unit_text().empty()) {
      if (const result<unit> read = unit::parse(l.of.unit_text())) made.unit = *read;
    } else if (l.value.part_of() != nullptr) {
      made.unit = yielded_unit(*l.value.part_of(), l.value.in(l.value.part_of())).value_or(unit());
    }
    names.lines.push_back(std::move(made));
    names.kinds.push_back(l.of.kind());
  }
  return names;
}

RUNRATE_FUNC std::size_t place_of(const model_names& names, std::string_view line) {
  for (std::size_t i = 0; i < names.lines.size(); ++i) {
    if (names.lines[i].name == line) return i;
  }
  throw_contract("the model has no line " + std::string(line) + " to be led by");
}

RUNRATE_FUNC owned_line::owned_line(std::string_view name, std::string_view unit, line_kind kind) {
  const auto made = std::make_shared<texts>(texts{std::string(name), std::string(unit), line("", "")});
  made->of = line(made->name, made->unit, kind);
  texts_ = made;
}

RUNRATE_FUNC owned_line::owned_line(std::string_view name, const expr& yields, std::string_view else_unit,
                                    line_kind kind)
    : owned_line(
          name,
          [&] {
            if (yields.part_of() == nullptr) return std::string(else_unit);
            const auto found = yielded_unit(*yields.part_of(), yields.in(yields.part_of()));
            return found ? to_string(*found) : std::string(else_unit);
          }(),
          kind) {}

RUNRATE_FUNC renaming renaming::of_all(const model_names& names, std::string_view prefix,
                                       std::initializer_list<driver> shared) {
  const std::string begin = std::string(prefix) + ".";
  return made(names, begin, begin, shared);
}

RUNRATE_FUNC renaming renaming::of_lines(const model_names& names, std::string_view prefix) {
  return made(names, "", std::string(prefix) + ".", {});
}

RUNRATE_FUNC renaming renaming::made(const model_names& names, std::string_view driver_prefix,
                                     std::string_view line_prefix, std::initializer_list<driver> shared) {
  const auto all = std::make_shared<tables>(names);
  all->texts.reserve(2 * (names.drivers.size() + names.lines.size()));
  const auto kept = [&](std::string text) -> std::string_view { return all->texts.emplace_back(std::move(text)); };
  for (const expression::named& d : names.drivers) {
    const bool is_shared =
        std::any_of(shared.begin(), shared.end(), [&](const driver& s) { return s.name() == d.name; });
    const std::string_view name = kept(std::string(is_shared ? "" : driver_prefix) + d.name);
    all->drivers.emplace_back(name, kept(to_string(d.unit)));
  }
  for (std::size_t i = 0; i < names.lines.size(); ++i) {
    const std::string_view name = kept(std::string(line_prefix) + names.lines[i].name);
    all->lines.emplace_back(name, kept(to_string(names.lines[i].unit)), names.kinds[i]);
  }
  renaming of;
  of.tables_ = all;
  return of;
}

}  // namespace runrate::detail

#endif
