#include <runrate/io/diagnostic.hpp>

#include "text.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace runrate {

std::string to_string(const diagnostic& one) {
  std::string text = detail::printable(one.file);
  if (one.line != 0) text += ':' + std::to_string(one.line) + ':' + std::to_string(one.column);
  text += one.level == severity::note ? ": note: " : ": ";
  text += detail::printable(one.found);
  if (!one.expected.empty()) text += "; " + detail::printable(one.expected);
  return text;
}

void diagnostics::add(diagnostic found) {
  ++(found.level == severity::error ? errors_ : notes_);
  if (kept_.size() < most_kept_) kept_.push_back(std::move(found));
}

namespace {

bool stands_before(const diagnostic& a, const diagnostic& b) {
  return std::tie(a.line, a.column) < std::tie(b.line, b.column);
}

}  // namespace

void diagnostics::add_by_place(diagnostic found) {
  ++(found.level == severity::error ? errors_ : notes_);
  const auto at = std::upper_bound(kept_.begin(), kept_.end(), found, stands_before);
  if (at == kept_.end() && kept_.size() >= most_kept_) return;
  kept_.insert(at, std::move(found));
  if (kept_.size() > most_kept_) kept_.pop_back();
}

void diagnostics::add_by_place(diagnostics part) {
  errors_ += part.errors_;
  notes_ += part.notes_;
  for (diagnostic& found : part.kept_) {
    --(found.level == severity::error ? errors_ : notes_);  // counted again below
    add_by_place(std::move(found));
  }
}

void diagnostics::sort_by_place() { std::stable_sort(kept_.begin(), kept_.end(), stands_before); }

std::string to_string(const diagnostics& all) {
  std::string text;
  for (const diagnostic& one : all.kept()) text += to_string(one) + '\n';
  if (all.not_kept() != 0) text += "and " + detail::grouped(all.not_kept()) + " more\n";
  return text;
}

}  // namespace runrate
