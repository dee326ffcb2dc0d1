"""What every page has to hold: nothing for axe to find, targets to hit, no sideways scroll."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

AXE = Path(__file__).with_name("vendor") / "axe.min.js"
NARROW = {"width": 320, "height": 720}
WIDE = {"width": 1280, "height": 800}

# Every rule, those that are off by default too, except AAA (not promised) and experiments. Asked
# again in the other view: what depends on colour, size or layout, and every rule for whatever in
# the page is shown only there. Head and foot are the same on all pages and begin in either view.
EXAMINE = """async () => {
  const found = [];
  // Of what axe fetches beforehand these rules read media only; style sheets are for experiments.
  const quick = { resultTypes: ["violations"], preload: { assets: ["media"] } };
  const run = async (where, options) => {
    const { violations } = await axe.run(where, { ...quick, ...options });
    found.push(...violations.flatMap(({ impact, id, nodes }) =>
      nodes.map((node) => `${impact} ${id}: ${node.target.join(" ")} ${node.failureSummary}`)));
  };
  const extra = axe.getRules(["wcag22aa"]).map(({ ruleId }) => [ruleId, { enabled: true }]);
  const all = { rules: Object.fromEntries(extra) };
  const shown = [...document.querySelectorAll("main *")].filter((one) => one.checkVisibility());
  if (window.shownBefore) {
    await run(document, { runOnly:
      ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"] });
    const only = shown.filter((one) => !shownBefore.has(one));
    const outermost = only.filter((one) => !only.includes(one.parentElement));
    if (outermost.length) await run({ include: outermost }, all);
    delete window.shownBefore;
  } else {
    await run(document, all);
    window.shownBefore = new Set(shown);
  }

  // A box or a dot is as large as the label that it can be hit through.
  for (const control of document.querySelectorAll(
    "button, input, select, textarea, summary, .button")) {
    if (!control.checkVisibility() || control.type === "hidden") continue;
    const labelled = control.matches("[type=checkbox], [type=radio]") && control.closest("label");
    const { width, height } = (labelled || control).getBoundingClientRect();
    if (width < 24 || height < 24)
      found.push(`target below 24 px: ${control.outerHTML.slice(0, 120)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth)
    found.push(`scrolls sideways: ${document.documentElement.scrollWidth} px`);
  return found;
}"""


def prepare(page):
    """For many pages: axe comes with each from now on, which is quicker than handing it over."""
    page.context.add_init_script(path=AXE)


def faults(page):
    """What is wrong with the page in view, on a desk in light and on a small phone in dark."""
    fetch(page)
    found = faults_in_both(page)
    turn(page)
    return found


def faults_as_seen(page):
    """The same for nothing but the width and the colours in which the page is open."""
    fetch(page)
    found = page.evaluate(EXAMINE)
    return [f"{page.url}: {fault}" for fault in dict.fromkeys(found + outline(page.content()))]


def fetch(page):
    """axe comes into the page, once it is all there."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())


def faults_in_both(page):
    """The same for a page that is to stay in the other view, where the next one begins."""
    found = page.evaluate(EXAMINE)
    turn(page)
    found += page.evaluate(EXAMINE)
    return [f"{page.url}: {fault}" for fault in dict.fromkeys(found + outline(page.content()))]


def turn(page):
    """From the desk to the phone or back."""
    on_desk = page.viewport_size == WIDE
    page.set_viewport_size(NARROW if on_desk else WIDE)
    page.emulate_media(color_scheme="dark" if on_desk else "light")


def outline(html):
    """What is wrong with the order of a page: headings, names that are given twice or never."""
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", html)]
    given = Counter(re.findall(r'\sid="([^"]+)"', html))
    asked = re.findall(r'\s(?:for|aria-labelledby|aria-describedby)="([^"]+)"', html)
    found = [f"id given {times} times: {name}" for name, times in given.items() if times > 1]
    found += [f"no such id: {name}" for name in " ".join(asked).split() if name not in given]
    found += [f"h{after} after h{one}" for one, after in pairwise(levels) if after > one + 1]
    if levels.count(1) != 1:
        found.append("not exactly one h1")
    if not re.search(r"<title>\s*\w.* – ", html):
        found.append("title without a name of the page")
    return found
