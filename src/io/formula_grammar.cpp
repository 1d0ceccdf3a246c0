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

// A part of the text, under the name that it has in messages. Tag makes it a rule of its own.
template <class Tag, class Parser>
auto token(const char* name, const Parser& parser) {
  return x3::rule<Tag, part>(name) = x3::raw[parser];
}

// The order in which operators bind is the builder's: here a formula is operands with operators between them, so that
// only parentheses recur and each costs little of the stack.
const x3::rule<class expression_tag> expression("a number, a name, a function or '('");
const x3::rule<class operand_tag> operand("a number, a name, a function or '('");
const x3::rule<class atom_tag> atom("a number, a name, a function or '('");

const auto letter = x3::ascii::alpha | '_';
const auto letter_or_digit = x3::ascii::alnum | '_';
const auto end_of_word = !(letter_or_digit | '.');

auto keyword(const char* word) { return x3::lexeme[x3::lit(word) >> end_of_word]; }

const auto operator_word = keyword("and") | keyword("or") | keyword("not");
const auto word =
    !operator_word >> x3::lexeme[letter >> *letter_or_digit >> *(x3::lit('.') >> letter >> *letter_or_digit)];
// Whatever begins with a digit and has no end: the builder says what is wrong with it.
const auto digits = x3::lexeme[x3::ascii::digit >> *(letter_or_digit | '.') >> -x3::lit('%')];
const auto day = x3::lexeme[+(letter_or_digit | '-')];

const auto prefix = token<class prefix_tag>("a sign", x3::lit('-') | keyword("not"));
const auto binary = token<class binary_tag>(
    "an operator", x3::lit("<=") | ">=" | "!=" | x3::ascii::char_("<>=+*/^-") | keyword("and") | keyword("or"));

const auto open_group = token<class open_group_tag>("'('", x3::lit('('));
const auto close_group = token<class close_group_tag>("an operator or ')'", x3::lit(')'));
const auto open = token<class open_tag>("'('", x3::lit('('));
const auto comma = token<class comma_tag>("','", x3::lit(','));
const auto close_call = token<class close_call_tag>("an operator, ',' or ')'", x3::lit(')'));
const auto after_line = token<class after_line_tag>("',' or ')'", &(x3::lit(',') | ')'));
const auto close_day = token<class close_day_tag>("')'", x3::lit(')'));
const auto nothing_more = token<class end_tag>("an operator", x3::eoi);

const auto bracket = token<class bracket_tag>("a unit", x3::lit('[') > *(x3::ascii::char_ - ']') > ']');
const auto number = token<class number_tag>("a number", digits);
const auto name = token<class name_tag>("a name", word);
const auto function_name = token<class function_tag>("a function", word) >> &x3::lit('(');
const auto previous_word = token<class previous_tag>("previous", keyword("previous"));
const auto dated_word = token<class dated_tag>("a function", keyword("share_after") | keyword("days_since"));
const auto line_name = token<class line_tag>("the name of a line", word);
const auto date_text = token<class date_tag>("a date such as 2026-07-01", day);

const tell<&formula_builder::prefix> on_prefix;
const tell<&formula_builder::binary> on_binary;
const tell<&formula_builder::number> on_number;
const tell<&formula_builder::unit_of_number> on_unit;
const tell<&formula_builder::name> on_name;
const tell<&formula_builder::open_group> on_open_group;
const tell<&formula_builder::close_group> on_close_group;
const tell<&formula_builder::open_call> on_call;
const tell<&formula_builder::line> on_line;
const tell<&formula_builder::day> on_day;
const tell<&formula_builder::comma> on_comma;
const tell<&formula_builder::close_call> on_close_call;

const auto more_arguments = *(comma[on_comma] > expression);
const auto group = open_group[on_open_group] > expression > close_group[on_close_group];
const auto previous =
    previous_word[on_call] > open > line_name[on_line] > after_line > more_arguments > close_call[on_close_call];
const auto dated = dated_word[on_call] > open > date_text[on_day] > close_day[on_close_call];
const auto call = function_name[on_call] > open >
                  -((!x3::lit(')')) > expression > more_arguments) > close_call[on_close_call];

const auto expression_def = operand >> *(binary[on_binary] > operand);
const auto operand_def = (+prefix[on_prefix] > atom) | atom;
const auto atom_def = ((number[on_number] | group) >> -bracket[on_unit]) | previous | dated | call | name[on_name];

BOOST_SPIRIT_DEFINE(expression, operand, atom)

}  // namespace

std::optional<syntax_error> read_grammar(std::string_view text, formula_builder& builder) {
  place at = text.data();
  const place end = at + text.size();
  try {
    x3::phrase_parse(at, end, x3::with<builder_tag>(builder)[x3::eps > expression > nothing_more], x3::ascii::space);
  } catch (const x3::expectation_failure<place>& failure) {
    return syntax_error{static_cast<std::size_t>(failure.where() - text.data()), failure.which()};
  }
  return std::nullopt;
}

}  // namespace runrate::detail
