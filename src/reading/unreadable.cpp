#include "reading/unreadable.h"

#include <fmt/format.h>

#include <array>

namespace cnnsolve {
namespace {

constexpr std::array kReasons = {
    ReasonEntry{"too_long", "This is longer than {1}, the most that is read here."},
    ReasonEntry{"bad_utf8", "This isn't valid UTF-8 text."},
    ReasonEntry{"control_character",
                "\"{0}\" has a control character in it, such as a tab, a line break or an escape "
                "code."},
    ReasonEntry{"too_deep", "\"{0}\" is nested too deeply: at most {1} levels are read."},
    ReasonEntry{"brackets", "Check the brackets of \"{0}\": they are empty or don't match."},
    ReasonEntry{"empty_list", "The list is empty: give its numbers."},
    ReasonEntry{
        "empty_entry",
        "The list has an empty entry: give every number, or \"undefined\" where there is none."},
    ReasonEntry{"zeros_left_out",
                "\"{0}\" leaves out layers: give one number for each of the {1} layers, and 0 for "
                "one that has none."},
    ReasonEntry{"ragged",
                "The rows of a matrix must be of one length, but {1} than the first one."},
    ReasonEntry{"too_many_rows", "\"{0}\" is a matrix, but a single row of numbers is wanted."},
    ReasonEntry{"two_separators",
                "In \"{0}\" the entries are separated in two ways: use commas, semicolons or "
                "spaces alone."},
    ReasonEntry{"leading_zeros",
                "\"{1}\" begins with a 0, so it may be a part of a larger number: write each entry "
                "without leading zeros."},
    ReasonEntry{"ambiguous", "\"{0}\" can be read in two ways: {1}."},
    ReasonEntry{"grouping", "{0} isn't a number: {1} only separate groups of three digits."},
    ReasonEntry{"decimal_comma",
                "{0} seems to have a decimal comma: write a point, or have it read with "
                "--decimal-comma."},
    ReasonEntry{"two_points", "{0} isn't a number: it has more than one decimal {1}."},
    ReasonEntry{"incomplete", "\"{0}\" breaks off: something is missing at its end."},
    ReasonEntry{"misplaced", "\"{0}\" isn't a number: \"{1}\" is out of place."},
    ReasonEntry{"words", "\"{0}\" isn't a number: \"{1}\" can't be read."},
    ReasonEntry{"underscore", "{0} isn't a number here: write it without underscores."},
    ReasonEntry{"percent", "{0} is a percentage: write it as a number without the percent sign."},
    ReasonEntry{"hexadecimal", "{0} is hexadecimal: write it as a decimal number."},
    ReasonEntry{"other_digits", "\"{0}\" has digits other than 0 to 9: use these alone."},
    ReasonEntry{"several_numbers", "\"{0}\" is more than one number: give a single one."},
    ReasonEntry{"arithmetic", "\"{0}\" is a calculation: give the number that comes out."},
    ReasonEntry{"two_sides",
                "\"{0}\" has two sides that aren't the same number: give the one that is meant."},
    ReasonEntry{"root_brackets", "In \"{0}\" it isn't clear where the root ends: write sqrt(5)."},
    ReasonEntry{"nan", "\"{0}\" isn't a number: write \"undefined\" if there is none."},
    ReasonEntry{"infinite", "\"{0}\" isn't a finite number."},
    ReasonEntry{"exponent", "The exponent of {0} is out of range: it must be from -{1} to {1}."},
    ReasonEntry{"too_large", "\"{0}\" has more than {1} digits when it is worked out."},
    ReasonEntry{"division_by_zero",
                "\"{0}\" divides by 0: write \"undefined\" if there is no number."},
    ReasonEntry{"negative_root", "\"{0}\" has the root of a negative number in it."},
    ReasonEntry{"fractional_power",
                "\"{0}\" has a power that isn't whole: write square roots as sqrt(5)."},
    ReasonEntry{"two_roots",
                "\"{0}\" has roots in it that don't combine: give it as a decimal number."},
    ReasonEntry{"other_label", "This is labelled {1} is asked for."},
    ReasonEntry{"other_unit", "\"{0}\" counts {1} is asked for."},
    ReasonEntry{"unknown_word", "\"{0}\" isn't {1}"},
    ReasonEntry{"not_a_number", "A single number is wanted, but {1} was given."},
    ReasonEntry{"not_a_list", "A list of numbers is wanted, but {1} was given."},
    ReasonEntry{"not_a_word", "A word is wanted, but {1} was given."}};
static_assert(kReasons.size() == static_cast<size_t>(Reason::not_a_word) + 1);

}  // namespace

std::span<const ReasonEntry> reasons() { return kReasons; }

bool is_for(const Unreadable& problem, Reason reason) {
  return problem.code == kReasons[static_cast<size_t>(reason)].code;
}

Unreadable unreadable(const Failure& failure, std::string_view typed) {
  const ReasonEntry& entry = kReasons[static_cast<size_t>(failure.reason)];
  return {std::string(entry.code),
          fmt::format(fmt::runtime(entry.sentence), typed, failure.detail)};
}

}  // namespace cnnsolve
