// Measures taken within a page. Each function is sent to the browser whole: it can use nothing from here.

/** What sticks out of the window sideways, and what scrolls inside itself but not by keyboard. */
export function overflow() {
  const reasons = [];
  const root = document.documentElement;
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 100);
  const boxes = [...document.querySelectorAll("body *")].filter((element) => {
    const style = getComputedStyle(element);
    return /auto|scroll/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
  });
  for (const box of boxes) {
    if (box.tabIndex < 0 && !box.querySelector("a[href], button, [tabindex='0']")) {
      reasons.push(`scrolls, but not by keyboard: ${name(box)}`);
    }
  }
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      const inside = boxes.some((one) => one !== element && one.contains(element));
      return !inside && (box.right > root.clientWidth + 1 || box.left < -1) && box.width > 0;
    });
    const deepest = wide.filter((one) => !wide.some((other) => other !== one && one.contains(other)));
    reasons.push(`${root.scrollWidth} px wide: ${deepest.slice(0, 3).map(name).join("; ")}`);
  }
  return reasons;
}

/** Texts that are cut off, and texts that lie on each other. */
export function collisions() {
  const reasons = [];
  const name = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 100);
  const hidden = (element) => element.closest(".visually-hidden, .skip, math, svg") !== null;
  for (const element of document.querySelectorAll("body *")) {
    const style = getComputedStyle(element);
    const cut = /hidden|clip/.test(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
    if (cut && element.textContent.trim() && !hidden(element)) reasons.push(`cut off: ${name(element)}`);
  }
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || hidden(parent) || parent.closest("script, style")) continue;
    let block = parent;
    while (/^inline/.test(getComputedStyle(block).display)) block = block.parentElement;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 1) lines.push({ box, block });
  }
  lines.sort((one, other) => one.box.top - other.box.top);
  for (let first = 0; first < lines.length; first += 1) {
    for (let second = first + 1; second < lines.length; second += 1) {
      const [one, other] = [lines[first], lines[second]];
      if (other.box.top >= one.box.bottom) break;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      const apart = one.block === other.block || one.block.closest("pre") || other.block.closest("pre");
      // Boxes of letters are taller than the letters: a third of them may meet in tight headings.
      if (across > 2 && down > one.box.height / 3 && !apart) {
        reasons.push(`on each other: ${name(one.block)} and ${name(other.block)}`);
      }
    }
  }
  return [...new Set(reasons)].slice(0, 5);
}

/** Where focus is, and how it looks there. */
export function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  window.stops ??= [];
  window.stops.push(element);
  return {
    html: element.outerHTML.replace(/\s+/g, " ").slice(0, 120),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    colour: style.outlineColor,
    skip: element.matches(".skip"),
    seen:
      box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}

/** How those that had focus look without it, whether they came in the order of the page, and which had none. */
export function unfocused() {
  document.activeElement.blur();
  const outlines = window.stops.map((element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  });
  const ordered = window.stops.every(
    (element, number) =>
      number === 0 ||
      window.stops[number - 1].compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
  const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")];
  const missed = all
    .filter((one) => !one.disabled && one.checkVisibility() && !window.stops.includes(one))
    .map((one) => one.outerHTML.slice(0, 100));
  return { outlines, ordered, missed };
}

/** Contrast of two CSS colours by WCAG 2, from 1 to 21. */
export function contrast([one, other]) {
  const light = (colour) => {
    const parts = colour.match(/[\d.]+/g).slice(0, 3).map((part) => part / 255);
    const [red, green, blue] = parts.map((part) =>
      part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}
