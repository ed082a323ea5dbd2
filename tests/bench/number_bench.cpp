// What arithmetic costs on the numbers that homework has: whole ones, small fractions and roots.

#include <benchmark/benchmark.h>

#include "math/decimal.h"
#include "math/formulas.h"
#include "math/read_number.h"

namespace cnnsolve {
namespace {

void output_size_of_an_axis(benchmark::State& state) {
  Axis<Number> axis{224, 7, 6, 2};
  for (auto _ : state) {
    benchmark::DoNotOptimize(axis);
    benchmark::DoNotOptimize(output_size(axis));
  }
}
BENCHMARK(output_size_of_an_axis);

void weights_of_a_filter(benchmark::State& state) {
  std::vector<Number> kernel{3, 3};
  Number channels = 128;
  for (auto _ : state) {
    benchmark::DoNotOptimize(kernel.data());
    benchmark::DoNotOptimize(channels);
    benchmark::DoNotOptimize(weights_per_filter(kernel, channels));
  }
}
BENCHMARK(weights_of_a_filter);

void normalize_four_integers(benchmark::State& state) {
  Series<Number> row{{}, {-5, 5, 6, -5}, 4};
  for (auto _ : state) {
    benchmark::DoNotOptimize(row.items.data());
    const Number middle = mean(row);
    const Number deviation = standard_deviation(variance(row, middle));
    for (const Number& x : row.items) {
      benchmark::DoNotOptimize(normalize(x, middle, deviation));
    }
  }
}
BENCHMARK(normalize_four_integers);

void scale_and_shift_a_root(benchmark::State& state) {
  Number normalized = -3 / sqrt(Number(5));
  for (auto _ : state) {
    benchmark::DoNotOptimize(normalized);
    benchmark::DoNotOptimize(scale_and_shift<Number>(normalized, 10, -10));
  }
}
BENCHMARK(scale_and_shift_a_root);

void copy_a_thousand(benchmark::State& state) {
  std::vector<Number> numbers;
  for (int i = 0; i < 1000; ++i) numbers.emplace_back(i);
  for (auto _ : state) {
    std::vector<Number> copy = numbers;
    benchmark::DoNotOptimize(copy.data());
  }
}
BENCHMARK(copy_a_thousand);

void read(benchmark::State& state, const char* text) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(text);
    benchmark::DoNotOptimize(read_number(text));
  }
}
BENCHMARK_CAPTURE(read, whole, "34944");
BENCHMARK_CAPTURE(read, decimal, "-2.50");

void round_to_a_double(benchmark::State& state, const Number& number) {
  for (auto _ : state) benchmark::DoNotOptimize(nearest_double(number));
}
BENCHMARK_CAPTURE(round_to_a_double, whole, Number(34944));
BENCHMARK_CAPTURE(round_to_a_double, fraction, Number(1) / 3);
BENCHMARK_CAPTURE(round_to_a_double, root, -3 / sqrt(Number(5)));

void round_to_six_digits(benchmark::State& state, const Number& number) {
  for (auto _ : state) benchmark::DoNotOptimize(round_to(number, 6));
}
BENCHMARK_CAPTURE(round_to_six_digits, fraction, Number(1) / 3);
BENCHMARK_CAPTURE(round_to_six_digits, root, -3 / sqrt(Number(5)));

}  // namespace
}  // namespace cnnsolve
