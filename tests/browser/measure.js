// Measures the page that it was added to, and tells the page around it what is wrong.
const wrong = [];
const overflow = document.documentElement.scrollWidth - innerWidth;
if (overflow > 0) wrong.push(`the page is ${overflow} px too wide`);

const scrolls = (element) =>
  element && (getComputedStyle(element).overflowX === "auto" || scrolls(element.parentElement));
for (const element of document.body.querySelectorAll("*")) {
  if (element.getBoundingClientRect().right > innerWidth + 1 && !scrolls(element)) {
    wrong.push(`<${element.localName}> sticks out: ${element.textContent.slice(0, 40)}`);
  }
}
for (const box of document.querySelectorAll(".math, .table, .figure")) {
  if (box.scrollWidth > box.clientWidth && box.tabIndex !== 0) {
    wrong.push(`<${box.localName}> can't be scrolled by keyboard: ${box.textContent.slice(0, 40)}`);
  }
}
for (const formula of document.querySelectorAll("math")) {
  const { width, height } = formula.getBoundingClientRect();
  if (width === 0 || height === 0) wrong.push(`an empty formula: ${formula.textContent}`);
}
const report = wrong.length === 0 ? `nothing wrong at ${innerWidth}` : wrong.join("; ");
parent.postMessage(report.replace(/\s+/g, " "), "*");
