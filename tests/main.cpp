// Boost.Test's runner, compiled once for every test program.
#define BOOST_TEST_MODULE runrate
#include <boost/test/included/unit_test.hpp>
