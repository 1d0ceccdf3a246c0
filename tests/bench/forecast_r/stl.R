# The known answers of tests/unit/forecast_stl.cpp, by R's own stl().
#
#     Rscript tests/bench/forecast_r/stl.R

print_numbers <- function(name, x) cat(name, ": ", paste(sprintf("%.14g", x), collapse = ", "), "\n", sep = "")

# The season of the last year by slot, the trend at the first figure of each year and at the last figure, and sums of
# squares, which every figure has a part in. `parts` are as they come from stl() or, for logarithms, their exponentials.
print_parts <- function(case, x, parts, weights) {
  n <- length(x)
  m <- frequency(x)
  last <- (n - m + 1):n
  cat("\n", case, "\n", sep = "")
  print_numbers("season in the last year", parts[last[order((last - 1) %% m)], "seasonal"])
  print_numbers("trend", parts[c(seq(1, n, by = m), n), "trend"])
  print_numbers("squares of season, remainder and weights",
                c(sum(parts[, "seasonal"]^2), sum(parts[, "remainder"]^2), sum(weights^2)))
}

print_stl <- function(case, x, ...) {
  z <- stl(x, ...)
  print_parts(case, x, z$time.series, z$weights)
}

z <- stl(log(AirPassengers), "periodic")
print_parts("passengers, logarithms, periodic", AirPassengers, exp(z$time.series), z$weights)
print_stl("passengers, seasonal window 7", AirPassengers, 7)
print_stl("passengers, lines, windows 11 and 35, levels of the trend", AirPassengers, 11, s.degree = 1, t.window = 35,
          t.degree = 0)

# An odd number of figures: of an even number stl() may not find the median remainder.
slip <- window(AirPassengers, end = c(1960, 11))
slip[100] <- 3480
print_stl("a digit too many, seasonal window 7, robust", slip, 7, robust = TRUE)
print_stl("a digit too many, periodic, three inner and two outer iterations", slip, "periodic", inner = 3, outer = 2)

quarters <- ts(c(212, 241, 198, 287, 230, 266, 221, 318, 259, 290, 240, 352, 281, 322, 263, 391, 309, 355, 296, 430,
                 346), frequency = 4)
z <- stl(quarters, "periodic")
cat("\nquarters, periodic\n")
for (part in colnames(z$time.series)) print_numbers(part, z$time.series[, part])
