// JSON parted into the raw texts of an object's members, for lines that are plain.
//
// Only names, strings and the brackets are looked at here; whoever takes a text must read it
// strictly. What isn't plain is refused: escapes, names that stand there twice, more members than
// problems have.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace cnnsolve {

/// The members of one object, each by the text of its value.
class QuickObject {
 public:
  void clear() {
    count_ = 0;
    marks_ = 0;
  }
  /// False where there are too many members, or one of that name.
  bool add(std::string_view name, std::string_view value);
  /// The value, marked as read: 3, "same", [15, 15, 3], without white space round it. Nothing where
  /// there is no such member.
  std::optional<std::string_view> take(std::string_view name);
  bool all_read() const;
  /// The same value, however it is marked.
  std::optional<std::string_view> find(std::string_view name) const;

  struct Member {
    std::string_view name;
    std::string_view value;
    bool is_read = false;
  };
  std::span<const Member> members() const { return std::span(members_).first(count_); }

 private:
  static constexpr size_t kMostMembers = 16;

  /// A bit that names share with few others.
  static std::uint64_t mark_of(std::string_view name) {
    const size_t first = name.empty() ? 0 : static_cast<unsigned char>(name.front());
    return std::uint64_t{1} << (first + 5 * name.size()) % 64;
  }

  bool may_have(std::string_view name) const { return (marks_ & mark_of(name)) != 0; }

  std::array<Member, kMostMembers> members_;
  size_t count_ = 0;
  std::uint64_t marks_ = 0;  ///< of all names
  size_t next_ = 0;          ///< where the member after the last one taken stands
};

/// An object that stands in another under a name.
struct InnerObject {
  std::string_view name;
  QuickObject& members;
};

/// False where `json` isn't a plain object and nothing else. Inner objects that it has are parted
/// on the way, so that nothing of them is passed twice; what else stands under their names is a
/// value like any other.
bool split_object(std::string_view json, QuickObject& object,
                  std::initializer_list<InnerObject> inner = {});
/// The same of a list, by the texts of its items.
bool split_list(std::string_view json, std::vector<std::string_view>& items);

/// What stands between the quotes; nothing where `value`, which was parted from others above, is no
/// string.
std::optional<std::string_view> plain_string(std::string_view value);

/// Whether `json` is a number without an exponent, and not a very long one: -2.50.
bool is_plain_number(std::string_view json);

/// `text` without JSON's white space round it.
std::string_view without_space(std::string_view text);

}  // namespace cnnsolve
