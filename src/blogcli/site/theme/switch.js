// A switch between light and dark that remembers. Without scripts the page follows the system.
// And a stop for the keyboard where a formula scrolls, for browsers that give none of their own.
(function () {
  "use strict";
  var root = document.documentElement;
  var label = document.currentScript.dataset.label;
  var lang = document.currentScript.dataset.lang;
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  function stored() {
    try {
      return localStorage.getItem("theme");
    } catch (error) {
      return null;
    }
  }

  function keep(theme) {
    try {
      if (theme) localStorage.setItem("theme", theme);
      else localStorage.removeItem("theme");
    } catch (error) {
      // Storage may be closed to us: the choice then lasts for this page.
    }
  }

  function dark() {
    return (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  }

  function apply(theme) {
    if (theme === "dark" || theme === "light") root.dataset.theme = theme;
    else delete root.dataset.theme;
  }

  apply(stored());
  document.addEventListener("DOMContentLoaded", function () {
    var place = document.querySelector(".site-tools");
    if (!place) return;
    var button = document.createElement("button");
    button.type = "button";
    button.className = "switch";
    button.title = label;
    if (lang) button.lang = lang;
    button.setAttribute("aria-label", label);
    function show() {
      button.setAttribute("aria-pressed", String(dark()));
    }
    button.addEventListener("click", function () {
      var wanted = dark() ? "light" : "dark";
      // What the system says already needs no memory: the page follows it again.
      var same = (wanted === "dark") === system.matches;
      apply(same ? null : wanted);
      keep(same ? null : wanted);
      show();
    });
    system.addEventListener("change", show);
    show();
    place.append(button);
  });

  function reach() {
    document.querySelectorAll("math, .prose :is(p, li, dd):has(> math)").forEach(function (box) {
      if (box.scrollWidth > box.clientWidth + 1 && getComputedStyle(box).overflowX === "auto") {
        box.tabIndex = 0;
      } else box.removeAttribute("tabindex");
    });
  }
  window.addEventListener("load", reach);
  window.addEventListener("resize", reach);
})();
