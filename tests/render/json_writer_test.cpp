#include "render/json_writer.h"

#include <gtest/gtest.h>

#include <string>

namespace cnnsolve {
namespace {

std::string written(std::string_view utf8) {
  JsonWriter json(JsonWriter::Layout::compact);
  json.string(utf8);
  return std::string(json.text());
}

/// Whether a string of JSON has the byte as it is, from RFC 8259; DEL is escaped for terminals.
bool is_plain(unsigned char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; }

TEST(JsonWriterTest, EachByteAtEachPlaceIsPlainOrNot) {
  for (int c = 0; c < 256; ++c) {
    for (size_t place = 0; place < 17; ++place) {
      std::string text(17, 'a');
      text[place] = static_cast<char>(c);
      const bool plain = is_plain(static_cast<unsigned char>(c));
      EXPECT_EQ(plain_json_length(text), plain ? text.size() : place) << c << " at " << place;
    }
  }
  EXPECT_EQ(plain_json_length(""), 0u);
  EXPECT_EQ(plain_json_length("\x1f !"), 0u) << "what it borrows isn't its neighbour's";
}

TEST(JsonWriterTest, WhatIsntPlainIsEscaped) {
  EXPECT_EQ(written("a\x7f long \"text\" with\\ \n"), R"("a\u007f long \"text\" with\\ \n")");
  EXPECT_EQ(written("größe, and more"), "\"größe, and more\"");
  EXPECT_EQ(written("é\u0085×, ×\u202e, \xff×"), R"("é\u0085×, ×\u202e, \ufffd×")");
}

TEST(JsonWriterTest, OwnKeysAreWrittenAsOthers) {
  JsonWriter own(JsonWriter::Layout::indented), other(JsonWriter::Layout::indented);
  own.open_object();
  own.own_key("answers");
  other.open_object();
  other.key("answers");
  for (JsonWriter* json : {&own, &other}) {
    json->literal("1");
    json->close_object();
  }
  EXPECT_EQ(own.text(), other.text());
}

}  // namespace
}  // namespace cnnsolve
