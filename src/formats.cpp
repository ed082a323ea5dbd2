#include "formats.h"

#include "render/gradescope.h"
#include "render/report_csv.h"
#include "render/report_json.h"

namespace cnnsolve {
namespace {

Document report(const std::string& title, const Marking& marking, Detail detail,
                bool hides_expected) {
  ReportOptions options{.hides_expected = hides_expected};
  if (marking.is_class) {
    options.comments = detail == Detail::notes;
    return class_report(title, marking.scripts, options);
  }
  options.comments = detail != Detail::answers;
  return script_report(title, marking.scripts[0], options);
}

}  // namespace

std::string render(Format format, const SolvedHomework& solved, const RenderOptions& options) {
  switch (format) {
    case Format::text:
      return render_text(solved, options);
    case Format::markdown:
      return render_markdown(solved, options);
    case Format::latex:
      return render_latex(solved, options);
    case Format::html:
      return render_html(solved, options);
    case Format::json:
      return render_json(solved, options);
    case Format::csv:
    case Format::gradescope:
      break;
  }
  return {};
}

std::string render(Format format, const std::string& title, const Marking& marking,
                   const RenderOptions& options, bool hides_expected) {
  if (marking.scripts.empty()) return "";
  const ReportJsonOptions json{options, hides_expected};
  if (format == Format::csv) return render_report_csv(marking.scripts, options.charset);
  if (format == Format::gradescope) return render_gradescope(title, marking.scripts[0], json);
  if (format == Format::json) {
    return marking.is_class ? render_report_json(title, marking.scripts, json)
                            : render_report_json(marking.scripts[0], json);
  }
  SolvedHomework page;
  page.solutions.emplace_back();
  page.solutions[0].document = report(title, marking, options.detail, hides_expected);
  RenderOptions whole = options;
  whole.detail = Detail::notes;
  return render(format, page, whole);
}

}  // namespace cnnsolve
