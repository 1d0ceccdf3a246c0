// The loops over trials, for registers of each width: apart from the rest, since they take long to compile.
#include <runrate/simulate/detail/draw_kernels-inl.hpp>
