# What R's package forecast says of the series in tests/data/forecast/company_revenue.csv, for the unit tests:
#
#     Rscript tests/bench/forecast_r/known_answers.R > tests/data/forecast/r_answers.csv
#
# Debian: r-cran-forecast (8.20). Of each company: thetaf's points of eight quarters, and of ets the form, the AICc, the
# log-likelihood and eight points.
suppressMessages(library(forecast))
stopifnot(packageVersion("forecast") == "8.20")
revenue <- read.csv("tests/data/forecast/company_revenue.csv")
number <- function(x) format(as.numeric(x), digits = 12, scientific = TRUE)
cat("company,method,form,aicc,log_likelihood,", paste0("h", 1:8, collapse = ","), "\n", sep = "")
for (company in unique(revenue$company)) {
  y <- ts(revenue$amount[revenue$company == company] / 1e6, frequency = 4)
  theta <- thetaf(y, h = 8)
  cat(company, "thetaf", "", "", "", number(theta$mean), sep = ",")
  cat("\n")
  fit <- ets(y)
  points <- forecast(fit, h = 8)$mean
  cat(company, "ets", gsub(",", " ", fit$method), number(fit$aicc), number(fit$loglik), number(points), sep = ",")
  cat("\n")
}
