// What the examples in the headers' comments take for granted. docs/check puts it above them.

using std::chrono::August, std::chrono::January, std::chrono::September;
using std::chrono::last, std::chrono::Saturday, std::chrono::Sunday;

inline const decimal now = 42.232_bn;
inline const decimal before = 30.873_bn;
inline const std::vector<dated_amount> amounts{{33.006_bn, 2025y / Q3}, {35.579_bn, 2025y / Q4}};
inline std::vector<decimal> out(2);
inline const std::string text = "| method | a year |\n";
inline const week_calendar nvidia{year_end::last(Sunday, January), year_naming::by_end, weeks_4_4_5};

inline const company_facts company = read_company_facts(text_input::file("examples/data/snowflake_facts.json")).facts;

inline const driver chips{"chips", "chip"}, price{"price", "USD / chip hour"}, utilization{"utilization", "1"};
inline const driver opening{"opening_arr", "USD / year"}, contract{"contract", "USD / year"};
inline const driver begin{"begin", "year"}, full{"full", "year"};
inline const line arr{"arr", "USD / year"};
inline const inputs<expr> in(std::make_shared<expression>());
inline const timeline year = timeline::of(2026y / Q1, 4).value(), periods = year;
inline const std::vector<double> sampled_chips(1'024, 500'000);
inline const series<usd> aws{usd(37.587_bn).over(2026y / Q1), usd(42.232_bn).over(2026y / Q2),
                             usd(45_bn).over(2026y / Q3), usd(48_bn).over(2026y / Q4)};

inline const std::vector<std::string> names{"price", "chips"};
inline const std::vector<scenario_driver> scenario_drivers{
    {"chips", unit::parse("chip").value(), {{ratio(500'000)}}},
    {"price", unit::parse("USD / chip hour").value(), {{ratio(5, 2)}}},
    {"utilization", unit::parse("1").value(), {{ratio(3, 5)}}}};
inline const std::vector<scenario> scenarios{{"bull", "", {{"price", {{ratio(3)}}}}}};

inline const std::vector<rank_correlation> asked{{"price", "chips", 0.9}};

struct training_capacity {
  auto operator()(const auto& of) const { return of[chips] * of[price] * of[utilization] * of.hours(); }
};
using own_model = training_capacity;
inline const scenario_set set =
    scenario_set::of(trace(training_capacity()).value(), year, scenario_drivers, scenarios).value();

inline constexpr int trading_days_in(period quarter) { return quarter.days() * 252 / 365; }

/// Says where an example's value is not the string beside it.
inline void expect(const char* where, std::string_view is, std::string_view said) {
  if (is != said) fmt::print("{}: it is {}, not {}\n", where, is, said);
}
