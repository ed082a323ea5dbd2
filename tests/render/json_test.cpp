#include <gtest/gtest.h>

#include "render/render.h"

namespace cnnsolve {
namespace {

std::string steps_of(const Block& block) {
  SolvedHomework homework;
  homework.solutions.emplace_back().document.sections = {{.blocks = {block}}};
  const std::string json = render_json(homework, {});
  const size_t begin = json.find("\"steps\": ");
  return json.substr(begin, json.find("\n      ]", begin) - begin);
}

TEST(JsonTest, VerdictsAreWords) {
  EXPECT_EQ(steps_of(prose("It is ", Verdict::partial, ".")),
            "\"steps\": [\n        {\n"
            "          \"prose\": \"It is partly correct.\"\n        }");
}

TEST(JsonTest, BarsAreCountsByLabel) {
  EXPECT_EQ(steps_of(Figure{BarsFigure{"points", {{"\"a\"", 1'000'000}, {"b", 0}}}}),
            "\"steps\": [\n        {\n          \"figure\": {\n"
            "            \"title\": \"points\",\n            \"bars\": {\n"
            "              \"\\\"a\\\"\": 1000000,\n              \"b\": 0\n"
            "            }\n          }\n        }");
}

TEST(JsonTest, FieldsAreIntervalsByLayer) {
  EXPECT_EQ(steps_of(Figure{FieldsFigure{"the length", 4, {{"layer 1", -1, 3}}}}),
            "\"steps\": [\n        {\n          \"figure\": {\n"
            "            \"title\": \"Seen by the first number of a layer, along the length\",\n"
            "            \"input\": 4,\n            \"fields\": {\n"
            "              \"layer 1\": {\"first\": -1, \"places\": 3}\n"
            "            }\n          }\n        }");
}

}  // namespace
}  // namespace cnnsolve
