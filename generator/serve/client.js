// The script that the preview adds to a page: it keeps the page up to date and
// shows what is wrong with the site. Published pages do not have it.
(function () {
	"use strict";
	var script = document.currentScript;
	var page = script.dataset.page;   // what is shown,
	var key = script.dataset.key;     // which version of it,
	var state = script.dataset.state; // as of which state of the site
	var source = null, timer = 0, failures = 0;
	var fetching = false, again = false;

	// A browser keeps few connections to one server open at a time, so only
	// pages that can be seen hold one. A page that was asleep says on its return
	// what it shows, and is told what it has missed.
	function connect() {
		clearTimeout(timer);
		if (source || document.visibilityState === "hidden") return;
		source = new EventSource("/_gongkai/live?page=" + encodeURIComponent(page) + "&key=" + key + "&state=" + state);
		source.onopen = function () { failures = 0; };
		source.onerror = function () {
			disconnect();
			if (++failures === 2) panel.offline();
			timer = setTimeout(connect, Math.min(failures * 500, 3000));
		};
		source.addEventListener("page", function (e) {
			if (JSON.parse(e.data).key !== key) refresh();
		});
		source.addEventListener("style", function (e) {
			var d = JSON.parse(e.data);
			state = Math.max(state, d.state);
			restyle(d.path, d.state);
		});
		source.addEventListener("reload", function () { location.reload(); });
		source.addEventListener("panel", function (e) { panel.show(JSON.parse(e.data)); });
	}

	function disconnect() {
		if (source) source.close();
		source = null;
	}

	// refresh fetches the page again. While it does, further news only make it
	// do so once more.
	function refresh() {
		if (fetching) {
			again = true;
			return;
		}
		fetching = true;
		fetch(location.href, { cache: "no-store" }).then(function (r) { return r.text(); }).then(swap).catch(function () {}).then(function () {
			fetching = false;
			if (again) {
				again = false;
				refresh();
			}
		});
	}

	// swap puts the main part of the new page in the place of the old one. Where
	// something else differs, or scripts would have to run, the page is loaded.
	function swap(text) {
		var next = new DOMParser().parseFromString(text, "text/html");
		var tag = next.querySelector("script[data-state]");
		var now = document.querySelector("main"), then = next.querySelector("main");
		if (!tag || !now || !then || now.querySelector("script") || then.querySelector("script") || frame(document) !== frame(next)) {
			location.reload();
			return;
		}
		var x = window.scrollX, y = window.scrollY;
		now.replaceWith(document.adoptNode(then));
		document.dispatchEvent(new Event("gongkai:main")); // for scripts that had put something into it
		document.title = next.title;
		key = tag.dataset.key;
		state = Math.max(state, tag.dataset.state);
		window.scrollTo({ left: x, top: y, behavior: "instant" });
	}

	// frame is all of a page but its main part and what we added, and the form in
	// which somebody may be choosing files: to load the page again would end that. Nor
	// do the buttons count that scripts of the page have put there.
	function frame(doc) {
		var body = doc.body.cloneNode(true);
		body.querySelectorAll("main, script[data-state], #gongkai-preview, #import, .reading, .reading-panel, .aloud-bar").forEach(function (e) { e.remove(); });
		var styles = Array.from(doc.querySelectorAll("link[rel=stylesheet]"), function (l) { return l.getAttribute("href").split("?")[0]; });
		return body.className + body.innerHTML + styles.join();
	}

	// restyle exchanges one style sheet. The old one goes when the new one is
	// there, so that the page is never seen without.
	function restyle(path, version) {
		document.querySelectorAll("link[rel=stylesheet]").forEach(function (old) {
			var address = new URL(old.href);
			if (address.origin !== location.origin || decodeURIComponent(address.pathname) !== "/" + path) return;
			var link = old.cloneNode();
			link.setAttribute("href", old.getAttribute("href").split("?")[0] + "?" + version);
			link.onload = link.onerror = function () { old.remove(); };
			old.after(link);
		});
	}

	var words = {
		zh: {
			errors: function (n) { return n + " 个错误，改正之前不能发布"; },
			more: function (n) { return "另有 " + n + " 个错误"; },
			overview: "预览一览", open: "在 VS Code 中打开", hint: "提示：", fold: "收起", unfold: "展开",
			quiet: function (p) { return "预览" + (p.warnings ? " · 警告 " + p.warnings : ""); },
			offline: "预览已经停止，页面不再更新",
		},
		en: {
			errors: function (n) { return n + (n === 1 ? " error" : " errors") + " to mend before the site can be published"; },
			more: function (n) { return n + " more errors"; },
			overview: "overview", open: "open in VS Code", hint: "hint: ", fold: "fold", unfold: "unfold",
			quiet: function (p) { return "preview" + (p.warnings ? " · " + p.warnings + " warnings" : ""); },
			offline: "The preview has ended; this page is no longer kept up to date",
		},
	};

	// panel shows what is wrong, at the foot of the window. It lives in a shadow
	// tree, out of reach of the site's style sheets. Its own is a file, since the
	// pages of a site allow no style element, and is loaded once.
	var panel = (function () {
		var host = document.createElement("div");
		host.id = "gongkai-preview";
		var root = host.attachShadow({ mode: "open" });
		var sheet = add(root, "link");
		sheet.rel = "stylesheet";
		sheet.href = "/_gongkai/panel.css";
		var folded = false, last = null;

		function add(parent, name, className, text) {
			var e = document.createElement(name);
			if (className) e.className = className;
			if (text) e.textContent = text;
			parent.appendChild(e);
			return e;
		}

		function link(parent, href, text) {
			var a = add(parent, "a", "", text);
			a.href = href;
			return a;
		}

		function problem(list, p, w) {
			var item = add(list, "li");
			var head = add(item, "p");
			if (p.place) link(head, p.open, p.place).title = w.open;
			add(head, "span", "code", p.code);
			add(item, "p", "message", p.message);
			if (p.before + p.under + p.after) {
				var line = add(item, "pre", "", p.before);
				add(line, "u", "", p.under || " ");
				line.appendChild(document.createTextNode(p.after));
			}
			if (p.hint) add(item, "p", "hint", w.hint + p.hint);
		}

		function fresh(className) {
			if (root.lastChild !== sheet) root.removeChild(root.lastChild);
			if (!host.isConnected) document.documentElement.appendChild(host);
			var box = add(root, "section", className);
			box.setAttribute("role", "status");
			return box;
		}

		function show(p) {
			last = p;
			var w = words[p.lang] || words.zh;
			if (p.errors.length === 0) {
				link(fresh("quiet"), "/_gongkai/", w.quiet(p));
				return;
			}
			var box = fresh("errors");
			var head = add(box, "header");
			add(head, "strong", "", w.errors(p.errors.length + p.more));
			link(head, "/_gongkai/", w.overview);
			var fold = add(head, "button", "", folded ? w.unfold : w.fold);
			fold.onclick = function () {
				folded = !folded;
				show(last);
			};
			if (folded) return;
			var list = add(box, "ol");
			p.errors.forEach(function (e) { problem(list, e, w); });
			if (p.more) add(box, "p", "more", w.more(p.more));
		}

		function offline() {
			add(fresh("quiet"), "span", "", (words[last && last.lang] || words.zh).offline);
		}

		return { show: show, offline: offline };
	})();

	document.addEventListener("visibilitychange", function () {
		if (document.visibilityState === "hidden") disconnect();
		else connect();
	});
	window.addEventListener("pagehide", disconnect);
	window.addEventListener("pageshow", connect);
	connect();
})();
