// The page of the search: asks what its address asks for, and shows the answer. What is
// searched, and how, is in search.js. Needs reading.js.
//
// The address has q, category, year, validity, sort, and size, the number shown.
(function () {
  "use strict";

  var SIZE = 10, MOST = 500; // shown at first, and at most
  var AROUND = 36; // characters shown before a hit
  var EXCERPT = 160; // and in all
  var SHORT = 15; // what is shorter says little: an addressee, a heading
  var FILTERS = { category: "栏目", year: "年份", validity: "有效性" };
  var NOTED = ["已修改", "失效", "废止"]; // what stands before a title in the lists of the site

  var form = document.getElementById("search");
  var list = document.getElementById("results");
  if (!form || !list) return;
  var state = document.getElementById("search-state");
  var count = document.getElementById("count");
  var unit = document.getElementById("search-unit");
  var more = document.getElementById("search-more");
  var root = form.getAttribute("data-root");
  var fields = ["q", "category", "year", "validity", "sort"];
  var asked = 0; // questions, so that a late answer to an earlier one is not shown

  // On a telephone the fields of the filters are folded behind a button.
  var opener = window.gongkaiReading.button("筛选和排列", function () { fold(!form.classList.contains("folded")); });

  function fold(folded) {
    form.classList.toggle("folded", folded);
    opener.setAttribute("aria-expanded", String(!folded));
  }

  function offer() {
    var place = document.createElement("p"), first = form.querySelector(".limit");
    if (!first) return; // a layout of the site's own
    place.className = "fold";
    place.appendChild(opener);
    first.parentNode.insertBefore(place, first);
    fold(true);
  }

  gongkaiSearch.setRoot(root);

  function read() {
    var at = new URLSearchParams(location.search), query = {};
    fields.forEach(function (name) { query[name] = (at.get(name) || "").trim(); });
    query.size = Math.min(Math.max(parseInt(at.get("size"), 10) || SIZE, 1), MOST);
    return bound(query);
  }

  // bound leaves of a query what is looked for, and notes whether that is not all.
  function bound(query) {
    var whole = query.q;
    query.q = gongkaiSearch.bounded(whole);
    query.cut = query.q !== whole;
    return query;
  }

  function limits(query) { return Object.keys(FILTERS).filter(function (name) { return query[name]; }); }

  function address(query) {
    var at = new URLSearchParams();
    fields.forEach(function (name) { if (query[name]) at.set(name, query[name]); });
    if (query.size !== SIZE) at.set("size", query.size);
    var text = at.toString();
    return location.pathname.slice(location.pathname.lastIndexOf("/") + 1) + (text ? "?" + text : "");
  }

  function show(query) {
    var mine = ++asked;
    fields.forEach(function (name) { fill(form.elements[name], query[name]); });
    if (limits(query).length || query.sort) fold(false); // what is in force is to be seen
    document.title = (query.q ? query.q + " - " : "") + document.title.replace(/^.* - (?=.* - )/, "");
    if (!query.q && !limits(query).length) {
      answer(query, null);
      return;
    }
    document.documentElement.dataset.search = "busy";
    state.textContent = "正在查找……";
    count.textContent = unit.textContent = "";
    gongkaiSearch.find(query.q, query).then(function (found) {
      var blank = !found.terms.length && !limits(query).length; // of characters that cannot be seen
      if (mine === asked) answer(query, blank ? null : found);
    }, function (error) {
      if (mine !== asked) return;
      answer(query, null);
      document.documentElement.dataset.search = "failed";
      state.textContent = "没有读到检索用的文件（" + error.message + "），请刷新页面再试。";
    });
  }

  // fill shows in a field what is asked for, also a category that the site has no longer:
  // what is in force is to be seen.
  function fill(field, value) {
    field.value = value;
    if (field.value === value || !field.options) return;
    field.add(new Option(value, value));
    field.value = value;
  }

  function answer(query, found) {
    var before = list.children.length, going = more.contains(document.activeElement); // a keyboard asked for more
    form.classList.toggle("answered", !!found && found.count > 0);
    list.textContent = "";
    if (found) found.shown.forEach(function (record) { list.appendChild(item(record, found.terms)); });
    state.textContent = !found ? "" : found.count ? "找到 " : nothing(query);
    count.textContent = found ? found.count : "";
    unit.textContent = found ? " 条" + left(query, found) + (query.cut ? "。检索词太长，只查了框里的这些" : "") : "";
    more.hidden = !found || found.count <= found.shown.length || query.size >= MOST;
    if (!more.hidden) {
      more.firstElementChild.href = address(Object.assign({}, query, { size: Math.min(query.size + 2 * SIZE, MOST) }));
    }
    if (going && list.children[before]) list.children[before].querySelector("a").focus();
    else if (found && scrollY === 0 && state.getBoundingClientRect().bottom > innerHeight) form.scrollIntoView({ behavior: "instant" }); // in large type
    document.documentElement.dataset.search = "ready";
  }

  // nothing says what can be done where nothing was found.
  function nothing(query) {
    var ways = query.q ? ["少用几个字，或者用空格把词分开"] : [], names = limits(query).map(function (name) { return FILTERS[name]; });
    if (names.length) ways.push("不限" + names.join("、"));
    return "没有找到。可以" + ways.join("，或者") + "。共 ";
  }

  // left says how many are not shown, and at the end what can be done about them.
  function left(query, found) {
    if (found.count <= found.shown.length) return "";
    return "，显示前 " + found.shown.length + " 条" + (query.size < MOST ? "" : "；要看后面的，请加检索词，或者选栏目、年份");
  }

  // item shows a document: whether it is in force as it stands, its title, its day and
  // category, and where the terms stand.
  function item(record, terms) {
    var li = document.createElement("li"), word = document.createElement("span"), link = document.createElement("a"), facts = document.createElement("p");
    link.href = root + record.path.split("/").map(encodeURIComponent).join("/");
    mark(link, record.title, terms);
    if (NOTED.indexOf(record.validity) >= 0) {
      word.className = "state";
      word.textContent = record.validity;
      li.appendChild(word);
    }
    facts.className = "result-facts";
    facts.textContent = [record.date, category(record.path)].filter(Boolean).join("　");
    [record.number, has(record.index, terms) ? record.index : ""].filter(Boolean).forEach(function (number) {
      facts.appendChild(document.createTextNode("　"));
      mark(facts, number, terms);
    });
    li.appendChild(link);
    li.appendChild(facts);
    var text = excerpt(record, terms);
    if (text) {
      var p = document.createElement("p");
      p.className = "result-text";
      mark(p, text, terms);
      li.appendChild(p);
    }
    return li;
  }

  function category(path) {
    var key = path.slice(0, path.indexOf("/"));
    var named = gongkaiSearch.manifest().categories.filter(function (c) { return c[0] === key; })[0];
    return named ? named[1] : "";
  }

  // has counts the terms that stand in a text.
  function has(text, terms) {
    var folded = gongkaiSearch.fold(text);
    return terms.filter(function (term) { return folded.indexOf(term) >= 0; }).length;
  }

  // excerpt returns a part of the paragraph with the most terms; where none has any, of
  // one that says something. Numbers are no text: they stand above it.
  function excerpt(record, terms) {
    var best = null, most = -1;
    record.paragraphs.forEach(function (p) {
      if (!p || p === record.number || p === record.index) return;
      var n = has(p, terms);
      if (n > most || most === 0 && n === 0 && best.length < SHORT && p.length >= SHORT) {
        most = n;
        best = p;
      }
    });
    if (!best) return "";
    var places = gongkaiSearch.marks(best, terms), from = places.length ? Math.max(0, places[0][0] - AROUND) : 0;
    if (from > 0 && /[\udc00-\udfff]/.test(best[from])) from--;
    var end = from + EXCERPT;
    if (/[\udc00-\udfff]/.test(best[end] || "")) end++;
    return (from > 0 ? "……" : "") + best.slice(from, end) + (end < best.length ? "……" : "");
  }

  // mark puts a text into an element, with the terms marked.
  function mark(element, text, terms) {
    var at = 0;
    gongkaiSearch.marks(text, terms).forEach(function (place) {
      if (place[1] <= at) return;
      var from = Math.max(place[0], at), hit = document.createElement("mark");
      element.appendChild(document.createTextNode(text.slice(at, from)));
      hit.textContent = text.slice(from, place[1]);
      element.appendChild(hit);
      at = place[1];
    });
    element.appendChild(document.createTextNode(text.slice(at)));
  }

  function go(query) {
    history.pushState(null, "", address(query));
    show(query);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var query = { size: SIZE };
    fields.forEach(function (name) { query[name] = form.elements[name].value.trim(); });
    go(bound(query));
  });
  ["category", "year", "validity", "sort"].forEach(function (name) {
    form.elements[name].addEventListener("change", function () { form.requestSubmit ? form.requestSubmit() : form.dispatchEvent(new Event("submit", { cancelable: true })); });
  });
  more.firstElementChild.addEventListener("click", function (event) {
    event.preventDefault();
    history.pushState(null, "", event.target.getAttribute("href"));
    show(read());
  });
  window.addEventListener("popstate", function () { show(read()); });
  // The keyboard: / goes to the field, arrows go through the results.
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing) {
      event.preventDefault();
      form.elements.q.focus();
      return;
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || document.activeElement.tagName === "SELECT") return;
    var links = Array.prototype.slice.call(list.querySelectorAll("li > a")), at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== form.elements.q) return;
    var next = event.key === "ArrowDown" ? links[at + 1] : links[at - 1] || form.elements.q;
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  offer();
  show(read());
})();
