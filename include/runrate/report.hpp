// Tables, charts, pages and workbooks, and the files that they go to: link runrate::report or runrate::runrate.
#ifndef RUNRATE_REPORT_HPP
#define RUNRATE_REPORT_HPP

#include <runrate/report/atomic_file.hpp>
#include <runrate/report/chart.hpp>
#include <runrate/report/csv_chunk.hpp>
#include <runrate/report/document.hpp>
#include <runrate/report/html.hpp>
#include <runrate/report/result_charts.hpp>
#include <runrate/report/run_rate_csv.hpp>
#include <runrate/report/run_rate_definition.hpp>
#include <runrate/report/table.hpp>
#include <runrate/report/workbook.hpp>

#endif
