#ifndef RUNRATE_MODEL_DETAIL_EXPR_INL_HPP
#define RUNRATE_MODEL_DETAIL_EXPR_INL_HPP

#include <runrate/model/detail/formula_text.hpp>
#include <runrate/model/expr.hpp>

namespace runrate {

RUNRATE_FUNC node_id expr::in(const std::shared_ptr<expression>& other) const {
  if (in_ == nullptr) return other->constant(constant_);
  return in_ == other ? node_ : other->copied(*in_, node_);
}

RUNRATE_FUNC expr expr::made(operation op, const expr& a) {
  const auto in = a.in_ != nullptr ? a.in_ : std::make_shared<expression>();
  return {in, in->made(op, a.in(in))};
}

RUNRATE_FUNC expr expr::made(operation op, const expr& a, const expr& b) {
  const auto in = a.in_ != nullptr ? a.in_ : b.in_ != nullptr ? b.in_ : std::make_shared<expression>();
  const node_id left = a.in(in);
  return {in, in->made(op, left, b.in(in))};
}

RUNRATE_FUNC expr expr::chosen(const expr& holds, const expr& x, const expr& y) {
  const auto in = holds.in_ != nullptr ? holds.in_
                  : x.in_ != nullptr   ? x.in_
                  : y.in_ != nullptr   ? y.in_
                                       : std::make_shared<expression>();
  const node_id condition = holds.in(in);
  const node_id left = x.in(in);
  return {in, in->made(operation::select, condition, left, y.in(in))};
}

RUNRATE_FUNC std::string to_string(const expr& e) {
  return e.in_ == nullptr ? detail::number_text(e.constant_) : to_string(*e.in_, e.node_);
}

}  // namespace runrate

#endif
