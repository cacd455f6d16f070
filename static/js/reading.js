// How a reader wants pages: the size of the type, and 长者模式 (large type, strong
// contrast, one column). Runs in the head, before anything is painted, so that no page
// is seen in another way first; the controls come into the page when it is there. What
// is wanted is kept in the browser, "large elder", and nothing is kept or said where
// that refuses. Without this script there is elder.html.
//
// Other scripts of a page make their buttons by gongkaiReading.button(text, press).
// js/aloud.js keeps in the browser whether it has no voice: then its button gets no room.
(function () {
  "use strict";

  var KEY = "gongkai-reading", VOICE = "gongkai-voice";
  var SIZES = [["small", "小"], ["standard", "标准"], ["large", "大"], ["huge", "特大"]];
  var root = document.documentElement;
  var always = root.classList.contains("elder"); // the page is in large type for everybody
  var size = "standard", elder = false;
  var buttons = []; // each with the question whether it is pressed

  function recall() {
    var kept = "";
    try { kept = localStorage.getItem(KEY) || ""; } catch (refused) { return; }
    var words = kept.split(" ");
    size = SIZES.some(function (s) { return s[0] === words[0]; }) ? words[0] : "standard";
    elder = words[1] === "elder";
  }

  function keep() {
    try { localStorage.setItem(KEY, size + (elder ? " elder" : "")); } catch (refused) { } // holds for this page, then
  }

  function apply() {
    SIZES.forEach(function (s) { root.classList.toggle(s[0], s[0] === size); });
    root.classList.toggle("elder", elder || always);
    root.classList.toggle("big", elder || always || size === "large" || size === "huge");
    buttons.forEach(function (b) { b[0].setAttribute("aria-pressed", String(b[1]())); });
  }

  function again() {
    recall();
    apply();
  }

  function button(text, press) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = text;
    b.addEventListener("click", press);
    return b;
  }

  // choice returns a button that is pressed while chosen() is true.
  function choice(text, chosen, choose) {
    var b = button(text, function () {
      choose();
      keep();
      apply();
    });
    buttons.push([b, chosen]);
    return b;
  }

  function controls() {
    var place = document.querySelector(".reading"), row = document.querySelector(".brand-row");
    if (!place || !row) return; // a layout of the site's own
    var panel = document.createElement("div"), label = document.createElement("span");
    panel.className = "wrap reading-panel";
    panel.hidden = true;
    panel.setAttribute("role", "group");
    panel.setAttribute("aria-label", "字号");
    label.textContent = "字号";
    panel.appendChild(label);
    SIZES.forEach(function (s) {
      panel.appendChild(choice(s[1], function () { return size === s[0]; }, function () { size = s[0]; }));
    });
    var fold = button("字号", function () {
      panel.hidden = !panel.hidden;
      fold.setAttribute("aria-expanded", String(!panel.hidden));
    });
    fold.setAttribute("aria-expanded", "false");
    place.textContent = "";
    place.appendChild(choice("长者模式", function () { return elder; }, function () { elder = !elder; }));
    place.appendChild(fold);
    row.parentNode.insertBefore(panel, row.nextSibling);
    apply();
  }

  function isSilent() {
    try { return localStorage.getItem(VOICE) === "none"; } catch (refused) { return false; }
  }

  function keepSilent(silent) {
    root.classList.toggle("speech", !silent);
    try {
      if (silent) localStorage.setItem(VOICE, "none");
      else localStorage.removeItem(VOICE);
    } catch (refused) { } // there is room on every page, then
  }

  window.gongkaiReading = { button: button, keepSilent: keepSilent };
  root.classList.add("js");
  if (window.speechSynthesis && !isSilent()) root.classList.add("speech"); // room for the button of js/aloud.js
  again();
  document.addEventListener("DOMContentLoaded", controls);
  window.addEventListener("storage", again); // another tab
  window.addEventListener("pageshow", function (event) { if (event.persisted) again(); });
})();
