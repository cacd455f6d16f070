// The filter of the disclosure catalog. The page works without it: its rows and
// the links beside them lead to everything.
//
// The data are classic scripts, one a year, named by the options of the year
// field and loaded when the reader first asks for something, newest year
// first; fetch and modules do not work from a file system. Each of them calls
//
//   gongkaiCatalog(year, rows)
//
// with rows as arrays in the order of COLUMNS, addresses relative to the
// site's root. A row matches when it holds every word of the query, as a
// substring, in any of its texts: Chinese is not cut into words. The address of the
// page has q, year, category and validity, so that what was found can be sent on.
(function () {
  "use strict";

  var COLUMNS = ["index", "title", "href", "summary", "written", "date", "category", "issuer", "number", "validity"];
  var SEARCHED = ["title", "number", "index", "summary", "issuer"];
  var SHOWN = [["index", "索引号"], ["number", "发文字号"], ["written", "生成日期"], ["date", "发布日期"], ["category", "栏目"], ["validity", "有效性"]];
  var LIMIT = 200; // rows shown; more than anybody reads, few enough to draw at once

  var form = document.getElementById("catalog-filter");
  var panel = document.getElementById("catalog-rows");
  if (!form || !panel) return;

  var words = document.getElementById("filter-words");
  var year = document.getElementById("filter-year");
  var category = document.getElementById("filter-category");
  var validity = document.getElementById("filter-validity");
  var count = document.getElementById("catalog-count");
  var wider = document.getElementById("catalog-wider"); // none where the site has no search
  var root = form.getAttribute("data-root");
  var original = panel.innerHTML;
  var files = []; // {href, rows}, newest first; rows is null until it has come
  var loading = null;
  var failed = 0;
  var changed = false; // the panel shows results in place of the page's own rows
  var timer = 0;

  Array.prototype.forEach.call(year.options, function (option) {
    if (option.value) files.push({ href: option.value, rows: null, failed: false });
  });

  window.gongkaiCatalog = function (_, rows) {
    if (loading) loading.rows = rows.map(record);
  };

  function record(values) {
    var row = {};
    COLUMNS.forEach(function (name, i) { row[name] = values[i] || ""; });
    row.text = SEARCHED.map(function (name) { return fold(row[name]); }).join("\n");
    return row;
  }

  // fold makes one what is written in several ways: as the search of the site does, or, if
  // there is none, full-width and half-width forms, upper and lower case.
  function fold(text) {
    if (window.gongkaiSearch) return window.gongkaiSearch.fold(text);
    return text.normalize("NFKC").toLowerCase();
  }

  function query() {
    return {
      words: words.value.split(/\s+/).map(fold).filter(Boolean),
      href: year.value,
      category: category.value,
      validity: validity.value
    };
  }

  var FIELDS = { q: words, year: year, category: category, validity: validity };

  // recall fills the fields with what the address asks for, as far as there is such a thing.
  function recall() {
    var at = new URLSearchParams(location.search);
    Object.keys(FIELDS).forEach(function (name) {
      var field = FIELDS[name], value = at.get(name);
      if (value === null) return;
      field.value = name === "year" ? "data-" + value + ".js" : value;
      if (field.selectedIndex < 0) field.value = "";
    });
  }

  // keep puts into the address what is asked for.
  function keep() {
    var at = new URLSearchParams();
    Object.keys(FIELDS).forEach(function (name) {
      var value = FIELDS[name].value.trim();
      if (value) at.set(name, name === "year" ? value.replace(/\D/g, "") : value);
    });
    var text = at.toString();
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  }

  function isEmpty(q) {
    return !q.words.length && !q.href && !q.category && !q.validity;
  }

  function matches(row, q) {
    return (!q.category || row.category === q.category) &&
      (!q.validity || row.validity === q.validity) &&
      q.words.every(function (word) { return row.text.indexOf(word) >= 0; });
  }

  // wanted lists the files that a query looks through.
  function wanted(q) {
    return files.filter(function (file) { return !q.href || file.href === q.href; });
  }

  // load brings the next file that q still needs, then shows what there is.
  function load(q) {
    if (loading) return;
    var next = wanted(q).filter(function (file) { return !file.rows && !file.failed; })[0];
    if (!next) return;
    loading = next;
    var script = document.createElement("script");
    script.src = next.href;
    script.onload = script.onerror = function () {
      next.failed = !next.rows;
      loading = null;
      script.remove();
      update();
    };
    document.head.appendChild(script);
  }

  function update() {
    var q = query();
    lead(q.words.length ? words.value.trim() : "");
    if (isEmpty(q)) {
      if (changed) panel.innerHTML = original;
      changed = false;
      count.textContent = "";
      return;
    }
    var found = [];
    var waiting = 0;
    failed = 0;
    wanted(q).forEach(function (file) {
      if (file.rows) found = found.concat(file.rows.filter(function (row) { return matches(row, q); }));
      else if (file.failed) failed++;
      else waiting++;
    });
    show(found);
    say(found.length, waiting);
    load(q);
  }

  // lead offers to look for the words in the texts as well, which the data do not have.
  function lead(text) {
    if (!wider) return;
    var link = wider.firstElementChild;
    wider.hidden = !text;
    link.search = new URLSearchParams({ q: text }).toString();
    link.textContent = "在正文、表格和附件名称里也查找“" + text + "”";
  }

  function say(total, waiting) {
    var text = total ? "找到 " + total + " 条" : "没有找到相符的文件";
    if (total > LIMIT) text += "，显示前 " + LIMIT + " 条，请再加条件";
    if (waiting) text = "正在查找，还有 " + waiting + " 个年份……";
    if (failed) text += "；有 " + failed + " 个年份的数据没有读到";
    count.textContent = text;
  }

  function show(rows) {
    var columns = SHOWN.filter(function (column) {
      return rows.some(function (row) { return row[column[0]]; });
    });
    var table = element("table", { className: "catalog" });
    table.appendChild(element("caption", { textContent: "检索结果" }));
    var head = table.createTHead().insertRow();
    head.appendChild(element("th", { scope: "col", textContent: "名称和内容概述" }));
    columns.forEach(function (column) {
      head.appendChild(element("th", { scope: "col", textContent: column[1] }));
    });
    var body = table.createTBody();
    rows.slice(0, LIMIT).forEach(function (row) { body.appendChild(line(row, columns)); });
    changed = true;
    panel.textContent = "";
    if (rows.length) panel.appendChild(table);
  }

  function line(row, columns) {
    var tr = element("tr", {});
    var name = element("th", { scope: "row" });
    name.appendChild(element("a", { href: root + row.href, textContent: row.title }));
    if (row.summary) name.appendChild(element("p", { textContent: row.summary }));
    tr.appendChild(name);
    columns.forEach(function (column) {
      var cell = element("td", { textContent: row[column[0]] });
      cell.setAttribute("data-label", column[1]);
      cell.className = column[0] === "number" ? "number" : "short";
      tr.appendChild(cell);
    });
    return tr;
  }

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  // soon waits for more letters; those of a word that is still being composed ask for nothing.
  function soon(event) {
    if (event.isComposing) return;
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  }

  function ask() {
    keep();
    update();
  }

  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("compositionend", soon);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    ask();
  });
  form.addEventListener("reset", soon);
  form.hidden = false;
  recall();
  update(); // a browser may have kept what was typed
})();
