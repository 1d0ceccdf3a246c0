// Forecasts and backtests: header-only too, but not a part of <runrate/runrate.hpp>, which is dear enough to compile.
#ifndef RUNRATE_FORECAST_HPP
#define RUNRATE_FORECAST_HPP

#include <runrate/forecast/backtest.hpp>
#include <runrate/forecast/baseline.hpp>
#include <runrate/forecast/claim_outlook.hpp>
#include <runrate/forecast/combination.hpp>
#include <runrate/forecast/filed_history.hpp>
#include <runrate/forecast/forecast.hpp>
#include <runrate/forecast/forecast_method.hpp>
#include <runrate/forecast/observations.hpp>
#include <runrate/forecast/observed_series.hpp>
#include <runrate/forecast/outlook.hpp>
#include <runrate/forecast/run_rate_forecast.hpp>
#include <runrate/forecast/season_caution.hpp>
#include <runrate/forecast/seasonality.hpp>
#include <runrate/forecast/simple_forecasts.hpp>
#include <runrate/forecast/smoothing.hpp>
#include <runrate/forecast/stl.hpp>
#include <runrate/forecast/theta.hpp>

#endif
