#include "common_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <thread>

#include "wording.h"

namespace cnnsolve {
namespace {

using Group = OptionInfo::Group;

constexpr std::array<std::string_view, 3> kDetailNames = {"answers", "steps", "notes"};
constexpr std::array<std::string_view, 1> kLineFormats = {"json"};
constexpr std::array<std::string_view, 3> kColorNames = {"auto", "always", "never"};

constexpr int kMostJobs = 256;

/// 1 where the system doesn't say.
int cores() {
  return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 1, kMostJobs);
}

template <class Choice>
void choose(const char* where, const std::optional<std::string>& text,
            std::span<const std::string_view> names, Choice& choice,
            std::vector<Mistake>& mistakes) {
  if (!text) return;
  const ChoiceReading reading = read_choice(Value::of_text(*text), names);
  if (reading.index) {
    choice = static_cast<Choice>(*reading.index);
  } else {
    mistakes.push_back({where, reading.wanted});
  }
}

/// A whole number of at least 1.
int count(const char* where, const std::optional<std::string>& text, int otherwise, int most,
          std::vector<Mistake>& mistakes) {
  if (!text) return otherwise;
  const bool whole = !text->empty() && text->size() < 4 &&
                     text->find_first_not_of("0123456789") == std::string::npos;
  const int number = whole ? std::stoi(*text) : 0;
  if (number < 1 || number > most) {
    mistakes.push_back(
        {where, fmt::format("must be a whole number from 1 to {}, got \"{}\"", most, *text)});
  }
  return number;
}

}  // namespace

std::vector<std::string> strings(std::span<const std::string_view> names) {
  return {names.begin(), names.end()};
}

void add_common(CommandLine& line, CommonTexts& texts, std::span<const std::string_view> formats,
                const char* lines) {
  const auto add = [&](OptionInfo info, std::optional<std::string>& text) {
    info.group = Group::output;
    line.add_option(std::move(info), text);
  };
  const auto add_switch = [&](OptionInfo info, bool& on) {
    info.group = Group::output;
    line.add_switch(std::move(info), on);
  };
  add({.names = {"-f", "--format"},
       .argument = "FORMAT",
       .help = alternatives(formats, 0),
       .choices = strings(formats)},
      texts.format);
  add({.names = {"-d", "--detail"},
       .argument = "LEVEL",
       .help =
           "how much is told: " + alternatives(kDetailNames, static_cast<size_t>(Detail::steps)),
       .choices = strings(kDetailNames)},
      texts.detail);
  add({.names = {"--digits"},
       .argument = "N",
       .help = fmt::format("significant digits of decimals (default {})", kDefaultDigits)},
      texts.digits);
  add({.names = {"--color"},
       .argument = "WHEN",
       .help = "colour: " + alternatives(kColorNames, 0),
       .choices = strings(kColorNames)},
      texts.color);
  add_switch({.names = {"--ascii"}, .help = "no character beyond ASCII"}, texts.ascii);
  add_switch({.names = {"--no-figures"}, .help = "without pictures"}, texts.no_figures);
  add_switch({.names = {"--fragment"}, .help = "LaTeX to paste: without the preamble"},
             texts.fragment);
  add_output(line, texts);
  if (!lines) return;
  line.add_switch({.names = {"--lines"}, .help = lines}, texts.lines);
  line.add_option(
      {.names = {"--jobs"},
       .argument = "N",
       .help = fmt::format("threads for lines, 1 to {} (default: as many as cores)", kMostJobs)},
      texts.jobs);
}

void add_output(CommandLine& line, CommonTexts& texts) {
  line.add_option({.names = {"-o", "--output"},
                   .argument = "FILE",
                   .help = "write there, the whole or nothing",
                   .group = Group::output},
                  texts.output);
  line.add_help();
}

void read_common(const CommonTexts& texts, std::span<const std::string_view> formats,
                 Request& request, std::vector<Mistake>& mistakes) {
  if (texts.lines) {
    request.format = Format::json;
    if (texts.format && !read_choice(Value::of_text(*texts.format), kLineFormats).index) {
      mistakes.push_back(
          {"--format", fmt::format("must be json with --lines, got \"{}\"", *texts.format)});
    }
  } else {
    choose("--format", texts.format, formats, request.format, mistakes);
  }
  choose("--detail", texts.detail, kDetailNames, request.detail, mistakes);
  choose("--color", texts.color, kColorNames, request.color, mistakes);
  request.digits = count("--digits", texts.digits, kDefaultDigits, kMostDigits, mistakes);
  request.ascii = texts.ascii;
  request.output = texts.output;
  request.lines = texts.lines;
  // To ask for the cores takes time.
  const int jobs = request.lines ? cores() : 1;
  request.jobs = static_cast<size_t>(count("--jobs", texts.jobs, jobs, kMostJobs, mistakes));
  request.figures = !texts.no_figures;
  request.fragment = texts.fragment;
  if (request.fragment && request.format != Format::latex) {
    mistakes.push_back({"--fragment", "only goes with --format latex"});
  }
  if (texts.jobs && !request.lines) mistakes.push_back({"--jobs", "only goes with --lines"});
}

}  // namespace cnnsolve
