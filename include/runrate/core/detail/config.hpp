// The two modes of the library, as fmt has them: with RUNRATE_HEADER_ONLY every definition is inline and
// there is nothing to link (`runrate::core`); without it the `-inl.hpp` files are compiled once, in src/
// (`runrate::runrate`), and their heavy includes stay there.
#ifndef RUNRATE_CORE_DETAIL_CONFIG_HPP
#define RUNRATE_CORE_DETAIL_CONFIG_HPP

#ifdef RUNRATE_HEADER_ONLY
#define RUNRATE_FUNC inline
#else
#define RUNRATE_FUNC
#endif

#if defined(__GNUC__)
#define RUNRATE_COLD __attribute__((cold))
#define RUNRATE_NOINLINE __attribute__((noinline))
#define RUNRATE_ALWAYS_INLINE __attribute__((always_inline)) inline
#else
#define RUNRATE_COLD
#define RUNRATE_NOINLINE
#define RUNRATE_ALWAYS_INLINE inline
#endif

#endif
