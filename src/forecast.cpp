// The layer of forecasts, compiled once.
#include <runrate/forecast/detail/backtest-inl.hpp>
#include <runrate/forecast/detail/combination-inl.hpp>
#include <runrate/forecast/detail/filed_history-inl.hpp>
#include <runrate/forecast/detail/forecast-inl.hpp>
#include <runrate/forecast/detail/forecast_method-inl.hpp>
#include <runrate/forecast/detail/observations-inl.hpp>
#include <runrate/forecast/detail/observed_series-inl.hpp>
#include <runrate/forecast/detail/run_rate_forecast-inl.hpp>
#include <runrate/forecast/detail/season_caution-inl.hpp>
#include <runrate/forecast/detail/seasonality-inl.hpp>
#include <runrate/forecast/detail/simple_forecasts-inl.hpp>
#include <runrate/forecast/detail/smoothing-inl.hpp>
#include <runrate/forecast/detail/stl-inl.hpp>
#include <runrate/forecast/detail/theta-inl.hpp>
