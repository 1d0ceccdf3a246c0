// Other names for the drivers and lines of a model.
#ifndef RUNRATE_MODEL_DETAIL_RENAMED_INPUTS_HPP
#define RUNRATE_MODEL_DETAIL_RENAMED_INPUTS_HPP

#include <runrate/model/inputs.hpp>
#include <runrate/model/model.hpp>

#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace runrate {
namespace detail {

/// The drivers that a model reads and the lines that it has, with their units.
struct model_names {
  std::vector<expression::named> drivers;
  std::vector<expression::named> lines;
  std::vector<line_kind> kinds;  // of the lines
};

model_names names_of_lines(const expression& parts, std::span<const traced_line> lines);

template <class Model>
model_names names_in(const Model& model) {
  const auto parts = std::make_shared<expression>();
  const auto lines = traced_lines(model, inputs<expr>(parts));
  return names_of_lines(*parts, lines);
}

/// A line's place in a model. `contract_error` where it has none of that name.
std::size_t place_of(const model_names& names, std::string_view line);

/// The lines of any model in a number type: of one that gives a number, one line.
template <class Model, class Inputs>
auto lines_of(const Model& model, const Inputs& in) {
  auto output = model(in);
  if constexpr (is_model_lines<decltype(output)>) {
    return output;
  } else {
    using number = decltype(in.hours());
    return lines(line_of_number(model).is(number(output)));
  }
}

/// A line that holds its own texts.
class owned_line {
public:
  owned_line() : owned_line("", "") {}
  owned_line(std::string_view name, std::string_view unit, line_kind kind = line_kind::by_unit);
  /// In the unit that the formula yields; in the other one where it yields none, so that a trace says what is wrong.
  owned_line(std::string_view name, const expr& yields, std::string_view else_unit, line_kind kind);

  const line& get() const { return texts_->of; }

private:
  struct texts {
    std::string name;
    std::string unit;
    line of;
  };
  std::shared_ptr<const texts> texts_;
};

/// Which names become which. It holds the new ones, and copies of it share them.
class renaming {
public:
  /// All names with a prefix and a point before them, but for drivers that are shared.
  static renaming of_all(const model_names& names, std::string_view prefix, std::initializer_list<driver> shared);
  /// The lines only.
  static renaming of_lines(const model_names& names, std::string_view prefix);

  const driver& operator()(const driver& d) const {
    const std::size_t place = tables_->driver_places.find(d.key());
    return place == key_table::none ? d : tables_->drivers[place];
  }
  const line& operator()(const line& l) const {
    const std::size_t place = tables_->line_places.find(l.key());
    return place == key_table::none ? l : tables_->lines[place];
  }
  std::string_view unit_of_first() const { return tables_->lines.front().unit_text(); }

private:
  struct tables {
    explicit tables(const model_names& names) : driver_places(names.drivers), line_places(names.lines) {}

    key_table driver_places;
    key_table line_places;
    std::vector<std::string> texts;  // does not grow once names stand on it
    std::vector<driver> drivers;
    std::vector<line> lines;
  };
  static renaming made(const model_names& names, std::string_view driver_prefix, std::string_view line_prefix,
                       std::initializer_list<driver> shared);

  std::shared_ptr<const tables> tables_;
};

/// What a model reads, for a model that has other names for it. See `inputs`.
template <class Inputs>
class renamed_inputs : public period_reader<renamed_inputs<Inputs>> {
public:
  renamed_inputs(const Inputs& in, const renaming& names) : in_(in), names_(names) {}

  decltype(auto) operator[](const driver& d) const { return in_[names_(d)]; }

  auto quantity(const dated_quantity& q) const { return in_.quantity(q); }
  auto number(const ratio& value, std::string_view unit) const { return in_.number(value, unit); }

  template <class Number>
  auto previous(const line& l, const Number& initial, int lag = 1) const {
    return in_.previous(names_(l), initial, lag);
  }

private:
  const Inputs& in_;
  const renaming& names_;
};

}  // namespace detail
}  // namespace runrate

#ifdef RUNRATE_HEADER_ONLY
#include <runrate/model/detail/renamed_inputs-inl.hpp>
#endif

#endif
