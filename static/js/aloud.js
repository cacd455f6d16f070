// Reads a page aloud, where the browser has a voice for Chinese: the heading, what is
// said of its validity, the text and what belongs to it, paragraph by paragraph, the
// current one marked. The button comes with the voice, so none is there in vain.
//
// A pause ends the sentence and begins it again afterwards: not all systems can hold
// one. Sentences are handed over one by one, because some browsers stop within a long
// text, and one that is cancelled still tells of its end.
//
// Whoever puts another main part into the page, as the preview does, says so by an event
// "gongkai:main" of the document. Needs reading.js.
(function () {
  "use strict";

  var speech = window.speechSynthesis, reading = window.gongkaiReading, button = reading.button, voice = null, start = null, bar = null, pause = null;
  var sentences = [], at = 0, turn = 0, speaking = null;

  // choose returns a voice, one of this machine before one that is asked for elsewhere.
  function choose() {
    var voices = speech.getVoices().filter(function (v) { return /^(zh|cmn)\b/i.test(v.lang); });
    function first(test) { return voices.filter(test)[0]; }
    function mainland(v) { return /CN|Hans/i.test(v.lang); }
    return first(function (v) { return mainland(v) && v.localService; }) || first(function (v) { return v.localService; }) || first(mainland) || voices[0] || null;
  }

  var BLOCK = "h1, h2, h3, h4, h5, h6, p, li, dl > *, caption, figcaption, tr, pre, blockquote";
  // What is read: of a guide all that tells how something is done, of a report its figures,
  // but not its forms, of which nobody can follow the columns by ear.
  var READ = "h1, .notice[role=note] *, .prose *, .report-body *, .service *, .report-summary *, .guide-part.office *, #doc-files, #doc-files + .files *";
  var LEFT_OUT = "sup, script, details, .form-table tr";

  // numbered returns the number that stands before an item of a list, which is no text,
  // where the item begins with a block: nothing of it was the last.
  function numbered(block, last) {
    var item = block.closest("ol > li");
    if (!item || item.contains(last)) return "";
    return item.parentElement.start + Array.prototype.indexOf.call(item.parentElement.children, item) + "、";
  }

  // collect divides the page into sentences, each with the element it stands in.
  function collect() {
    var list = [], main = document.querySelector("main"), last = null, cell = null, text = "";
    function flush() {
      (text.match(/[^。！？；\n]+[。！？；”’）]*|[。！？；”’）]+/g) || []).forEach(function (s) {
        if (/[\p{L}\p{N}]/u.test(s)) list.push([last, s.trim()]);
      });
      text = "";
    }
    var walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      var node = walker.currentNode, element = node.nodeType === 3 ? node.parentElement : node;
      var part = node.nodeType === 3 ? node.data : node.tagName === "IMG" && node.alt ? "图片：" + node.alt + "。" : "";
      var block = part && element.closest(BLOCK), within = part && element.closest("td, th, dt, dd");
      if (!block || !block.matches(READ) || element.closest(LEFT_OUT)) continue;
      if (block !== last) {
        flush();
        text = numbered(block, last);
      } else if (within !== cell && !/[，。！？；：]\s*$/.test(text)) text += within.tagName === "DD" ? "：" : "，";
      last = block;
      cell = within;
      text += part;
    }
    flush();
    return list;
  }

  function mark(element) {
    var before = document.querySelector(".spoken");
    if (before === element) return;
    if (before) before.classList.remove("spoken");
    if (!element) return;
    element.classList.add("spoken");
    element.scrollIntoView({ block: "center" });
  }

  // speak says the sentences from the current one on.
  function speak() {
    if (at >= sentences.length) return stop();
    var mine = turn;
    mark(sentences[at][0]);
    speaking = new SpeechSynthesisUtterance(sentences[at][1]); // held, or it is collected and never ends
    speaking.voice = voice;
    speaking.lang = voice.lang;
    speaking.onend = function () {
      if (mine !== turn) return;
      at++;
      speak();
    };
    speaking.onerror = function () { if (mine === turn) stop(); };
    speech.speak(speaking);
  }

  function hush() {
    turn++;
    speech.cancel();
  }

  function stop() {
    hush();
    mark(null);
    if (!bar) return;
    var within = bar.contains(document.activeElement);
    bar.remove();
    bar = null;
    document.documentElement.classList.remove("aloud-on");
    if (within) start.focus();
  }

  function toggle() {
    var held = pause.textContent === "继续";
    pause.textContent = held ? "暂停" : "继续";
    if (held) speak();
    else hush();
  }

  function begin() {
    if (bar) stop();
    hush();
    sentences = collect();
    at = 0;
    bar = document.createElement("div");
    bar.className = "aloud-bar";
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", "朗读");
    pause = button("暂停", toggle);
    bar.appendChild(pause);
    bar.appendChild(button("停止", stop));
    document.body.appendChild(bar);
    document.documentElement.classList.add("aloud-on");
    pause.focus();
    speak();
  }

  // offer shows the button where there is a voice, and something to read.
  function offer() {
    var main = document.querySelector("main");
    voice = choose();
    if (voice) reading.keepSilent(false);
    if (!voice || start || !main.querySelector(".prose, .report-body")) return;
    start = button("朗读全文", begin);
    start.className = "aloud";
    main.insertBefore(start, main.firstElementChild.nextElementSibling);
  }

  // anew begins with a main part that has come in the place of another.
  function anew() {
    stop();
    start = null;
    offer();
  }

  if (!speech || !window.SpeechSynthesisUtterance || !document.querySelector("main")) return;
  offer();
  document.addEventListener("gongkai:main", anew);
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer);
  window.addEventListener("pagehide", function () {
    stop();
    if (!voice) reading.keepSilent(true); // the next page keeps no room for a button that does not come
  });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") stop(); });
})();
