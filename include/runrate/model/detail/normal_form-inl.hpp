#ifndef RUNRATE_MODEL_DETAIL_NORMAL_FORM_INL_HPP
#define RUNRATE_MODEL_DETAIL_NORMAL_FORM_INL_HPP

#include <runrate/core/real.hpp>
#include <runrate/model/detail/formula_text.hpp>
#include <runrate/model/formulas.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace runrate {
namespace detail {

/// Terms in normal form, each once, so that two formulas are the same when their places are.
///
/// A term is a number; a sum of a number and of terms times numbers; a product of a number and of terms to whole
/// powers; or anything else over its operands. Operands whose order does not matter are in the order of their keys.
class normal_terms {
public:
  using id = std::size_t;

  id constant(const ratio& value, const unit& of = {}) {
    if (of.is_none()) return add({kind::number, {}, value.reduced(), {}});
    return product({{add({kind::atom, "[" + to_string(of) + "]", ratio(), {}}), 1}}, value);
  }
  id atom(const std::string& name) { return add({kind::atom, name, ratio(), {}}); }
  id applied(const std::string& name, const std::vector<id>& operands) {
    std::vector<part> parts;
    parts.reserve(operands.size());
    for (const id o : operands) parts.push_back({o, ratio(1)});
    return add({kind::applied, name, ratio(), std::move(parts)});
  }
  /// An operation for which neither order nor repetition matters: min, and, ...
  id gathered(const std::string& name, const std::vector<id>& operands) {
    std::vector<id> all;
    for (const id o : operands) {
      if (terms_[o].what == kind::applied && terms_[o].name == name) {
        for (const part& p : terms_[o].parts) all.push_back(p.of);
      } else {
        all.push_back(o);
      }
    }
    sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all.size() == 1 ? all[0] : applied(name, all);
  }
  id sum(id a, const ratio& times_a, id b, const ratio& times_b) {
    ratio number;
    std::map<id, ratio> by_term;
    const auto take = [&](id of, const ratio& times) {
      const term& t = terms_[of];
      if (t.what == kind::number) {
        number += t.number * times;
      } else if (t.what == kind::sum) {
        number += t.number * times;
        for (const part& p : t.parts) by_term[p.of] += p.times * times;
      } else if (t.what == kind::product) {
        const ratio factor = t.number * times;
        by_term[product_of(t.parts, ratio(1))] += factor;
      } else {
        by_term[of] += times;
      }
    };
    take(a, times_a);
    take(b, times_b);
    std::vector<part> parts;
    for (const auto& [of, times] : by_term) {
      if (sign(times) != 0) parts.push_back({of, times.reduced()});
    }
    if (parts.empty()) return constant(number);
    if (parts.size() == 1 && sign(number) == 0) return product({{parts[0].of, 1}}, parts[0].times);
    sort(parts);
    return add({kind::sum, {}, number.reduced(), std::move(parts)});
  }
  id product(const std::vector<std::pair<id, int>>& factors, ratio number = ratio(1)) {
    std::map<id, ratio> by_factor;
    for (const auto& [of, power] : factors) {
      const term& t = terms_[of];
      if (t.what == kind::number && (sign(t.number) != 0 || power > 0)) {
        number *= pow(t.number, power);
      } else if (t.what == kind::product && (sign(t.number) != 0 || power > 0)) {
        number *= pow(t.number, power);
        for (const part& p : t.parts) by_factor[p.of] += p.times * ratio(power);
      } else {
        by_factor[of] += ratio(power);
      }
    }
    std::vector<part> parts;
    for (const auto& [of, power] : by_factor) {
      if (sign(power) != 0) parts.push_back({of, power});
    }
    if (sign(number) == 0) return constant(number);
    return product_of(std::move(parts), number);
  }

  std::vector<id> ordered(std::vector<id> operands) const {
    sort(operands);
    return operands;
  }

  bool is_number(id of) const { return terms_[of].what == kind::number; }
  const ratio& number(id of) const { return terms_[of].number; }

  /// The exponent, where the power is to be worked out: it is whole, and the number in it comes to at most some 1,000
  /// digits.
  std::optional<int> whole_power(id base, id exponent) const {
    constexpr int most = 100, most_bits = 4'000;
    if (!is_number(exponent)) return std::nullopt;
    const ratio& power = number(exponent);
    // The order matters: a number is in the range of a decimal before it is rounded to one.
    if (power < ratio(-most) || power > ratio(most) || ratio(round(power, round_to{0})) != power) return std::nullopt;
    const int n = static_cast<int>(to_double(power));
    if (bit_length(terms_[base].number) * (n < 0 ? -n : n) > most_bits) return std::nullopt;
    return n;
  }
  bool is_not(id of) const { return terms_[of].what == kind::applied && terms_[of].name == "not"; }
  id operand(id of, std::size_t k) const { return terms_[of].parts[k].of; }

  std::string text(id root) const {
    std::vector<std::string> texts(root + 1);
    for (id i = 0; i <= root; ++i) {
      texts[i] = text_of(terms_[i], texts);
      if (texts[i].size() > 100'000) texts[i] = "...";
    }
    return texts[root];
  }

private:
  enum class kind { number, atom, sum, product, applied };
  struct part {
    id of;
    ratio times;  // in a product, the power
    bool operator==(const part&) const = default;
  };
  struct term {
    kind what;
    std::string name;
    ratio number;
    std::vector<part> parts;
  };

  id product_of(std::vector<part> parts, const ratio& number) {
    if (parts.empty()) return constant(number);
    if (parts.size() == 1 && number == ratio(1) && parts[0].times == ratio(1)) return parts[0].of;
    sort(parts);
    return add({kind::product, {}, number.reduced(), std::move(parts)});
  }

  /// A key that depends on what a term is, and not on when it was made.
  std::string key_of(const term& t) const {
    std::string key = std::to_string(static_cast<int>(t.what)) + '|' + t.name + '|' + to_string(t.number);
    for (const part& p : t.parts) key += '|' + std::to_string(keys_[p.of]) + '^' + to_string(p.times);
    return key;
  }
  id add(term t) {
    std::string key = key_of(t);
    const auto [at, is_new] = known_.try_emplace(std::move(key), terms_.size());
    if (is_new) {
      std::uint64_t hash = 14'695'981'039'346'656'037u;
      for (const char c : at->first) hash = (hash ^ static_cast<unsigned char>(c)) * 1'099'511'628'211u;
      terms_.push_back(std::move(t));
      keys_.push_back(hash);
    }
    return at->second;
  }

  // An order that depends on what terms are: by kind and name, as a reader expects, then by key.
  bool before(id a, id b) const {
    return std::tuple(terms_[a].what, terms_[a].name, keys_[a]) < std::tuple(terms_[b].what, terms_[b].name, keys_[b]);
  }
  void sort(std::vector<id>& all) const {
    std::sort(all.begin(), all.end(), [&](id a, id b) { return before(a, b); });
  }
  void sort(std::vector<part>& all) const {
    std::sort(all.begin(), all.end(), [&](const part& a, const part& b) { return before(a.of, b.of); });
  }

  static std::string text_of(const term& t, const std::vector<std::string>& texts) {
    std::string text;
    switch (t.what) {
      case kind::number: return number_text(t.number);
      case kind::atom: return t.name;
      case kind::sum:
        for (const part& p : t.parts) {
          text += text.empty() ? "" : " + ";
          text += p.times == ratio(1) ? texts[p.of] : number_text(p.times) + " " + texts[p.of];
        }
        if (sign(t.number) != 0) text += " + " + number_text(t.number);
        return "(" + text + ")";
      case kind::product:
        if (t.number != ratio(1)) text = number_text(t.number);
        for (const part& p : t.parts) {
          text += text.empty() ? "" : " ";
          text += texts[p.of] + (p.times == ratio(1) ? "" : "^" + number_text(p.times));
        }
        return text;
      case kind::applied: break;
    }
    for (const part& p : t.parts) text += (text.empty() ? "" : ", ") + texts[p.of];
    return t.name + "(" + text + ")";
  }

  std::vector<term> terms_;
  std::vector<std::uint64_t> keys_;
  std::map<std::string, id> known_;
};

/// The normal terms of a model's lines.
inline std::vector<normal_terms::id> normal_lines(normal_terms& terms, const formulas& f) {
  const expression& e = f.parts();
  std::vector<normal_terms::id> of(e.nodes().size());
  for (const node_id id : f.order()) {
    const expression_node& n = e[id];
    const auto index = static_cast<std::size_t>(n.index);
    const auto operand = [&](int k) { return of[static_cast<std::size_t>(n.operands[k])]; };
    normal_terms::id& here = of[static_cast<std::size_t>(id)];
    switch (n.op) {
      case operation::constant: here = terms.constant(e.constants()[index].value, e.constants()[index].unit); break;
      case operation::driver: here = terms.atom(e.drivers()[index].name); break;
      case operation::quantity: here = terms.atom(to_string(e.quantities()[index])); break;
      case operation::line: here = of[static_cast<std::size_t>(f.lines()[f.line_at(n)].root)]; break;
      case operation::previous:
        here = terms.applied("previous", {terms.atom(e.lines()[index].name), operand(0), terms.constant(ratio(n.lag))});
        break;
      case operation::add: here = terms.sum(operand(0), ratio(1), operand(1), ratio(1)); break;
      case operation::subtract: here = terms.sum(operand(0), ratio(1), operand(1), ratio(-1)); break;
      case operation::negate: here = terms.sum(operand(0), ratio(-1), operand(0), ratio(0)); break;
      case operation::multiply: here = terms.product({{operand(0), 1}, {operand(1), 1}}); break;
      case operation::divide: here = terms.product({{operand(0), 1}, {operand(1), -1}}); break;
      case operation::power: {
        const auto whole = terms.whole_power(operand(0), operand(1));
        here = whole ? terms.product({{operand(0), *whole}}) : terms.applied("^", {operand(0), operand(1)});
        break;
      }
      case operation::exponential: here = terms.applied("exp", {operand(0)}); break;
      case operation::logarithm: here = terms.applied("ln", {operand(0)}); break;
      case operation::minimum: here = terms.gathered("min", {operand(0), operand(1)}); break;
      case operation::maximum: here = terms.gathered("max", {operand(0), operand(1)}); break;
      case operation::less: here = terms.applied("<", {operand(0), operand(1)}); break;
      case operation::less_or_equal: here = terms.applied("<=", {operand(0), operand(1)}); break;
      case operation::equal: here = terms.applied("=", terms.ordered({operand(0), operand(1)})); break;
      case operation::both: here = terms.gathered("and", {operand(0), operand(1)}); break;
      case operation::either: here = terms.gathered("or", {operand(0), operand(1)}); break;
      case operation::opposite:
        here = terms.is_not(operand(0)) ? terms.operand(operand(0), 0) : terms.applied("not", {operand(0)});
        break;
      case operation::select:
        here = terms.is_not(operand(0)) ? terms.applied("if", {terms.operand(operand(0), 0), operand(2), operand(1)})
                                        : terms.applied("if", {operand(0), operand(1), operand(2)});
        break;
    }
  }
  std::vector<normal_terms::id> lines;
  for (const line_formula& l : f.lines()) lines.push_back(of[static_cast<std::size_t>(l.root)]);
  return lines;
}

}  // namespace detail

RUNRATE_FUNC bool same_formulas(const formulas& a, const formulas& b) {
  if (a.lines().size() != b.lines().size()) return false;
  detail::normal_terms terms;
  const auto left = detail::normal_lines(terms, a), right = detail::normal_lines(terms, b);
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto same = b.find(a.lines()[i].name);
    if (!same || left[i] != right[*same] || !(a.lines()[i].unit == b.lines()[*same].unit)) return false;
  }
  return true;
}

RUNRATE_FUNC std::string normal_form(const formulas& f, std::size_t line) {
  detail::normal_terms terms;
  return terms.text(detail::normal_lines(terms, f)[line]);
}

}  // namespace runrate

#endif
