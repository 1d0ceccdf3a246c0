// The loops of lane programs, compiled once, for each width of registers.
#include <runrate/model/detail/lane_kernels-inl.hpp>
