# The known answers of tests/unit/forecast_smoothing.cpp, by R's package forecast.
#
#     Rscript tests/bench/forecast_r/smoothing.R
#
# Debian: r-cran-forecast (8.20).
suppressMessages(library(forecast))
stopifnot(packageVersion("forecast") == "8.20")

# Each form's log-likelihood, AICc and variance of errors.
print_forms <- function(name, y, forms) {
  cat("\n", name, "\n", sep = "")
  for (form in forms) {
    damped <- grepl("d", form)
    fit <- ets(y, model = sub("d", "", form), damped = damped)
    cat(sprintf("{\"%s\", %.8f, %.8f, %.8g},\n", fit$method, fit$loglik, fit$aicc, fit$sigma2))
  }
  cat("chosen: ", ets(y)$method, "\n", sep = "")
}

flat <- c("ANN", "AAN", "AAdN", "MNN", "MAN", "MAdN")
seasonal <- c("ANA", "AAA", "AAdA", "MNA", "MNM", "MAA", "MAM", "MAdA", "MAdM")
print_forms("UKgas", UKgas, c(flat, seasonal))
print_forms("JohnsonJohnson", JohnsonJohnson, c(flat, seasonal))
print_forms("Nile", Nile, flat)
print_forms("AirPassengers", AirPassengers, c("AAA", "MAdM", "MNN"))

# What fits of R expect: parameters, states after the last figure (level, slope, the latest season first), the standard
# deviation of errors, and points with standard deviations of six periods ahead.
print_numbers <- function(name, x) cat("  ", name, ": ", paste(sprintf("%.12g", x), collapse = ", "), "\n", sep = "")
for (form in c("AAdA", "AAA", "MNN", "MAdN", "MAA", "MNM", "MAM")) {
  fit <- ets(JohnsonJohnson, model = sub("d", "", form), damped = grepl("d", form))
  said <- forecast(fit, h = 6, level = 80)
  cat(fit$method, "\n")
  print_numbers("parameters", fit$par[c("alpha", "beta", "gamma", "phi")])
  print_numbers("states", fit$states[length(JohnsonJohnson) + 1, ])
  print_numbers("error", sqrt(fit$sigma2))
  print_numbers("points", said$mean)
  print_numbers("deviations", (said$upper - said$mean) / qnorm(0.9))
}

# A season that adds, with relative errors, among models that expect figures above zero: the best of searches from
# random places. R's own fits to UKgas expect some below zero.
minus_log_likelihood <- function(p, y, has_trend, is_damped) {
  alpha <- p[1]
  beta <- if (has_trend) p[2] else 0
  gamma <- p[3]
  phi <- if (is_damped) p[9] else 1
  outside <- function(x, low, high) x < low || x > high
  if (outside(alpha, 1e-4, 0.9999) || outside(gamma, 1e-4, 1 - alpha)) return(1e35)
  if ((has_trend && outside(beta, 1e-4, alpha)) || (is_damped && outside(phi, 0.8, 0.98))) return(1e35)
  level <- p[4] * 100
  slope <- if (has_trend) p[5] * 10 else 0
  season <- c(-sum(p[6:8]), p[6:8]) * 100
  squares <- 0
  logarithms <- 0
  for (t in seq_along(y)) {
    slot <- (t - 1) %% 4 + 1
    base <- level + phi * slope
    expected <- base + season[slot]
    if (expected <= 0) return(1e35)
    error <- y[t] - expected
    squares <- squares + (error / expected)^2
    logarithms <- logarithms + log(expected)
    level <- base + alpha * error
    if (has_trend) slope <- phi * slope + beta * error
    season[slot] <- season[slot] + gamma * error
  }
  length(y) * log(squares) / 2 + logarithms
}

best_of_random_places <- function(y, has_trend, is_damped) {
  set.seed(1)
  best <- Inf
  for (i in 1:20) {
    p <- c(runif(1, 0.05, 0.6), runif(1, 0.001, 0.05), runif(1, 0.05, 0.4), runif(1, 0.8, 1.5), runif(1, 0, 0.5),
           rnorm(3) * 0.2, runif(1, 0.82, 0.97))
    if (minus_log_likelihood(p, y, has_trend, is_damped) >= 1e34) next
    for (again in 1:2) {
      p <- optim(p, minus_log_likelihood, y = y, has_trend = has_trend, is_damped = is_damped,
                 control = list(maxit = 3000))$par
    }
    best <- min(best, minus_log_likelihood(p, y, has_trend, is_damped))
  }
  -best
}
cat("\nUKgas, MNA, MAA, MAdA above zero: ", best_of_random_places(UKgas, FALSE, FALSE), " ",
    best_of_random_places(UKgas, TRUE, FALSE), " ", best_of_random_places(UKgas, TRUE, TRUE), "\n", sep = "")
