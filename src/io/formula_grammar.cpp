#include "formula_grammar.hpp"

#include "formula_builder.hpp"

#include <boost/spirit/home/x3.hpp>

namespace runrate::detail {
namespace {

namespace x3 = boost::spirit::x3;

using place = const char*;
using part = boost::iterator_range<place>;

struct builder_tag;

// Hands the part of the text that was matched to the builder.
template <void (formula_builder::*Event)(std::string_view)>
struct tell {
  template <class Context>
  void operator()(const Context& context) const {
    const part& matched = x3::_attr(context);
    (x3::get<builder_tag>(context).*Event)({matched.begin(), static_cast<std::size_t>(matched.size())});
  }
};

// The order in which operators bind is the builder's: here a formula is operands with operators between them, so that
// only parentheses recur and each costs little of the stack. A rule has the name that messages say is expected there.
constexpr const char* an_operand = "a number, a name, a function or '('";
const x3::rule<class expression_tag> expression(an_operand);
const x3::rule<class operand_tag> operand(an_operand);
const x3::rule<class atom_tag> atom(an_operand);
const x3::rule<class open_tag> open("'('");
const x3::rule<class close_group_tag> close_group("an operator or ')'");
const x3::rule<class close_call_tag> close_call("an operator, ',' or ')'");
const x3::rule<class close_day_tag> close_day("')'");
const x3::rule<class after_line_tag> after_line("',' or ')'");
const x3::rule<class line_name_tag> line_name("the name of a line");
const x3::rule<class day_tag> day("a date such as 2026-07-01");
const x3::rule<class end_tag> end_of_formula("an operator");

const auto letter = x3::ascii::alpha | '_';
const auto letter_or_digit = x3::ascii::alnum | '_';

auto keyword(const char* word) { return x3::lexeme[x3::lit(word) >> !(letter_or_digit | '.')]; }

const auto operator_word = keyword("and") | keyword("or") | keyword("not");
const auto name =
    !operator_word >> x3::lexeme[letter >> *letter_or_digit >> *(x3::lit('.') >> letter >> *letter_or_digit)];
// Whatever begins with a digit and has no end: the builder says what is wrong with it.
const auto number = x3::lexeme[x3::ascii::digit >> *(letter_or_digit | '.') >> -x3::lit('%')];
const auto unit = x3::lit('[') > *(x3::ascii::char_ - ']') > ']';
const auto prefix = x3::lit('-') | keyword("not");
const auto binary = x3::lit("<=") | ">=" | "!=" | x3::ascii::char_("<>=+*/^-") | keyword("and") | keyword("or");

using builder = formula_builder;
const auto comma = x3::raw[x3::lit(',')][tell<&builder::comma>()];
const auto more_arguments = *(comma > expression);

const auto group = x3::raw[x3::lit('(')][tell<&builder::open_group>()] > expression > close_group;
const auto previous = x3::raw[keyword("previous")][tell<&builder::open_call>()] > open > line_name > after_line >
                      more_arguments > close_call;
const auto dated =
    x3::raw[keyword("share_after") | keyword("days_since")][tell<&builder::open_call>()] > open > day > close_day;
const auto call = (x3::raw[name] >> &x3::lit('('))[tell<&builder::open_call>()] > open >
                  -((!x3::lit(')')) > expression > more_arguments) > close_call;

const auto expression_def = operand >> *(x3::raw[binary][tell<&builder::binary>()] > operand);
const auto operand_def = (+x3::raw[prefix][tell<&builder::prefix>()] > atom) | atom;
const auto atom_def =
    ((x3::raw[number][tell<&builder::number>()] | group) >> -x3::raw[unit][tell<&builder::unit_of_number>()]) |
    previous | dated | call | x3::raw[name][tell<&builder::name>()];
const auto open_def = x3::lit('(');
const auto close_group_def = x3::raw[x3::lit(')')][tell<&builder::close_group>()];
const auto close_call_def = x3::raw[x3::lit(')')][tell<&builder::close_call>()];
const auto close_day_def = x3::raw[x3::lit(')')][tell<&builder::close_call>()];
const auto after_line_def = &(x3::lit(',') | ')');
const auto line_name_def = x3::raw[name][tell<&builder::line>()];
const auto day_def = x3::raw[x3::lexeme[+(letter_or_digit | '-')]][tell<&builder::day>()];
const auto end_of_formula_def = x3::eoi;

BOOST_SPIRIT_DEFINE(expression, operand, atom, open, close_group, close_call, close_day, after_line, line_name, day,
                    end_of_formula)

}  // namespace

std::optional<syntax_error> read_grammar(std::string_view text, formula_builder& into) {
  place at = text.data();
  const place end = at + text.size();
  try {
    x3::phrase_parse(at, end, x3::with<builder_tag>(into)[x3::eps > expression > end_of_formula], x3::ascii::space);
  } catch (const x3::expectation_failure<place>& failure) {
    return syntax_error{static_cast<std::size_t>(failure.where() - text.data()), failure.which()};
  }
  return std::nullopt;
}

}  // namespace runrate::detail
