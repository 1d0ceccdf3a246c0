#ifndef RUNRATE_SIMULATE_DETAIL_DISTRIBUTION_CHOICE_INL_HPP
#define RUNRATE_SIMULATE_DETAIL_DISTRIBUTION_CHOICE_INL_HPP

#include <runrate/core/nearest_name.hpp>
#include <runrate/simulate/analyst_words.hpp>
#include <runrate/simulate/combined_distributions.hpp>
#include <runrate/simulate/detail/distribution_parameters-inl.hpp>
#include <runrate/simulate/distribution_choice.hpp>
#include <runrate/simulate/distributions.hpp>
#include <runrate/simulate/metalog.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace runrate {
namespace detail {

/// The parameters of a choice in double, as its kind takes them.
class chosen {
public:
  chosen(const distribution_choice& choice, std::string_view usage) : choice_(choice), usage_(usage) {}

  std::optional<double> maybe(const char* name) const {
    const auto at = choice_.parameters.find(name);
    if (at == choice_.parameters.end()) return std::nullopt;
    return to_double(at->second);
  }
  double operator[](const char* name) const {
    const auto found = maybe(name);
    if (!found) refuse(name, std::string("there is no ") + name);
    return *found;
  }
  std::vector<double> list(const char* name) const {
    const auto at = choice_.lists.find(name);
    if (at == choice_.lists.end()) refuse(name, std::string("there are no ") + name);
    std::vector<double> all;
    for (const ratio& v : at->second) all.push_back(to_double(v));
    return all;
  }
  /// Ascending by probability.
  std::vector<std::pair<double, double>> percentiles() const {
    std::vector<std::pair<double, double>> all;
    for (const auto& [name, value] : choice_.parameters) {
      if (const auto p = percentile_of(name)) all.emplace_back(*p, to_double(value));
    }
    std::sort(all.begin(), all.end());
    return all;
  }
  /// Normal or lognormal through the two that there are; nothing where there are none.
  template <class Distribution>
  std::optional<any_distribution> through_two() const {
    const auto two = percentiles();
    if (two.empty()) return std::nullopt;
    if (two.size() != 2) refuse("", "there are not two percentiles");
    for (const auto& [name, value] : choice_.parameters) {
      const auto is_common = [&of = name](const distribution_parameter& p) { return p.name == of; };
      const auto common = common_distribution_parameters();
      if (percentile_of(name) || name == "weight" || std::any_of(common.begin(), common.end(), is_common)) continue;
      refuse(name, name + " is there beside percentiles");
    }
    const auto [p, at_p] = two[0];
    const auto [r, at_r] = two[1];
    const std::string second = fmt::format("p{:.10g}", r * 100);
    need_upwards(choice_.kind, {{fmt::format("p{:.10g}", p * 100), at_p}, {second, at_r}});
    return Distribution::through(p, at_p, r, at_r);
  }
  [[noreturn]] void refuse(std::string_view name, const std::string& found) const {
    throw_wrong_parameter(choice_.kind, name, found, usage_);
  }

private:
  const distribution_choice& choice_;
  std::string_view usage_;
};

inline std::vector<distribution_kind> all_distribution_kinds() {
  namespace d = distributions;
  constexpr distribution_parameter low{"low"}, likely{"likely"}, high{"high"}, share{"share", true};
  std::vector<distribution_kind> all;
  // `make` gets the parameters and a choice for what is no number.
  const auto add = [&](std::string_view name, std::vector<distribution_parameter> parameters, std::string_view usage,
                       auto make) -> distribution_kind& {
    all.push_back(
        {name, std::move(parameters), usage, false, false,
         [make, usage](const distribution_choice& c) -> any_distribution { return make(chosen(c, usage), c); }});
    return all.back();
  };
  using choice = const distribution_choice&;
  add("point", {{"value"}}, "point takes value", [](const chosen& c, choice) { return d::point(c["value"]); });
  add("uniform", {low, high}, "uniform takes low and high",
      [](const chosen& c, choice) { return d::uniform(c["low"], c["high"]); });
  add("triangular", {low, likely, high}, "triangular takes low, likely and high",
      [](const chosen& c, choice) { return d::triangular(c["low"], c["likely"], c["high"]); });
  add("pert", {low, likely, high, {"shape", true}}, "pert takes low, likely and high",
      [](const chosen& c, choice) { return d::pert(c["low"], c["likely"], c["high"], c.maybe("shape").value_or(4)); });
  add("normal", {{"mean"}, {"deviation"}}, "normal takes mean and deviation, or two percentiles such as p5 and p95",
      [](const chosen& c, choice) -> any_distribution {
        if (auto made = c.through_two<d::normal>()) return *std::move(made);
        return d::normal(c["mean"], c["deviation"]);
      })
      .takes_percentiles = true;
  add("lognormal", {{"mean"}, {"deviation"}, {"mu", true}, {"sigma", true}},
      "lognormal takes mean and deviation, or mu and sigma, or two percentiles such as p5 and p95",
      [](const chosen& c, choice) -> any_distribution {
        if (auto made = c.through_two<d::lognormal>()) return *std::move(made);
        if (!c.maybe("mu") && !c.maybe("sigma")) return d::lognormal::of_mean(c["mean"], c["deviation"]);
        for (const char* name : {"mean", "deviation"}) {
          if (c.maybe(name)) c.refuse(name, std::string(name) + " is there beside mu and sigma");
        }
        return d::lognormal(c["mu"], c["sigma"]);
      })
      .takes_percentiles = true;
  add("beta", {{"a", true}, {"b", true}, low, high}, "beta takes a and b, and low and high where they are not 0 and 1",
      [](const chosen& c, choice) {
        return d::beta(c["a"], c["b"], c.maybe("low").value_or(0), c.maybe("high").value_or(1));
      });
  add("gamma", {{"shape", true}, {"scale"}, {"from"}}, "gamma takes shape and scale, and from where that is not 0",
      [](const chosen& c, choice) { return d::gamma(c["shape"], c["scale"], c.maybe("from").value_or(0)); });
  add("students_t", {{"degrees", true}, {"centre"}, {"scale"}}, "students_t takes degrees, centre and scale",
      [](const chosen& c, choice) { return d::students_t(c["degrees"], c["centre"], c["scale"]); });
  add("bernoulli", {{"probability", true}}, "bernoulli takes probability",
      [](const chosen& c, choice) { return d::bernoulli(c["probability"]); });
  add("discrete", {{"values", false, true}, {"probabilities", true, true}}, "discrete takes values and probabilities",
      [](const chosen& c, choice) { return d::discrete(c.list("values"), c.list("probabilities")); });
  add("empirical", {{"values", false, true}}, "empirical takes values",
      [](const chosen& c, choice) { return d::empirical(c.list("values")); });
  add("interpolated", {{"values", false, true}}, "interpolated takes values",
      [](const chosen& c, choice) { return d::interpolated(c.list("values")); });
  add("metalog", {low, high, {"terms", true}},
      "metalog takes percentiles such as p10, p50 and p90, and low and high where there are bounds",
      [](const chosen& c, choice) -> any_distribution {
        std::vector<double> probabilities, values;
        for (const auto& [p, v] : c.percentiles()) probabilities.push_back(p), values.push_back(v);
        if (values.size() < 2) c.refuse("", "there are not two percentiles");
        const double terms = c.maybe("terms").value_or(0);
        if (c.maybe("terms") && !(terms >= 2 && terms <= 10 && terms == std::floor(terms))) {
          throw_wrong_parameter("metalog", "terms", fmt::format("terms is {}", terms), "2 to 10 was expected");
        }
        auto made = d::metalog::through(std::move(probabilities), std::move(values),
                                        {c.maybe("low"), c.maybe("high"), static_cast<std::size_t>(terms)});
        if (!made) throw wrong_parameter("", "metalog: " + made.error().text);
        return *std::move(made);
      })
      .takes_percentiles = true;
  add("mixture", {}, "mixture takes parts, each with a weight and a distribution", [](const chosen& c, choice mixed) {
    if (mixed.parts.empty()) c.refuse("parts", "there are no parts");
    std::vector<d::weighted_distribution> parts;
    for (const distribution_choice& part : mixed.parts) {
      const auto made = distribution_of(part);
      const std::string number = fmt::format("mixture: part {}: ", parts.size() + 1);
      if (!made) throw wrong_parameter("parts", number + made.error().text);
      const auto weight = part.parameters.find("weight");
      if (weight == part.parameters.end()) {
        throw wrong_parameter("parts", number + "there is no weight; " + std::string("each part has one"));
      }
      parts.push_back({to_double(weight->second), *made});
    }
    return d::mixture(std::move(parts));
  }).takes_parts = true;
  add("between", {low, high, share}, "between takes low and high, and share where it is not 90%",
      [](const chosen& c, choice) {
        return d::between(
            c["low"], c["high"],
            {.share = c.maybe("share").value_or(0.9), .at_least = c.maybe("at_least"), .at_most = c.maybe("at_most")});
      });
  add("up_to", {low, likely, high}, "up_to takes high, and low and likely where they are not 0 and half-way",
      [](const chosen& c, choice) {
        return d::up_to(c["high"], {.low = c.maybe("low").value_or(0), .likely = c.maybe("likely")});
      });
  add("at_least", {low, high}, "at_least takes low and high",
      [](const chosen& c, choice) { return d::at_least(c["low"], c["high"]); });
  add("about", {{"value"}, {"give_or_take", true}, share},
      "about takes value and give_or_take, and share where it is not 90%",
      [](const chosen& c, choice) { return d::about(c["value"], c["give_or_take"], c.maybe("share").value_or(0.9)); });
  return all;
}

/// "; did you mean ...?" or what was expected.
inline std::string guess(std::string_view wrong, const std::vector<std::string>& names, std::string_view otherwise) {
  if (const auto near = nearest_name(wrong, names)) return "; did you mean '" + std::string(*near) + "'?";
  return "; " + std::string(otherwise);
}

inline std::optional<reason> unknown_parameter(const distribution_kind& kind, const std::string& name, bool is_list) {
  const auto known = kind.find(name);
  if (known && known->is_list == is_list) return std::nullopt;
  std::vector<std::string> names;
  for (const distribution_parameter& p : kind.parameters) names.emplace_back(p.name);
  for (const distribution_parameter& p : common_distribution_parameters()) names.emplace_back(p.name);
  const std::string found =
      known ? name + (is_list ? " is a list" : " is no list") : name + " is no parameter of " + std::string(kind.name);
  return reason{reason_code::malformed,
                found + (known ? "; " + std::string(kind.usage) : guess(name, names, kind.usage)),
                {{name, {}}}};
}

}  // namespace detail

RUNRATE_FUNC std::optional<double> percentile_of(std::string_view name) {
  if (name.size() < 2 || name[0] != 'p' || name[1] < '0' || name[1] > '9') return std::nullopt;
  const auto number = name.size() < 12 ? ratio::parse(name.substr(1)) : result<ratio>(reason{});
  if (!number || sign(*number) <= 0 || *number >= ratio(100)) return std::nullopt;
  return to_double(*number / ratio(100));
}

RUNRATE_FUNC std::optional<distribution_parameter> distribution_kind::find(std::string_view parameter) const {
  const auto is_it = [&](const distribution_parameter& p) { return p.name == parameter; };
  if (const auto own = std::find_if(parameters.begin(), parameters.end(), is_it); own != parameters.end()) return *own;
  const auto common = common_distribution_parameters();
  if (const auto at = std::find_if(common.begin(), common.end(), is_it); at != common.end()) return *at;
  if (takes_percentiles && percentile_of(parameter)) return distribution_parameter{parameter};
  return std::nullopt;
}

RUNRATE_FUNC std::span<const distribution_kind> distribution_kinds() {
  static const std::vector<distribution_kind> all = detail::all_distribution_kinds();
  return all;
}

RUNRATE_FUNC const distribution_kind* find_distribution_kind(std::string_view name) {
  for (const distribution_kind& kind : distribution_kinds()) {
    if (kind.name == name) return &kind;
  }
  return nullptr;
}

RUNRATE_FUNC std::span<const distribution_parameter> common_distribution_parameters() {
  static constexpr std::array<distribution_parameter, 4> common{{{"times", true}, {"plus"}, {"at_least"}, {"at_most"}}};
  return common;
}

RUNRATE_FUNC result<any_distribution> distribution_of(const distribution_choice& choice) {
  const distribution_kind* kind = find_distribution_kind(choice.kind);
  if (kind == nullptr) {
    std::vector<std::string> names;
    std::string listed;
    for (const distribution_kind& k : distribution_kinds()) {
      names.emplace_back(k.name);
      listed += (listed.empty() ? "" : ", ") + names.back();
    }
    return reason{reason_code::malformed,
                  choice.kind + " is no distribution" + detail::guess(choice.kind, names, "one of " + listed),
                  {{"kind", choice.kind}}};
  }
  for (const auto& [name, value] : choice.parameters) {
    if (name == "weight") continue;  // of a part
    if (auto unknown = detail::unknown_parameter(*kind, name, false)) return *std::move(unknown);
  }
  for (const auto& [name, values] : choice.lists) {
    if (auto unknown = detail::unknown_parameter(*kind, name, true)) return *std::move(unknown);
  }
  if (!choice.parts.empty() && !kind->takes_parts) {
    return reason{reason_code::malformed, choice.kind + " has no parts; " + std::string(kind->usage), {{"parts", {}}}};
  }
  try {
    any_distribution made = kind->make(choice);
    const detail::chosen given(choice, kind->usage);
    const auto times = given.maybe("times"), plus = given.maybe("plus");
    const auto least = given.maybe("at_least"), most = given.maybe("at_most");
    if (times) made = distributions::scaled(made, *times);
    if (plus) made = distributions::shifted(made, *plus);
    if ((least || most) && kind->name != "between") made = distributions::truncated(made, least, most);
    return made;
  } catch (const detail::wrong_parameter& wrong) {
    // "kind: found; expected", of which a choice names the kind itself.
    const std::string_view what = wrong.what();
    return reason{reason_code::out_of_range, std::string(what.substr(what.find(": ") + 2)), {{wrong.name(), {}}}};
  }
}

}  // namespace runrate

#endif
