#include "quick_json.h"

#include <gtest/gtest.h>

namespace cnnsolve {
namespace {

/// "a=1 b=[2]" of the members in order; "!" where the text is refused.
std::string parted(std::string_view json, QuickObject& inner) {
  QuickObject object;
  if (!split_object(json, object, {{"in", inner}})) return "!";
  std::string text;
  for (const QuickObject::Member& member : object.members()) {
    text += std::string(member.name) + "=" + std::string(member.value) + " ";
  }
  return text;
}

TEST(QuickJson, InnerObjectsArePartedOnTheWay) {
  QuickObject inner;
  EXPECT_EQ(parted(R"({"a":1, "in" : { "b" : [2], "c":{"in":3} } ,"d":"x"})", inner),
            R"(a=1 in={ "b" : [2], "c":{"in":3} } d="x" )");
  ASSERT_EQ(inner.members().size(), 2u);
  EXPECT_EQ(inner.find("b"), "[2]");
  EXPECT_EQ(inner.find("c"), R"({"in":3})");
  EXPECT_EQ(inner.find("in"), std::nullopt);
}

TEST(QuickJson, WhatElseHasTheirNameIsAValue) {
  QuickObject inner;
  EXPECT_EQ(parted(R"({"in":"a"})", inner), R"(in="a" )");
  EXPECT_EQ(parted(R"({"in":[{"b":1}]})", inner), R"(in=[{"b":1}] )");
  EXPECT_EQ(parted(R"({"in":{}})", inner), "in={} ");
  EXPECT_TRUE(inner.members().empty());
}

TEST(QuickJson, RefusesWhatIsNotPlainInside) {
  QuickObject inner;
  for (const char* json : {R"({"in":{"b":1,"b":2}})", R"({"in":{"b":"\n"}})", R"({"in":{"b":1})",
                           R"({"in":{"b"}})", R"({"in":{"b":1},"in":{"c":2}})"}) {
    EXPECT_EQ(parted(json, inner), "!") << json;
  }
}

}  // namespace
}  // namespace cnnsolve
