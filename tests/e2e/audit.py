"""What every page has to hold: nothing for axe to find, targets to hit, no sideways scroll."""

from pathlib import Path

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
NARROW = {"width": 320, "height": 720}
WIDE = {"width": 1280, "height": 800}

# Every rule, those that are off by default too, except AAA (not promised) and experiments.
RUN_AXE = """async () => {
  const extra = axe.getRules().filter((rule) => rule.tags.includes("wcag22aa"));
  const rules = Object.fromEntries(extra.map((rule) => [rule.ruleId, { enabled: true }]));
  const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
  return violations.flatMap(({ impact, id, nodes }) =>
    nodes.map((node) => `${impact} ${id}: ${node.target.join(" ")} ${node.failureSummary}`));
}"""

# A box or a dot is as large as the label that it can be hit through.
SMALL_TARGETS = """() => [
  ...document.querySelectorAll("button, input, select, textarea, summary, .button"),
].filter((control) => control.checkVisibility() && control.type !== "hidden")
  .map((control) => [control, control.matches("[type=checkbox], [type=radio]")
    ? control.closest("label") || control : control])
  .filter(([, target]) => {
    const { width, height } = target.getBoundingClientRect();
    return width < 24 || height < 24;
  })
  .map(([control]) => `target below 24 px: ${control.outerHTML.slice(0, 120)}`)"""

OUTLINE = """() => {
  const found = [];
  if (document.querySelectorAll("h1").length !== 1) found.push("not exactly one h1");
  if (document.title.startsWith(" ")) found.push(`title begins with nothing: ${document.title}`);
  return found;
}"""

SIDEWAYS = """() => document.documentElement.scrollWidth > innerWidth
  ? [`scrolls sideways: ${document.documentElement.scrollWidth} px`] : []"""


def prepare(page):
    """For many pages: axe comes with each from now on, which is quicker than handing it over."""
    page.context.add_init_script(path=AXE)


def faults(page):
    """What is wrong with the page in view, on a desk in light and on a small phone in dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(RUN_AXE) + page.evaluate(OUTLINE)
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark")
    found += page.evaluate(RUN_AXE) + page.evaluate(SMALL_TARGETS) + page.evaluate(SIDEWAYS)
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    return [f"{page.url}: {fault}" for fault in dict.fromkeys(found)]
