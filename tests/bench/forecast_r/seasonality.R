# The known answers of tests/unit/forecast_seasonality.cpp, by R's own acf() and decompose().
#
#     Rscript tests/bench/forecast_r/seasonality.R

print_numbers <- function(name, x) cat(name, ": ", paste(sprintf("%.14g", x), collapse = ", "), "\n", sep = "")

# As in thetaf of the package forecast: a season is there where the autocorrelation at the lag of a year is beyond this
# bound.
print_test <- function(name, x) {
  m <- frequency(x)
  r <- as.numeric(acf(x, lag.max = m, plot = FALSE)$acf)[-1]
  stat <- sqrt((1 + 2 * sum(r[-m]^2)) / length(x))
  print_numbers(name, abs(r[m]) / (stat * qnorm(0.95)))
}

# The season by slot, and the trend and the remainder where there are any.
print_decomposition <- function(case, x, type) {
  parts <- decompose(x, type)
  cat("\n", case, ", ", type, "\n", sep = "")
  print_numbers("season", parts$figure)
  print_numbers("trend", na.omit(as.numeric(parts$trend)))
  print_numbers("remainder", na.omit(as.numeric(parts$random)))
}

days <- ts(c(31, 42, 38, 45, 53, 79, 66, 33, 41, 44, 40, 58, 84, 71, 36, 45, 39, 49, 57, 88, 69, 30, 47, 42, 46, 60, 81,
             77), frequency = 7)
quarters <- ts(c(212, 241, 198, 287, 230, 266, 221, 318, 259, 290, 240, 352, 281, 322, 263, 391, 309, 355, 296, 430,
                 346), frequency = 4)
print_test("passengers", AirPassengers)
print_test("gas", UKgas)
print_test("earnings", JohnsonJohnson)
print_test("logarithms of earnings", log(JohnsonJohnson))
print_test("growth of earnings", diff(log(JohnsonJohnson)))
print_test("days", days)
print_test("quarters", quarters)
for (type in c("additive", "multiplicative")) {
  print_decomposition("days", days, type)
  print_decomposition("quarters", quarters, type)
}
