#include <runrate/io/formula_text.hpp>
#include <runrate/model/formulas.hpp>
#include <runrate/model/ramps.hpp>
#include <runrate/model/subscription_models.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "io_formula_scope.hpp"

namespace {

std::vector<std::array<std::string, 2>> documented(std::string_view second_column) {
  std::ifstream page(std::string(RUNRATE_SOURCE_DIR) + "/docs/reference/formula-language.md");
  std::vector<std::array<std::string, 2>> rows;
  bool in_table = false;
  for (std::string row; std::getline(page, row);) {
    if (row.starts_with("| formula |")) {
      in_table = row.starts_with("| formula | " + std::string(second_column) + " |");
    } else if (!row.starts_with('|')) {
      in_table = false;
    } else if (in_table && row.starts_with("| `")) {
      const std::size_t first = row.find('`', 3);
      const std::size_t second = row.find("| `", first) + 3;
      rows.push_back({row.substr(3, first - 3), row.substr(second, row.find('`', second) - second)});
    }
  }
  return rows;
}

struct example {
  std::string_view text, outcome;
};

template <std::size_t Count>
void check(const example (&examples)[Count]) {
  for (const auto& [text, outcome] : examples) {
    const scope names;
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(names.outcome(text) == outcome); }
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(io_formula_text)

BOOST_AUTO_TEST_CASE(every_formula_of_the_reference_prints_what_is_said_there_and_is_read_back_to_its_node) {
  const auto rows = documented("prints");
  BOOST_TEST(rows.size() >= 40U);
  for (const auto& [text, expected] : rows) {
    BOOST_TEST_CONTEXT(text) {
      const scope names;
      BOOST_TEST(names.printed(text) == expected);
      const parsed_formula again = names.parse(expected);
      BOOST_REQUIRE(again.has_value());
      BOOST_TEST(again.root() == names.parse(text).root());
    }
  }
}

BOOST_AUTO_TEST_CASE(every_sentence_of_the_reference_is_said) {
  const auto rows = documented("what is said");
  BOOST_TEST(rows.size() >= 30U);
  for (const auto& [text, expected] : rows) {
    BOOST_TEST_CONTEXT(text) { BOOST_TEST(scope().printed(text) == expected); }
  }
}

BOOST_AUTO_TEST_CASE(every_normal_form_of_the_reference_is_the_one_of_its_formula) {
  const auto rows = documented("normal form");
  BOOST_TEST(rows.size() >= 8U);
  for (const auto& [text, expected] : rows) {
    BOOST_TEST_CONTEXT(text) {
      const scope names;
      const node_id root = names.parse(text).root();
      // In whatever unit it is.
      const auto f = formulas::of(names.parts, {{"x", names.names.drivers.at("growth"), root}});
      if (f) {
        BOOST_TEST(normal_form(*f, 0) == expected);
      } else {
        const std::string& yields = f.error().operands.at(0).value;
        BOOST_TEST(normal_form(formulas::of(names.parts, {{"x", unit_of(yields), root}}).value(), 0) == expected);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(operators_bind_as_the_table_says) {
  check({
      {"growth + churn * utilization", "growth + churn * utilization"},
      {"(growth + churn) * utilization", "(growth + churn) * utilization"},
      {"growth - churn - 1", "growth - churn - 1"},
      {"growth - (churn - 1)", "growth - (churn - 1)"},
      {"growth / churn / 2", "growth / churn / 2"},
      {"growth / (churn / 2)", "growth / (churn / 2)"},
      {"-growth^2", "-growth^2"},
      {"(-growth)^2", "(-growth)^2"},
      {"growth^-churn * 2", "growth^(-churn) * 2"},
      {"2 * -growth", "2 * -growth"},
      {"- - growth", "-(-growth)"},
      {"growth - -churn", "growth - -churn"},
      {"not not growth < 1", "not (not growth < 1)"},
      {"not (growth < 1 and churn < 1)", "not (growth < 1 and churn < 1)"},
      {"growth < 1 or churn < 1 and index < 1", "growth < 1 or churn < 1 and index < 1"},
      {"(growth < 1 or churn < 1) and index < 1", "(growth < 1 or churn < 1) and index < 1"},
      {"growth < 1 and (churn < 1 and index < 1)", "growth < 1 and (churn < 1 and index < 1)"},
      {"growth + 1 < churn * 2", "growth + 1 < churn * 2"},
  });
}

BOOST_AUTO_TEST_CASE(space_of_any_kind_separates_and_may_be_left_out) {
  check({
      {" \t\r\n growth\n+\nchurn \n", "growth + churn"},
      {"growth+churn*2", "growth + churn * 2"},
      {"if(growth<1and churn>2,1,2)",
       "10+4 '1and' is not a number; expected all of its digits, such as 1_000_000, 0.25 or 12.5%"},
      {"min ( growth , churn )", "min(growth, churn)"},
      {"previous ( users , 0 )", "previous(users, 0)"},
      {"share_after( 2026-07-01 )", "share_after(2026-07-01)"},
      {"1 [ USD ]", "1 [USD]"},
      {"growth<1 and(churn<2)", "growth < 1 and churn < 2"},
      {"not(growth<1)", "not growth < 1"},
  });
}

BOOST_AUTO_TEST_CASE(a_number_is_exact_and_a_sign_or_a_stroke_is_part_of_it_where_no_decimal_says_it) {
  const std::string sixty = "123456789012345678901234567890.123456789012345678901234567891";
  const scope names;
  BOOST_TEST(names.printed(sixty) == sixty);
  BOOST_TEST(names.outcome(sixty + "2") == "0+62 a number of 61 digits; expected at most 60");
  check({
      {"0.1", "0.1"},
      {"1_000.000_1", "1000.0001"},
      {"0.001%", "0.00001"},
      {"-0", "0"},
      {"1 / 4", "1 / 4"},
      {"2 / 6", "1 / 3"},
      {"-1 / 3", "-1 / 3"},
      {"1 / (3)", "1 / (3)"},
      {"(1) / 3", "1 / (3)"},
      {"1 / -3", "1 / -3"},
      {"-(1)", "-(1)"},
      {"--1", "-(-1)"},
      {"1 / 3 / 7", "1 / 3 / 7"},
      {"growth * 1 / 3", "growth * 1 / 3"},
      {"growth * (1 / 3)", "growth * (1 / 3)"},
      {"growth^(1 / 3)", "growth^(1 / 3)"},
      {"1 / 0", "1 / 0"},
      {"0.1 / 0.3", "0.1 / 0.3"},
      {"-4 [USD]", "-4 [USD]"},
      {"-(4 [USD])", "-(4 [USD])"},
      {"4 [USD]^2", "4 [USD]^2"},
      {"-4 [USD]^2", "-4 [USD]^2"},
      {"(-1 / 3) [USD]", "(-1 / 3) [USD]"},
      {"((3)) [USD]", "3 [USD]"},
      {"50% [1]", "0.5"},
      {"1__0", "0+4 '1__0' is not a number; expected all of its digits, such as 1_000_000, 0.25 or 12.5%"},
      {"1_", "0+2 '1_' is not a number; expected all of its digits, such as 1_000_000, 0.25 or 12.5%"},
      {"5.", "0+2 '5.' is not a number; expected all of its digits, such as 1_000_000, 0.25 or 12.5%"},
      {"1.2.3", "0+5 '1.2.3' is not a number; expected all of its digits, such as 1_000_000, 0.25 or 12.5%"},
      {"2.5bn", "0+5 '2.5bn' is not a number; expected all of its digits, such as 1_000_000, 0.25 or 12.5%"},
  });
}

BOOST_AUTO_TEST_CASE(an_error_has_the_place_of_what_is_wrong) {
  check({
      {"", "0+0 the formula is empty; expected a number, a name, a function or '('"},
      {"  ", "2+0 the formula is empty; expected a number, a name, a function or '('"},
      {"1 + prise", "4+5 'prise' is not known; did you mean 'price'?"},
      {"1 + Price", "4+5 'Price' is not known; did you mean 'price'?"},
      {"1 + hour", "4+4 'hour' is not known; did you mean 'hours'?"},
      {"1 + rainier.chip", "4+12 'rainier.chip' is not known; did you mean 'rainier.chips'?"},
      {"1 + utilistaion", "4+11 'utilistaion' is not known; did you mean 'utilization'?"},
      {"1 + x", "4+1 'x' is not known; expected the name of a driver or a line"},
      {"1 + wages", "4+5 'wages' is not known; expected the name of a driver or a line"},
      {"1 + lgo(2)", "4+3 'lgo' is not a function; expected one such as min(a, b)"},
      {"1 + lienar(1, 2, 3)", "4+6 'lienar' is not a function; did you mean 'linear'?"},
      {"1 + users(2)",
       "4+5 'users' is a line and no function; expected an operator, such as *, before the parenthesis"},
      {"1 + hours(2)",
       "4+5 'hours' is a number and no function; expected an operator, such as *, before the parenthesis"},
      {"1 + linear", "4+6 'linear' is a function; expected linear(time, begin, end)"},
      {"1 + min(2)", "4+3 'min' has 1 argument; expected min(a, b, ...)"},
      {"1 + max()", "4+3 'max' has no arguments; expected max(a, b, ...)"},
      {"1 + seasonal(position)", "4+8 'seasonal' has 1 argument; expected seasonal(position, factor, ...)"},
      {"previous(arr, 0, 1, 2)", "0+8 'previous' has 4 arguments; expected previous(line, initial, periods)"},
      {"previous(user, 0)", "9+4 'user' is not a line; did you mean 'users'?"},
      {"previous(profit, 0)", "9+6 'profit' is not a line; expected the name of one in previous(line, initial)"},
      {"previous(users + 1)", "15+1 '+' stands here; expected ',' or ')'"},
      {"previous(3)", "9+1 '3' stands here; expected the name of a line"},
      {"previous users", "9+5 'users' stands here; expected '('"},
      {"previous(users, 0, 1.5)", "19+3 '1.5' is not a number of periods; expected a whole number from 1 to 1083"},
      {"previous(users, 0, 1084)", "19+4 '1084' is not a number of periods; expected a whole number from 1 to 1083"},
      {"previous(users, 0, 0)", "19+1 '0' is not a number of periods; expected a whole number from 1 to 1083"},
      {"share_after(growth)", "12+6 'growth' is not a date; expected yyyy-mm-dd, such as 2026-07-01"},
      {"share_after(2026-07-01, 2)", "22+1 ',' stands here; expected ')'"},
      {"days_since()", "11+1 ')' stands here; expected a date such as 2026-07-01"},
      {"share_after", "11+0 the formula ends here; expected '('"},
      {"min(1, )", "7+1 ')' stands here; expected a number, a name, a function or '('"},
      {"min(1 2)", "6+1 '2' stands here; expected an operator, ',' or ')'"},
      {"(1))", "3+1 ')' stands here; expected an operator"},
      {"growth AND churn", "7+3 'AND' stands here; did you mean 'and'?"},
      {"growth <> churn", "7+2 '<>' stands here; expected != for different"},
      {"growth =< churn", "7+2 '=<' stands here; expected <="},
      {"growth || churn", "7+2 '||' stands here; expected or"},
      {"!growth", "0+1 '!' stands here; expected not, or != for different"},
      {"$5", "0+1 '$' stands here; expected the unit behind the number, as in 1_000_000 [USD]"},
      {"1; 2", "1+1 ';' stands here; expected one formula, and arguments apart by ,"},
      {"\"growth\"", "0+1 '\"' stands here; expected a number, a name, a function or '('"},
      {"1 [USD", "6+0 the formula ends here; expected ']'"},
      {"1 []", "2+2 '' is not a unit; write 1 for none"},
      {"1 [5]", "2+3 '5' is not a unit; '5' is neither a name nor / * ^ ( )"},
      {"(growth) [USD]", "9+5 a unit stands after '(growth)'; expected it after a number only, as in 1_000_000 [USD]"},
      {"(1 [USD]) [EUR]",
       "10+5 a unit stands after '(1 [USD])'; expected it after a number only, as in 1_000_000 [USD]"},
      {"2^3^4", "3+1 a^b^c can mean two things; expected (a^b)^c or a^(b^c)"},
      {"2^-3^4", "4+1 a^b^c can mean two things; expected (a^b)^c or a^(b^c)"},
      {"1 < growth = 2", "11+1 a second comparison follows; expected and between the two, as in a < b and b < c"},
      {"1 + (2 < 3) * 4", "4+7 '(2 < 3)' is a condition; expected a number"},
      {"1 < 2 and 3", "10+1 '3' is a number; expected a condition, such as a < b"},
      {"min(1 < 2, 3)", "4+5 '1 < 2' is a condition; expected a number"},
      {"if(1 < 2, 3 < 4, 5)", "10+5 '3 < 4' is a condition; expected a number"},
      {"previous(users, 1 < 2)", "16+5 '1 < 2' is a condition; expected a number"},
      {"not growth", "4+6 'growth' is a number; expected a condition, such as a < b"},
      {"growth \xC3\x97 2", "7+2 '\xC3\x97' stands here; expected *"},
      {"prix_\xC3\xA9", "5+2 '\xC3\xA9' is no part of a formula; expected ASCII letters, digits and signs"},
      {"1 \xFF 2", "2+1 '\\xff' is no part of a formula; expected ASCII letters, digits and signs"},
      {std::string_view("1\0", 2), "1+1 '\\x00' is no part of a formula; expected ASCII letters, digits and signs"},
  });
}

BOOST_AUTO_TEST_CASE(what_is_too_long_or_too_deep_is_refused_at_once_with_its_place) {
  const scope names;
  const auto repeated = [](std::size_t count, std::string_view what) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += what;
    return text;
  };
  const std::string too_deep =
      "more than 200 parentheses or signs around one part; expected parts of it as lines of their own";
  BOOST_TEST(names.outcome(repeated(10'000, "(") + "1" + repeated(10'000, ")")) == "200+1 " + too_deep);
  BOOST_TEST(names.outcome(repeated(10'000, "-") + "1") == "200+1 " + too_deep);
  BOOST_TEST(names.outcome(repeated(10'000, "not ") + "1 < 2") == "800+3 " + too_deep);
  BOOST_TEST(names.outcome(repeated(9'000, "if(1<2,")) == "1400+2 " + too_deep);
  BOOST_TEST(names.outcome(repeated(7'000, "(1 + -")) == "1194+1 " + too_deep);
  BOOST_TEST(names.outcome(repeated(10'000, "min(")) == "800+3 " + too_deep);
  BOOST_TEST(names.outcome(repeated(200, "(") + "1" + repeated(200, ")")) == "1");
  BOOST_TEST(names.parse(repeated(200, "abs(") + "growth" + repeated(200, ")")).has_value());
  BOOST_TEST(names.outcome(repeated(65'537, " ")) == "65536+0 a formula of 65,537 bytes; expected at most 65,536");
  const std::string most = repeated(32'767, "2+") + "2";
  BOOST_TEST(names.parse(most).has_value());
  BOOST_TEST(names.parse(repeated(16'000, "(1)*") + "2").has_value());
}

BOOST_AUTO_TEST_CASE(every_part_has_its_place_and_a_wrong_unit_is_found_there) {
  scope names;
  const std::string text = "chips * price * hours + clamp(growth, 0, 1)";
  const parsed_formula read = names.parse(text);
  const auto problem =
      formulas::problem_in(*names.parts, std::vector<line_formula>{{"revenue", unit_of("USD"), read.root()}});
  BOOST_REQUIRE(problem.has_value());
  const auto place = read.find(problem->node);
  BOOST_REQUIRE(place.has_value());
  BOOST_TEST(place->offset == text.find('+'));
  BOOST_TEST(place->length == 1U);
  std::vector<node_id> open{read.root()};
  while (!open.empty()) {
    const node_id node = open.back();
    open.pop_back();
    const auto found = read.find(node);
    BOOST_REQUIRE(found.has_value());
    const std::string here = text.substr(found->offset, found->length);
    const operation op = (*names.parts)[node].op;
    if (op == operation::minimum || op == operation::maximum) BOOST_TEST(here == "clamp");
    if (op == operation::driver || op == operation::constant) BOOST_TEST(here == to_string(*names.parts, node));
    for (const node_id o : (*names.parts)[node].operands) {
      if (o >= 0) open.push_back(o);
    }
  }
  BOOST_TEST(!read.find(static_cast<node_id>(names.parts->nodes().size())).has_value());
}

BOOST_AUTO_TEST_CASE(the_parts_of_an_initial_value_stand_where_previous_takes_it) {
  scope names;
  const parsed_formula read = names.parse("1 [USD] + previous(arr)");
  const auto initial = names.names.lines["arr"].initial;
  BOOST_REQUIRE(read.find(*initial).has_value());
  BOOST_TEST(read.find(*initial)->offset == 10U);
  BOOST_TEST(read.find(*initial)->length == 8U);
  BOOST_TEST(std::is_sorted(read.places().begin(), read.places().end(),
                            [](const auto& a, const auto& b) { return a.node < b.node; }));
}

BOOST_AUTO_TEST_CASE(a_part_that_is_there_twice_has_the_first_place) {
  const scope names;
  const parsed_formula read = names.parse("(growth + 1) * (growth + 1)");
  const auto sum = (*names.parts)[read.root()].operands[0];
  BOOST_TEST(read.find(sum)->offset == 8U);
}

BOOST_AUTO_TEST_CASE(a_function_from_outside_gives_its_formula_or_the_reason_why_not) {
  scope names;
  names.functions.push_back({"average", {"a", "b"}, 0, [](std::span<const expr> a) { return (a[0] + a[1]) / 2; }});
  names.functions.push_back(
      {"average", {"a", "b", "c"}, 0, [](std::span<const expr> a) { return (a[0] + a[1] + a[2]) / 3; }});
  names.functions.push_back({"never", {}, 0, [](std::span<const expr>) -> result<expr> {
                               return reason{reason_code::not_applicable, "never is never"};
                             }});
  names.functions.push_back({"four", {}, 0, [](std::span<const expr>) { return expr(4); }});
  BOOST_TEST(names.printed("average(growth, churn)") == "(growth + churn) / 2");
  BOOST_TEST(names.printed("average(growth, churn, 1)") == "(growth + churn + 1) / 3");
  BOOST_TEST(names.outcome("1 + average(2)") ==
             "4+7 'average' has 1 argument; expected average(a, b) or average(a, b, c)");
  BOOST_TEST(names.outcome("1 + never()") == "4+5 never is never");
  BOOST_TEST(names.printed("four() + 1") == "4 + 1");
  BOOST_TEST(names.outcome("average(1 < 2, 3)") == "8+5 '1 < 2' is a condition; expected a number");
}

BOOST_AUTO_TEST_CASE(a_driver_may_have_the_name_of_a_ramp_and_none_that_of_a_word_of_the_language) {
  const scope names;
  BOOST_TEST(names.printed("growth * growth(elapsed, churn, 1 [year])") == "growth * (1 + churn)^(elapsed / 1 [year])");
  BOOST_TEST(!is_reserved_word("growth"));
  for (const char* const word :
       {"and",         "or",        "not",   "if",       "min",      "max",           "clamp",
        "abs",         "exp",       "ln",    "sqrt",     "previous", "hours",         "days",
        "weeks",       "years",     "index", "position", "elapsed",  "elapsed_begin", "elapsed_end",
        "share_after", "days_since"}) {
    BOOST_TEST(is_reserved_word(word));
    BOOST_TEST(name_problem(word).value() == "'" + std::string(word) + "' is a word of the formula language");
  }
  for (const char* const name : {"price", "Price_2", "_", "rainier.chips", "a.b.c", "a.min", "if_"}) {
    BOOST_TEST_CONTEXT(name) { BOOST_TEST(!name_problem(name).has_value()); }
  }
  const std::string no_name = " is not a name: letters, digits and _, in parts that a point separates";
  BOOST_TEST(name_problem("").value() == "the name is empty");
  BOOST_TEST(name_problem("2a").value() == "'2a' has a part that begins with a digit");
  BOOST_TEST(name_problem("a.2").value() == "'a.2' has a part that begins with a digit");
  BOOST_TEST(name_problem("a.").value() == "'a.' ends with a point");
  BOOST_TEST(name_problem("a..b").value() == "'a..b'" + no_name);
  BOOST_TEST(name_problem(".a").value() == "'.a'" + no_name);
  BOOST_TEST(name_problem("a b").value() == "'a b'" + no_name);
  BOOST_TEST(name_problem("a-b").value() == "'a-b'" + no_name);
  BOOST_TEST(name_problem("caf\xC3\xA9").has_value());
  BOOST_TEST(!name_problem(std::string(100, 'a')).has_value());
  BOOST_TEST(name_problem(std::string(101, 'a')).value() ==
             "'" + std::string(40, 'a') + "...' has more than 100 characters");
}

BOOST_AUTO_TEST_CASE(what_only_a_caller_can_get_wrong_is_a_contract_error) {
  scope names;
  BOOST_CHECK_THROW(static_cast<void>(names.parse("1 +").root()), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(names.parse("1").error()), contract_error);
  BOOST_CHECK_THROW(static_cast<void>(parse_formula("1", nullptr, names.names)), contract_error);
  names.names.lines["growth"].unit = unit_of("1");
  BOOST_CHECK_THROW(static_cast<void>(names.parse("growth")), contract_error);
}

BOOST_AUTO_TEST_CASE(powers_beyond_all_bounds_are_refused_or_left_as_they_are_and_throw_nothing) {
  const scope names;
  const std::string huge = "1" + std::string(50, '0');
  const auto problem = [&](const std::string& text) {
    const node_id root = names.parse(text).root();
    const auto found = formulas::problem_in(*names.parts, std::vector<line_formula>{{"x", unit_of("1"), root}});
    return found ? found->why.text : "none";
  };
  BOOST_TEST(problem("chips^" + huge) ==
             "chips in chip is not a plain number, as exp, ln and a power that is not whole need");
  std::string nested = "chips";
  for (int i = 0; i < 40; ++i) nested = "(" + nested + ")^9";
  BOOST_TEST(problem(nested) == "a unit is raised to a power beyond 1,000");
  std::string number = "growth + 3";
  for (int i = 0; i < 40; ++i) number = "(" + number + ")^99";
  for (const std::string& text : {"growth^" + huge, "2^" + huge, number, "(2 * " + number + ")^100"}) {
    BOOST_TEST(problem(text) == "none");
    const auto f = formulas::of(names.parts, {{"x", unit_of("1"), names.parse(text).root()}});
    BOOST_TEST(same_formulas(*f, *f));
    BOOST_TEST(!normal_form(*f, 0).empty());
  }
  std::string power_of_number = "3";
  for (int i = 0; i < 40; ++i) power_of_number = "(" + power_of_number + ")^99";
  BOOST_TEST(
      !normal_form(*formulas::of(names.parts, {{"x", unit_of("1"), names.parse(power_of_number).root()}}), 0).empty());
}

BOOST_AUTO_TEST_SUITE_END()
