// Writes inputs for the benchmarks, the same ones each time.
//
//   generate solve N             N problems of all kinds, a line each, 1 in 100 of them bad
//   generate grade N             N problems with answers, 1 in 10 wrong, 1 line in 100 bad
//   generate conv N              N good convolutional layers
//   generate residual N          one block of N layers
//   generate batchnorm ROWS COLS one matrix, its numbers with six decimals
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace {

/// SplitMix64: unlike the standard library's distributions it gives the same numbers everywhere.
class Random {
 public:
  /// From 0 to `bound` − 1.
  std::int64_t below(std::int64_t bound) {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return static_cast<std::int64_t>((z ^ (z >> 31)) % static_cast<std::uint64_t>(bound));
  }
  bool one_in(std::int64_t count) { return below(count) == 0; }
  std::int64_t between(std::int64_t least, std::int64_t most) {
    return least + below(most - least + 1);
  }

 private:
  std::uint64_t state_ = 2016;
};

std::string text(std::int64_t number) { return std::to_string(number); }

std::string list(const std::vector<std::int64_t>& numbers) {
  std::string written;
  for (const std::int64_t number : numbers) {
    written += (written.empty() ? "[" : ", ") + text(number);
  }
  return written + "]";
}

std::string decimal(double number) {
  char written[32];
  std::snprintf(written, sizeof written, "%.6f", number);
  return written;
}

/// A problem as JSON without its braces, and its right answers: what a student would hand in.
struct Exercise {
  std::string problem, output, parameters;
};

/// A problem in a stream of answers is stated without words.
std::string question(const std::string& words) {
  return words.empty() ? "" : ", \"question\": \"" + words + "\"";
}

Exercise conv(Random& random, const std::string& id, const std::string& words) {
  const std::vector<std::int64_t> kernels = {1, 3, 5, 7, 11};
  const std::int64_t in = random.between(24, 512), channels = 32 * random.between(1, 16),
                     filters = 32 * random.between(1, 32),
                     kernel = kernels[static_cast<size_t>(random.below(5))],
                     padding = random.below(kernel / 2 + 1), stride = random.between(1, 4),
                     groups = random.one_in(4) ? 32 : 1;
  const bool bias = !random.one_in(3), same = random.one_in(8), per_axis = random.one_in(2);
  const std::int64_t out =
      same ? (in + stride - 1) / stride : (in + 2 * padding - kernel) / stride + 1;
  const auto axes = [&](std::int64_t value) {
    return per_axis ? list({value, value}) : text(value);
  };
  Exercise exercise;
  exercise.problem =
      "\"id\": \"" + id + "\", \"kind\": \"conv\"" + question(words) +
      ", \"input\": " + list({in, in, channels}) + ", \"filters\": " + text(filters) +
      ", \"kernel\": " + axes(kernel) + ", \"padding\": " + (same ? "\"same\"" : axes(padding)) +
      ", \"stride\": " + axes(stride) + ", \"dilation\": 1, \"groups\": " + text(groups) +
      ", \"bias\": " + (bias ? "true" : "false");
  exercise.output = list({out, out, filters});
  exercise.parameters = text(filters * (kernel * kernel * (channels / groups) + bias));
  return exercise;
}

std::string layers_text(const std::vector<std::int64_t>& filters, std::int64_t stride) {
  std::string written;
  for (size_t i = 0; i < filters.size(); ++i) {
    written += std::string(i == 0 ? "[" : ", ") + "{\"filters\": " + text(filters[i]) +
               ", \"kernel\": 3" + (i == 0 ? ", \"stride\": " + text(stride) : "") + "}";
  }
  return written + "]";
}

Exercise residual(Random& random, const std::string& id, const std::string& words,
                  std::int64_t layers) {
  const std::int64_t in = 8 * random.between(2, 16), channels = 64 << random.below(3),
                     stride = random.between(1, 2), filters = channels * stride;
  const bool bias = random.one_in(2);
  const std::vector<std::int64_t> all(static_cast<size_t>(layers), filters);
  Exercise exercise;
  exercise.problem =
      "\"id\": \"" + id + "\", \"kind\": \"residual\"" + question(words) +
      ", \"input\": " + list({in, in, channels}) + ", \"layers\": " + layers_text(all, stride) +
      ", \"shortcut\": \"auto\", \"bias\": " + (bias ? "true" : "false") + ", \"batchnorm\": false";
  std::int64_t parameters = 0, before = channels;
  for (const std::int64_t layer : all) {
    parameters += layer * (9 * before + bias);
    before = layer;
  }
  if (stride > 1) parameters += filters * (channels + bias);
  exercise.output = stride > 1 ? "\"projection\", \"shortcut_filters\": " + text(filters) +
                                     ", \"shortcut_stride\": " + text(stride)
                               : "\"identity\"";
  exercise.parameters = text(parameters);
  return exercise;
}

using Matrix = std::vector<std::vector<double>>;

std::string matrix_text(const Matrix& matrix) {
  std::string written;
  for (const std::vector<double>& row : matrix) {
    written += written.empty() ? "[" : ", ";
    for (size_t i = 0; i < row.size(); ++i) written += (i == 0 ? "[" : ", ") + decimal(row[i]);
    written += "]";
  }
  return written + "]";
}

Matrix matrix(Random& random, std::int64_t rows, std::int64_t columns) {
  Matrix matrix(static_cast<size_t>(rows), std::vector<double>(static_cast<size_t>(columns)));
  for (std::vector<double>& row : matrix) {
    for (double& entry : row) {
      entry = static_cast<double>(random.between(-99999999, 99999999)) / 1e6;
    }
  }
  return matrix;
}

/// A row is a unit, and its variance is divided by the number of its entries.
Matrix normalized(Matrix matrix, double epsilon) {
  for (std::vector<double>& row : matrix) {
    const double count = static_cast<double>(row.size());
    double mean = 0, variance = 0;
    for (const double entry : row) mean += entry / count;
    for (const double entry : row) variance += (entry - mean) * (entry - mean) / count;
    for (double& entry : row) entry = (entry - mean) / std::sqrt(variance + epsilon);
  }
  return matrix;
}

Exercise batchnorm(Random& random, const std::string& id, std::int64_t rows, std::int64_t columns) {
  const Matrix entries = matrix(random, rows, columns);
  Exercise exercise;
  exercise.problem = "\"id\": \"" + id +
                     "\", \"kind\": \"batchnorm\", \"matrix\": " + matrix_text(entries) +
                     ", \"columns\": \"examples\", \"epsilon\": 0.00001";
  exercise.output = matrix_text(normalized(entries, 1e-5));
  return exercise;
}

/// 70 % layers, 20 % blocks, 10 % matrices.
Exercise any(Random& random, const std::string& id, const std::string& words,
             std::int64_t entries) {
  const std::int64_t kind = random.below(10);
  if (kind < 7) return conv(random, id, words);
  if (kind < 9) return residual(random, id, words, 2);
  return batchnorm(random, id, 2, entries);
}

/// JSON that isn't, a field that isn't, a kernel that doesn't fit.
std::string bad_line(Random& random, const std::string& id) {
  const std::string start =
      "{\"id\": \"" + id + "\", \"kind\": \"conv\", \"input\": [32, 32, 16], ";
  switch (random.below(3)) {
    case 0:
      return start + "\"filters\": 16, \"kernel\": ";
    case 1:
      return start + "\"filters\": 16, \"kernel\": 3, \"strides\": 2}";
    default:
      return start + "\"filters\": 16, \"kernel\": 35}";
  }
}

std::string number_text(std::int64_t i) {
  const std::string digits = text(i);
  return std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
}

constexpr const char* kWords =
    "What is the output volume of this layer, and how many parameters does it have?";

std::string conv_line(Random& random, std::int64_t i) {
  return "{" + conv(random, "problem-" + number_text(i), kWords).problem + "}";
}

std::string problem_line(Random& random, std::int64_t i) {
  const std::string id = "problem-" + number_text(i);
  if (random.one_in(100)) return bad_line(random, id);
  return "{" + any(random, id, kWords, 8).problem + "}";
}

/// Answers of which one in ten is wrong: a count with the biases left out or a slip in it, a shape
/// or a shortcut that is another's, an entry of the wrong sign.
std::string answers(Random& random, Exercise exercise) {
  if (random.one_in(10)) {
    if (!exercise.parameters.empty()) {
      exercise.parameters = text(std::atoll(exercise.parameters.c_str()) + random.between(1, 99));
    } else if (exercise.output[2] == '-') {
      exercise.output.erase(2, 1);
    } else {
      exercise.output.insert(2, "-");
    }
  }
  if (exercise.parameters.empty()) return "\"normalized\": " + exercise.output;
  const bool is_block = exercise.output[0] == '"';
  return std::string(is_block ? "\"shortcut\"" : "\"output\"") + ": " + exercise.output +
         ", \"parameters\": " + exercise.parameters;
}

std::string answer_line(Random& random, std::int64_t i) {
  const std::string id = "student-" + number_text(i);
  if (random.one_in(100)) {
    return "{\"id\": \"" + id + "\", \"problem\": " + bad_line(random, "p") +
           ", \"answers\": {\"parameters\": 1}}";
  }
  const Exercise exercise = any(random, "p", "", 4);
  return "{\"id\": \"" + id + "\", \"problem\": {" + exercise.problem + "}, \"answers\": {" +
         answers(random, exercise) + "}}";
}

template <class Line>
void write_lines(std::int64_t count, const Line& line) {
  Random random;
  for (std::int64_t i = 1; i <= count; ++i) std::puts(line(random, i).c_str());
}

}  // namespace

int main(int count, char** arguments) {
  const std::string what = count > 2 ? arguments[1] : "";
  const std::int64_t size = count > 2 ? std::atoll(arguments[2]) : 0;
  Random random;
  if (what == "solve") {
    write_lines(size, problem_line);
  } else if (what == "grade") {
    write_lines(size, answer_line);
  } else if (what == "conv") {
    write_lines(size, conv_line);
  } else if (what == "residual") {
    std::puts(("{" + residual(random, "block", "", size).problem + "}").c_str());
  } else if (what == "batchnorm" && count > 3) {
    std::puts(
        ("{" + batchnorm(random, "batch", size, std::atoll(arguments[3])).problem + "}").c_str());
  } else {
    std::fputs("usage: generate solve|grade|conv|residual N, or generate batchnorm ROWS COLS\n",
               stderr);
    return 2;
  }
}
