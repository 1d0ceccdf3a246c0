// Makes nodes of a formula's parts, in the order in which they stand in the text.
#ifndef RUNRATE_SRC_IO_FORMULA_BUILDER_HPP
#define RUNRATE_SRC_IO_FORMULA_BUILDER_HPP

#include <runrate/io/formula_text.hpp>

#include "formula_words.hpp"

#include <exception>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace runrate::detail {

// What is thrown from within the grammar.
struct formula_refused : std::exception {
  explicit formula_refused(formula_error why) : wrong(std::move(why)) {}
  formula_error wrong;
};

// Operators wait on a stack until one comes that binds less tightly (Dijkstra's shunting yard), so that a long sum
// needs no recursion. All parts are views into the text. Every event throws `formula_refused` for what makes no sense.
class formula_builder {
public:
  formula_builder(std::string_view text, const std::shared_ptr<expression>& into, const formula_names& names,
                  std::span<const formula_function> functions)
      : text_(text), into_(into), names_(names), functions_(functions), calls_{{}} {}

  void number(std::string_view digits);
  void unit_of_number(std::string_view bracket);
  void name(std::string_view word);
  void prefix(std::string_view sign);
  void binary(std::string_view sign);
  void open_group(std::string_view parenthesis);
  void close_group(std::string_view parenthesis);
  void open_call(std::string_view word);
  void line(std::string_view word);
  void day(std::string_view written);
  void comma(std::string_view sign);
  void close_call(std::string_view parenthesis);

  parsed_formula finish();

private:
  // A number stays a number as long as a sign, a stroke or a unit can become part of it: `-4`, `1 / 3`, `(1 / 3)
  // [USD]`.
  struct operand {
    std::size_t begin, end;
    node_id node = -1;  // -1: `number`
    ratio number{};
    unit of{};
    bool in_parentheses = false;
  };
  struct waiting_operator {
    const formula_operator* what;
    std::string_view part;
  };
  // A parenthesis that is open: of a group, or after a function's name. The whole formula is the first.
  struct open_call_state {
    std::string_view word{};
    std::size_t begin = 0;
    const formula_call_word* own = nullptr;
    std::size_t operands_below = 0;
    std::size_t operators_below = 0;
    const std::pair<const std::string, formula_names::line_name>* previous_of = nullptr;
    date day{};
  };

  [[noreturn]] void refuse(std::string_view part, std::string found, std::string expected) const;
  std::size_t offset(std::string_view part) const { return static_cast<std::size_t>(part.data() - text_.data()); }
  std::string_view part_of(const operand& o) const { return text_.substr(o.begin, o.end - o.begin); }

  void open(open_call_state state, std::string_view part);
  void check_depth(std::string_view part) const;
  void apply_all();
  void apply();
  static bool is_fraction(const operand& left, const operand& right);
  operand take();
  bool is_condition(const operand& o) const;
  expr number_value(const operand& o);
  condition<expr> condition_value(const operand& o);
  expr applied(formula_sign sign, const operand& left, const operand& right);
  void push(const expr& made, std::string_view at, std::size_t begin, std::size_t end);
  void placed(node_id root, std::string_view part);

  [[noreturn]] void refuse_function(std::string_view word) const;
  [[noreturn]] void refuse_arguments(const open_call_state& call, std::size_t count) const;
  expr called(const open_call_state& call, std::span<const operand> arguments);
  expr called_previous(const open_call_state& call, std::span<const operand> arguments);
  expr called_function(const open_call_state& call, std::span<const operand> arguments);
  std::string guess(std::string_view word, bool functions, std::string otherwise) const;

  std::string_view text_;
  std::shared_ptr<expression> into_;
  const formula_names& names_;
  std::span<const formula_function> functions_;

  std::vector<operand> operands_;
  std::vector<waiting_operator> operators_;
  std::vector<open_call_state> calls_;
  std::unordered_map<node_id, std::string_view> places_;
};

}  // namespace runrate::detail

#endif
