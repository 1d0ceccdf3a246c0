// Work on several threads at once.
#ifndef RUNRATE_IO_THREADS_HPP
#define RUNRATE_IO_THREADS_HPP

#include <runrate/model/threads.hpp>

#endif
