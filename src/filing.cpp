// The filing layer, compiled once.
#include <runrate/filing/detail/fact-inl.hpp>
