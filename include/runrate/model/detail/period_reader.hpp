// What any inputs of a model can be asked about the period.
#ifndef RUNRATE_MODEL_DETAIL_PERIOD_READER_HPP
#define RUNRATE_MODEL_DETAIL_PERIOD_READER_HPP

#include <runrate/model/timeline.hpp>

namespace runrate::detail {

/// The quantities of a period by their names, for inputs that have a `quantity`.
template <class Inputs>
class period_reader {
public:
  RUNRATE_ALWAYS_INLINE auto hours() const { return read({period_quantity::hours}); }
  RUNRATE_ALWAYS_INLINE auto days() const { return read({period_quantity::days}); }
  RUNRATE_ALWAYS_INLINE auto weeks() const { return read({period_quantity::weeks}); }
  RUNRATE_ALWAYS_INLINE auto years() const { return read({period_quantity::years}); }
  RUNRATE_ALWAYS_INLINE auto index() const { return read({period_quantity::index}); }
  RUNRATE_ALWAYS_INLINE auto position() const { return read({period_quantity::position}); }
  RUNRATE_ALWAYS_INLINE auto elapsed() const { return read({period_quantity::elapsed}); }
  RUNRATE_ALWAYS_INLINE auto elapsed_begin() const { return read({period_quantity::elapsed_begin}); }
  RUNRATE_ALWAYS_INLINE auto elapsed_end() const { return read({period_quantity::elapsed_end}); }
  RUNRATE_ALWAYS_INLINE auto share_after(date day) const { return read({period_quantity::share_after, day}); }
  RUNRATE_ALWAYS_INLINE auto days_since(date day) const { return read({period_quantity::days_since, day}); }

private:
  RUNRATE_ALWAYS_INLINE auto read(const dated_quantity& q) const {
    return static_cast<const Inputs&>(*this).quantity(q);
  }
};

}  // namespace runrate::detail

#endif
