// Corrects the validity that a page states by the day on which it is read. Without it
// the page is right as well: it says until when a document applies.
//
// What will be is in data-changes, "2022-04-01 expired 失效", more behind a semicolon:
// the day, in UTC+8, the class and the word.
(function () {
  "use strict";

  var today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  Array.prototype.forEach.call(document.querySelectorAll("[data-changes]"), function (place) {
    place.getAttribute("data-changes").split(";").forEach(function (change) {
      var parts = change.split(" ");
      if (parts[0] > today) return;
      if (place.tagName === "DD") place.className = parts[1];
      place.textContent = parts[2];
    });
  });
})();
