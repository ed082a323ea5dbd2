// What a stream costs a program that does nothing but read the JSON with simdjson, apply the
// formula and write a short line. Problems are solved; problems with answers are marked.
#include <fmt/compile.h>
#include <fmt/format.h>
#include <simdjson.h>
#include <unistd.h>

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace json = simdjson::ondemand;
using fmt::operator""_cf;
using Whole = std::int64_t;
using Text = fmt::memory_buffer;

struct Misfit {};

struct Padding {
  std::string_view name;
  Whole size = 0;
};

struct Layer {
  Whole filters = 0, kernel = 1, stride = 1, dilation = 1;
  Padding padding;
};

/// The fields of every kind, as far as they are there.
struct Problem {
  std::string_view kind, shortcut;
  std::vector<Whole> input;
  std::vector<Layer> layers = {Layer()};  // a convolution is the first
  Whole groups = 1;
  bool bias = true, batchnorm = false;
  double epsilon = 0;
  std::vector<std::vector<double>> matrix;
};

struct Answers {
  std::string_view shortcut;
  std::vector<Whole> output;
  Whole parameters = -1, shortcut_filters = -1, shortcut_stride = -1;
  std::vector<std::vector<double>> normalized;
};

Whole first_of(json::value value) {
  if (value.type() != json::json_type::array) return value.get_int64();
  Whole first = -1;
  for (const Whole item : value.get_array()) {
    if (first < 0) first = item;
  }
  return first;
}

void read(std::vector<Whole>& numbers, json::value value) {
  numbers.clear();
  for (const Whole number : value.get_array()) numbers.push_back(number);
}

void read(std::vector<std::vector<double>>& matrix, json::value value) {
  for (json::value row : value.get_array()) {
    matrix.emplace_back();
    for (const double entry : row.get_array()) matrix.back().push_back(entry);
  }
}

bool read_layer_field(Layer& layer, std::string_view name, json::value value) {
  if (name == "filters") {
    layer.filters = value.get_int64();
  } else if (name == "kernel") {
    layer.kernel = first_of(value);
  } else if (name == "stride") {
    layer.stride = first_of(value);
  } else if (name == "dilation") {
    layer.dilation = first_of(value);
  } else if (name == "padding") {
    if (value.type() == json::json_type::string) {
      layer.padding.name = value.get_string();
    } else {
      layer.padding.size = first_of(value);
    }
  } else {
    return false;
  }
  return true;
}

void read(std::vector<Layer>& layers, json::value value) {
  layers.clear();
  for (json::object object : value.get_array()) {
    layers.emplace_back().padding.name = "same";
    for (auto field : object) read_layer_field(layers.back(), field.unescaped_key(), field.value());
  }
}

void read(Problem& problem, std::string_view name, json::value value) {
  if (name == "kind") {
    problem.kind = value.get_string();
  } else if (name == "input") {
    read(problem.input, value);
  } else if (name == "groups") {
    problem.groups = value.get_int64();
  } else if (name == "bias") {
    problem.bias = value.get_bool();
  } else if (name == "batchnorm") {
    problem.batchnorm = value.get_bool();
  } else if (name == "layers") {
    read(problem.layers, value);
  } else if (name == "matrix") {
    read(problem.matrix, value);
  } else if (name == "epsilon") {
    problem.epsilon = value.get_double();
  } else if (!read_layer_field(problem.layers[0], name, value) && name != "id" &&
             name != "question" && name != "shortcut" && name != "columns") {
    throw Misfit();
  }
}

void read(Problem& problem, json::object object) {
  for (auto field : object) read(problem, field.unescaped_key(), field.value());
}

void read(Answers& answers, json::object object) {
  for (auto field : object) {
    const std::string_view name = field.unescaped_key();
    json::value value = field.value();
    if (name == "output") read(answers.output, value);
    if (name == "parameters") answers.parameters = value.get_int64();
    if (name == "shortcut") answers.shortcut = value.get_string();
    if (name == "shortcut_filters") answers.shortcut_filters = value.get_int64();
    if (name == "shortcut_stride") answers.shortcut_stride = value.get_int64();
    if (name == "normalized") read(answers.normalized, value);
  }
}

Whole output_size(Whole in, const Layer& layer) {
  const Whole span = layer.dilation * (layer.kernel - 1) + 1;
  if (layer.padding.name == "same") return (in + layer.stride - 1) / layer.stride;
  if (in + 2 * layer.padding.size < span) throw Misfit();
  return (in + 2 * layer.padding.size - span) / layer.stride + 1;
}

struct Solution {
  std::vector<Whole> output;
  Whole parameters = 0, shortcut_stride = 1;
  bool projects = false;
  std::vector<double> mean, variance;
  std::vector<std::vector<double>> normalized;
};

void solve_layers(const Problem& problem, Solution& solution) {
  solution.output.assign(problem.input.begin(), problem.input.end() - 1);
  Whole channels = problem.input.back();
  for (const Layer& layer : problem.layers) {
    Whole positions = 1;
    for (Whole& size : solution.output) {
      size = output_size(size, layer);
      positions *= layer.kernel;
    }
    solution.parameters += layer.filters * (positions * (channels / problem.groups) + problem.bias +
                                            2 * problem.batchnorm);
    solution.shortcut_stride *= layer.stride;
    channels = layer.filters;
  }
  solution.output.push_back(channels);
}

void add_shortcut(const Problem& problem, Solution& solution) {
  solution.projects = solution.output != problem.input;
  if (!solution.projects) return;
  solution.parameters +=
      solution.output.back() * (problem.input.back() + problem.bias + 2 * problem.batchnorm);
}

void normalize(const Problem& problem, Solution& solution) {
  for (const std::vector<double>& row : problem.matrix) {
    const double count = static_cast<double>(row.size());
    double sum = 0, squares = 0;
    for (const double entry : row) sum += entry;
    const double mean = sum / count;
    for (const double entry : row) squares += (entry - mean) * (entry - mean);
    const double variance = squares / count, root = std::sqrt(variance + problem.epsilon);
    solution.mean.push_back(mean);
    solution.variance.push_back(variance);
    solution.normalized.emplace_back();
    for (const double entry : row) solution.normalized.back().push_back((entry - mean) / root);
  }
}

Solution solve(const Problem& problem) {
  Solution solution;
  if (problem.kind == "batchnorm") {
    normalize(problem, solution);
  } else {
    solve_layers(problem, solution);
    if (problem.kind == "residual") add_shortcut(problem, solution);
  }
  return solution;
}

template <class Number>
void write(Text& text, const std::vector<Number>& numbers) {
  char separator = '[';
  for (const Number number : numbers) {
    fmt::format_to(std::back_inserter(text), "{}{}"_cf, separator, number);
    separator = ',';
  }
  text.push_back(']');
}

void write(Text& text, const Problem& problem, const Solution& solution) {
  const auto out = std::back_inserter(text);
  if (problem.kind == "batchnorm") {
    fmt::format_to(out, "\"mean\":"_cf);
    write(text, solution.mean);
    fmt::format_to(out, ",\"variance\":"_cf);
    write(text, solution.variance);
    fmt::format_to(out, ",\"normalized\":"_cf);
    char separator = '[';
    for (const std::vector<double>& row : solution.normalized) {
      text.push_back(separator);
      write(text, row);
      separator = ',';
    }
    text.push_back(']');
    return;
  }
  fmt::format_to(out, "\"output\":"_cf);
  write(text, solution.output);
  fmt::format_to(out, ",\"parameters\":{}"_cf, solution.parameters);
  if (problem.kind == "residual") {
    fmt::format_to(out, ",\"shortcut\":\"{}\""_cf, solution.projects ? "projection" : "identity");
  }
}

bool close(const std::vector<std::vector<double>>& some,
           const std::vector<std::vector<double>>& others) {
  if (some.size() != others.size()) return false;
  for (size_t i = 0; i < some.size(); ++i) {
    if (some[i].size() != others[i].size()) return false;
    for (size_t j = 0; j < some[i].size(); ++j) {
      if (std::abs(some[i][j] - others[i][j]) > 5.1e-7) return false;
    }
  }
  return true;
}

void mark(Text& text, const Problem& problem, const Answers& answers) {
  const Solution solution = solve(problem);
  const auto out = std::back_inserter(text);
  if (problem.kind == "batchnorm") {
    fmt::format_to(out, "\"normalized\":{}"_cf, close(solution.normalized, answers.normalized));
    return;
  }
  fmt::format_to(out, "\"parameters\":{}"_cf, answers.parameters == solution.parameters);
  if (problem.kind == "conv") {
    fmt::format_to(out, ",\"output\":{}"_cf, answers.output == solution.output);
    return;
  }
  fmt::format_to(out, ",\"shortcut\":{}"_cf,
                 answers.shortcut == (solution.projects ? "projection" : "identity"));
  if (!solution.projects) return;
  fmt::format_to(out, ",\"shortcut_filters\":{},\"shortcut_stride\":{}"_cf,
                 answers.shortcut_filters == solution.output.back(),
                 answers.shortcut_stride == solution.shortcut_stride);
}

void answer(Text& text, json::object line) {
  Problem problem;
  Answers answers;
  bool marks = false;
  for (auto field : line) {
    const std::string_view name = field.unescaped_key();
    json::value value = field.value();
    if (name == "problem") {
      read(problem, value.get_object());
    } else if (name == "answers") {
      read(answers, value.get_object());
      marks = true;
    } else {
      read(problem, name, value);
    }
  }
  if (marks) {
    mark(text, problem, answers);
  } else {
    write(text, problem, solve(problem));
  }
}

void answer_line(Text& text, json::parser& parser, size_t number, std::string_view line,
                 size_t capacity) {
  fmt::format_to(std::back_inserter(text), "{{\"line\":{},"_cf, number);
  const size_t start = text.size();
  try {
    json::document document = parser.iterate(line.data(), line.size(), capacity);
    answer(text, document.get_object());
  } catch (const simdjson::simdjson_error& error) {
    text.resize(start);
    fmt::format_to(std::back_inserter(text), "\"error\":\"{}\""_cf, error.what());
  } catch (const Misfit&) {
    text.resize(start);
    fmt::format_to(std::back_inserter(text), "\"error\":\"does not fit\""_cf);
  }
  text.push_back('}');
  text.push_back('\n');
}

}  // namespace

int main() {
  std::string input;
  constexpr size_t kPiece = 1 << 16;
  size_t length = 0;
  for (ssize_t count = 1; count > 0; length += static_cast<size_t>(count)) {
    input.resize(length + kPiece);
    count = ::read(STDIN_FILENO, input.data() + length, kPiece);
    if (count < 0) return 2;
  }
  input.resize(length);
  input.reserve(length + simdjson::SIMDJSON_PADDING);
  json::parser parser;
  Text text;
  size_t number = 0;
  for (size_t start = 0, end = 0; start < length; start = end + 1) {
    end = std::min(input.find('\n', start), length);
    answer_line(text, parser, ++number, std::string_view(input).substr(start, end - start),
                input.capacity() - start);
    if (text.size() < kPiece) continue;
    std::fwrite(text.data(), 1, text.size(), stdout);
    text.clear();
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
}
