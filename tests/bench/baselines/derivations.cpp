// What the bytes of N derivations cost when every value is ready: fmt writes lines as
// `cnnsolve solve --lines -d steps` does for layers of `generate conv`.
//
//   derivations N
#include <fmt/compile.h>
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

namespace {

using fmt::operator""_cf;
using Text = fmt::memory_buffer;

struct Layer {
  int number, in, channels, filters, kernel, padding, room, out, weights_per_filter, weights;
};

Layer layer(int number) {
  const int in = 200 + number % 300, channels = 100 + number % 400, filters = 1000 + number % 24,
            kernel = 3 + 2 * (number % 4), room = in - kernel + 2,
            weights_per_filter = kernel * kernel * channels;
  return {number,
          in,
          channels,
          filters,
          kernel,
          1,
          room,
          room + 1,
          weights_per_filter,
          weights_per_filter * filters};
}

void write_answers(Text& text, const Layer& l) {
  fmt::format_to(
      std::back_inserter(text),
      "{{\"line\":{},\"id\":\"problem-{:07}\",\"kind\":\"conv\",\"answers\":{{\"output\":[{},{},{}]"
      ","
      "\"output_height\":{},\"output_width\":{},\"output_channels\":{},\"weights_per_filter\":{},"
      "\"parameters_per_filter\":{},\"weights\":{},\"biases\":0,\"parameters\":{}}},\"exact\":{{}},"
      "\"title\":\"A convolutional layer\",\"question\":[\"What is the output volume of this "
      "layer, "
      "and how many parameters does it have?\"],"_cf,
      l.number, l.number, l.out, l.out, l.filters, l.out, l.out, l.filters, l.weights_per_filter,
      l.weights_per_filter, l.weights, l.weights);
}

void write_givens(Text& text, const Layer& l) {
  fmt::format_to(
      std::back_inserter(text),
      "\"derivation\":[{{\"title\":\"Given\",\"steps\":[{{\"rows\":[[\"input\",\"H × W × C\","
      "\"{} × {} × {}\"],[\"filters\",\"K\",\"{}\"],[\"kernel\",\"F\",\"{} × {}\"],[\"padding\","
      "\"P\",\"{}; {}\"],[\"stride\",\"S\",\"1 × 1\"],[\"bias\",\"\",\"no\"]]}}]}},"_cf,
      l.in, l.in, l.channels, l.filters, l.kernel, l.kernel, l.padding, l.padding);
}

void write_size(Text& text, const Layer& l) {
  fmt::format_to(
      std::back_inserter(text),
      "{{\"title\":\"Part 1: the output volume\",\"steps\":[{{\"figure\":{{\"input\":[{},{},{}],"
      "\"filter\":[{},{},{}],\"output\":[{},{},{}],\"axes\":[{{\"name\":\"height and width\","
      "\"padding_before\":{},\"input\":{},\"padding_after\":{},\"kernel\":{},\"last\":{},"
      "\"unread\":0}}]}}}}],\"sections\":[{{\"title\":\"Height and width\",\"steps\":[{{\"prose\":"
      "\"The height and width have the same settings, so one calculation serves both.\"}},"
      "{{\"name\":\"output_height\",\"symbol\":\"H_out\",\"formula\":\"(H − F + 2P)/S + 1\","
      "\"substitution\":\"({} − {} + 2 · {})/1 + 1\",\"folded\":[\"{}/1 + 1\",\"{} + 1\"],"
      "\"result\":\"{}\"}},{{\"prose\":\"In the same way W_out = {}.\"}}]}},"_cf,
      l.in, l.in, l.channels, l.kernel, l.kernel, l.channels, l.out, l.out, l.filters, l.padding,
      l.in, l.padding, l.kernel, l.room, l.in, l.kernel, l.padding, l.room, l.room, l.out, l.out);
}

void write_channels(Text& text, const Layer& l) {
  fmt::format_to(
      std::back_inserter(text),
      "{{\"title\":\"Channels\",\"steps\":[{{\"prose\":\"Each filter gives one feature map. The {} "
      "maps are stacked, so the output has as many channels as the layer has filters:\"}},"
      "{{\"name\":\"output_channels\",\"symbol\":\"C_out\",\"formula\":\"K\",\"substitution\":"
      "\"{}\",\"result\":\"{}\"}}]}}],\"answer\":[{{\"prose\":\"The output is {} × {} × {}.\"}}]}},"_cf,
      l.filters, l.filters, l.filters, l.out, l.out, l.filters);
}

void write_parameters(Text& text, const Layer& l) {
  fmt::format_to(
      std::back_inserter(text),
      "{{\"title\":\"Part 2: the parameters\",\"sections\":[{{\"title\":\"One filter\",\"steps\":"
      "[{{\"prose\":\"The weights of one filter:\"}},{{\"name\":\"weights_per_filter\",\"symbol\":"
      "\"n_w\",\"formula\":\"F · F · C\",\"substitution\":\"{} · {} · {}\",\"result\":\"{}\"}}]}},"
      "{{\"title\":\"All filters\",\"steps\":[{{\"prose\":\"The layer has {} filters, each with "
      "numbers of its own:\"}},{{\"name\":\"parameters\",\"symbol\":\"N\",\"formula\":\"n_w · K\","
      "\"substitution\":\"{} · {}\",\"result\":\"{}\"}}]}}],\"answer\":[{{\"prose\":\"The layer "
      "has "
      "{} parameters.\"}}]}}]}}\n"_cf,
      l.kernel, l.kernel, l.channels, l.weights_per_filter, l.filters, l.weights_per_filter,
      l.filters, l.weights, l.weights);
}

}  // namespace

int main(int count, char** arguments) {
  const int lines = count > 1 ? std::atoi(arguments[1]) : 0;
  constexpr size_t kPiece = 1 << 16;
  Text text;
  for (int number = 1; number <= lines; ++number) {
    const Layer values = layer(number);
    write_answers(text, values);
    write_givens(text, values);
    write_size(text, values);
    write_channels(text, values);
    write_parameters(text, values);
    if (text.size() < kPiece && number < lines) continue;
    std::fwrite(text.data(), 1, text.size(), stdout);
    text.clear();
  }
}
