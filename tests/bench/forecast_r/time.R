# What R's package forecast takes for the series of the M3 competition: microseconds of the processor a series.
#
#     Rscript tests/bench/forecast_r/time.R FOLDER [SERIES]
#
# FOLDER has m3_quarterly.csv. Of thetaf and of ets with forecast, eight quarters with ranges of 80% and 95%, on every
# series, or on so many of them at equal distances.
suppressMessages(library(forecast))
arguments <- commandArgs(trailingOnly = TRUE)
all <- read.csv(file.path(arguments[1], "m3_quarterly.csv"))
all <- all[all$part == "train", ]
ids <- unique(all$id)
if (length(arguments) > 1) ids <- ids[round(seq(1, length(ids), length.out = as.integer(arguments[2])))]
series <- lapply(ids, function(id) ts(all$value[all$id == id], frequency = 4))
microseconds <- function(work) {
  begin <- proc.time()
  for (y in series) work(y)
  used <- proc.time() - begin
  (used[["user.self"]] + used[["sys.self"]]) * 1e6 / length(series)
}
invisible(thetaf(series[[1]], h = 8))
cat("thetaf", microseconds(function(y) thetaf(y, h = 8)), "\n")
cat("ets", microseconds(function(y) forecast(ets(y), h = 8)), "\n")
