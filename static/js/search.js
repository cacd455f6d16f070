// The search of a static site: any fragment of any text, exactly, without a server. What
// the files of the index are is told in generator/search; this reads them.
//
//   gongkaiSearch.find(query, options).then(function (found) { … })
//
// The files are classic scripts, loaded as they are needed, since neither fetch nor
// modules work from a folder. Each calls a function of gongkaiSearch. Numbers are bits,
// 13 of them in two printable characters.
(function () {
  "use strict";

  var UNIT = 13, BASE = 91, SHORT = 12, LONGEST = 20, DAY_BITS = 22, VALIDITY_BITS = 4;
  var FIRST_LOOK = 4; // pairs of a long term that are looked up before the others
  var MOST_CHARACTERS = 200, MOST_TERMS = 30; // of a query: each term costs as much as the first
  var api = window.gongkaiSearch = {};

  // --- bits

  var VALUES = new Uint8Array(128);
  for (var c = 0x21, value = 0; c < 0x7f; c++) {
    if (c !== 0x22 && c !== 0x27 && c !== 0x5c) VALUES[c] = value++;
  }

  function Bits(text) {
    this.text = text;
    this.at = 0;
    this.acc = 0;
    this.n = 0;
  }
  Bits.prototype.fill = function () {
    var unit = 0;
    if (this.at < this.text.length) unit = VALUES[this.text.charCodeAt(this.at)] * BASE + VALUES[this.text.charCodeAt(this.at + 1)];
    else if (this.at > this.text.length + 8) throw new Error("a file of the index is cut off");
    this.at += 2;
    this.acc = (this.acc & ((1 << this.n) - 1)) << UNIT | unit;
    this.n += UNIT;
  };
  Bits.prototype.read = function (n) {
    if (n > 16) return this.read(n - 16) * 65536 + this.read(16);
    while (this.n < n) this.fill();
    this.n -= n;
    return this.acc >>> this.n & ((1 << n) - 1);
  };
  Bits.prototype.unary = function () {
    for (var q = 0;;) {
      if (this.n === 0) this.fill();
      var left = this.acc & ((1 << this.n) - 1);
      if (left === 0) {
        q += this.n;
        this.n = 0;
        continue;
      }
      var zeros = Math.clz32(left) - (32 - this.n);
      this.n -= zeros + 1;
      return q + zeros;
    }
  };
  Bits.prototype.gamma = function () {
    var n = this.unary();
    return n === 0 ? 1 : Math.pow(2, n) + this.read(n);
  };
  Bits.prototype.rice = function (k) {
    var q = this.unary();
    return k === 0 ? q : q * Math.pow(2, k) + this.read(k);
  };
  // list reads f ascending numbers below u.
  Bits.prototype.list = function (f, u) {
    var out = new Int32Array(f), next = 0, o = 0, i, k;
    if (2 * f <= u) {
      if (f > 0) k = parameter(u, f);
      for (i = 0; i < f; i++) {
        next += this.rice(k) + 1;
        out[i] = next - 1;
      }
      return out;
    }
    if (f < u) {
      k = parameter(u, u - f);
      for (i = 0; i < u - f; i++) {
        for (var gap = this.rice(k); gap > 0; gap--) out[o++] = next++;
        next++;
      }
    }
    while (next < u) out[o++] = next++;
    return out;
  };

  function parameter(u, f) {
    var mean = Math.floor(u * 11 / (Math.max(f, 1) * 12));
    return mean < 1 ? 0 : 31 - Math.clz32(mean);
  }

  function mix(x) {
    x = Math.imul(x, 0x9E3779B1);
    x ^= x >>> 15;
    x = Math.imul(x, 0x85EBCA77);
    x ^= x >>> 13;
    return x >>> 0;
  }

  // --- what texts are searched as

  var BLANK = 0xd800, SPECIAL = 0xd801; // no character is either
  var low = new Uint16Array(65536), rare = new Uint8Array(65536), others = Object.create(null), folded = false, allFolds = false;
  for (var u = 0; u < 65536; u++) low[u] = u >= 0xd800 && u < 0xe000 ? SPECIAL : u;

  function setFold(from, to) {
    var code = from.codePointAt(0);
    if (code < 65536 && to.length === 1) low[code] = to.charCodeAt(0);
    else {
      if (code < 65536) low[code] = SPECIAL;
      others[from] = to;
    }
  }

  function setFolds(singles) { // each is a character and what it becomes, with a blank behind
    singles.split(" ").forEach(function (one) {
      var from = String.fromCodePoint(one.codePointAt(0) || 0);
      if (one) setFold(from, one.slice(from.length));
    });
  }

  function setRanges(ranges) { // each: how far behind the last it begins, length less 1, step, difference
    for (var i = 0, at = 0; i < ranges.length; i += 4) {
      at += ranges[i];
      for (var k = 0; k <= ranges[i + 1]; k++) {
        var code = at + k * ranges[i + 2];
        setFold(String.fromCodePoint(code), String.fromCodePoint(code + ranges[i + 3]));
      }
    }
  }

  api.folds = function (blanks, ranges, singles, rareCount, rareList) {
    var i, k;
    setRanges(ranges);
    setFolds(singles);
    for (i = 0; i < blanks.length; i += 2) for (k = blanks[i]; k <= blanks[i + 1]; k++) low[k] = BLANK;
    new Bits(rareList).list(rareCount, 65536).forEach(function (code) { rare[code] = 1; });
    folded = true;
  };
  api.moreFolds = function (ranges, singles) {
    setRanges(ranges);
    setFolds(singles);
    allFolds = true;
  };

  // needsMore reports whether a text has characters that fold-more.js tells of.
  function needsMore(text) {
    if (allFolds) return false;
    for (var i = 0; i < text.length; i++) {
      var code = text.charCodeAt(i);
      if (rare[code] || code >= 0xd800 && code < 0xe000) return true;
    }
    return false;
  }

  function spaced(code) { // of a writing with blanks between words
    return code < 0x2e80 && (code >= 97 && code <= 122 || code >= 48 && code <= 57 || code >= 0xc0);
  }

  var MARKS = /[\u0300-\u036f\u3099\u309a]/;

  // fold returns a paragraph as it is searched. Where places is given, it is filled with
  // where each character of that stands in the text.
  function fold(text, places) {
    var out = "", gap = false, marks = false;
    function add(piece, at) {
      for (var i = 0; i < piece.length; i++) {
        var code = piece.charCodeAt(i);
        if (gap && out && spaced(code) && spaced(out.charCodeAt(out.length - 1))) {
          out += " ";
          if (places) places.push(at);
        }
        gap = false;
        if (code >= 0x300 && MARKS.test(piece[i])) marks = true;
        out += piece[i];
        if (places) places.push(at);
      }
    }
    for (var i = 0; i < text.length; i++) {
      var to = low[text.charCodeAt(i)];
      if (to === BLANK) gap = true;
      else if (to !== SPECIAL) add(String.fromCharCode(to), i);
      else {
        var one = String.fromCodePoint(text.codePointAt(i)), at = i;
        i += one.length - 1;
        add(one in others ? others[one] : one, at);
      }
    }
    return marks ? compose(out, places) : out;
  }

  // compose joins letters with their marks, and keeps the places of the letters.
  function compose(text, places) {
    if (!places) return text.normalize("NFC");
    var out = "", from = places.splice(0);
    for (var i = 0; i < text.length;) {
      var end = i + 1;
      while (end < text.length && MARKS.test(text[end])) end++;
      var piece = text.slice(i, end).normalize("NFC");
      for (var k = 0; k < piece.length; k++) places.push(from[i]);
      out += piece;
      i = end;
    }
    return out;
  }

  function separates(query, i) { return low[query.charCodeAt(i)] === BLANK || query[i] === "\n"; }

  // words parts a query at its blanks.
  function words(query) {
    var list = [], word = "";
    for (var i = 0; i <= query.length; i++) {
      if (i < query.length && !separates(query, i)) word += query[i];
      else {
        if (word) list.push(word);
        word = "";
      }
    }
    return list;
  }

  // bounded returns the part of a query that is looked for, wherever it comes from.
  api.bounded = function (query) {
    var end = Math.min(query.length, MOST_CHARACTERS), terms = 0, within = false;
    if (/[\ud800-\udbff]/.test(query[end - 1]) && end < query.length) end--;
    for (var i = 0; i < end; i++) {
      if (separates(query, i)) within = false;
      else if (!within) {
        within = true;
        if (++terms > MOST_TERMS) return query.slice(0, i).trim();
      }
    }
    return query.slice(0, end);
  };

  // --- the table of tokens: canonical codes, of which those of 12 bits are found at once

  var tokens = null, short = new Int32Array(1 << SHORT), first = [], from = [], count = [];

  api.tokens = function (singles, pairs, counts) {
    var single = 0, code = 0, bits = new Bits(pairs), list = [], n, k;
    for (var length = 1; length <= LONGEST; length++) {
      code *= 2;
      first[length] = code;
      from[length] = list.length;
      n = counts[2 * length];
      count[length] = n + counts[2 * length + 1];
      for (k = 0; k < count[length]; k++) {
        var id = list.length;
        list.push(k < n ? singles[single++] : [bits.read(UNIT), bits.read(UNIT)]);
        if (length <= SHORT) short.fill(id << 5 | length, code << (SHORT - length), (code + 1) << (SHORT - length));
        code++;
      }
    }
    function text(id) {
      if (typeof list[id] !== "string") list[id] = text(list[id][0]) + text(list[id][1]);
      return list[id];
    }
    for (k = 0; k < list.length; k++) text(k);
    tokens = list;
  };

  // decode reads a text up to the code that ends it.
  function decode(bits) {
    for (var out = "";;) {
      while (bits.n < SHORT) bits.fill();
      var entry = short[bits.acc >>> (bits.n - SHORT) & ((1 << SHORT) - 1)], id = -1;
      if (entry !== 0) {
        bits.n -= entry & 31;
        id = entry >>> 5;
      } else {
        var code = bits.read(SHORT);
        for (var length = SHORT + 1; id < 0; length++) {
          if (length > LONGEST) throw new Error("a text of the index cannot be read");
          code = code * 2 + bits.read(1);
          if (code >= first[length] && code - first[length] < count[length]) id = from[length] + code - first[length];
        }
      }
      if (tokens[id] === "\0") return out;
      out += tokens[id] === "\x01" ? String.fromCharCode(bits.read(16)) : tokens[id];
    }
  }

  // --- loading

  var root = "", manifest = null, segments = [], months = [], total = 0;
  var bodies = Object.create(null), editions = Object.create(null), waiting = Object.create(null);

  // FORMAT is that of the files which this script reads: see generator/search/index.go.
  var FORMAT = 2;

  api.index = function (m) {
    manifest = m.format === FORMAT ? m : null; // nothing is found by one of another release
    if (!manifest) return;
    segments = [];
    months = [];
    var at = 0;
    m.groups.forEach(function (group) {
      group.segments.forEach(function (n, i) {
        segments.push({ group: group, number: i, first: at, count: n, tau: group.taus[i] });
        at += n;
      });
    });
    total = at;
    at = 0;
    m.months.forEach(function (month) {
      months.push({ name: month[0], first: at, count: month[1] });
      at += month[1];
    });
  };
  api.put = function (name, edition) {
    var text = name.slice(0, 2) === "t/";
    editions[name] = text ? "" : edition;
    bodies[name] = Array.prototype.slice.call(arguments, text ? 1 : 2);
  };

  // expected returns the edition that a file has if it is of the same release as the
  // manifest; a text says itself what it is.
  function expected(name) {
    if (name === "filter") return manifest.edition;
    var of = name.slice(0, name.indexOf("/"));
    return manifest.groups.reduce(function (found, group) { return group.name === of ? group.edition : found; }, "");
  }

  // renewed is the error of a file that is of another release than the manifest: the site
  // has been released anew since the page was opened.
  function renewed(name) {
    var error = new Error("search/" + name + ".js");
    error.renewed = true;
    return error;
  }

  // renew reads the manifest again, and forgets what was read under the old one.
  function renew() {
    Object.keys(bodies).concat("index").forEach(function (name) { delete waiting[name]; });
    bodies = Object.create(null);
    editions = Object.create(null);
    records = new Map();
    facets = null;
    manifest.version = String(Date.now()); // so that no old one is taken out of a store
    return script("index");
  }

  function script(name) {
    if (!waiting[name]) {
      waiting[name] = new Promise(function (done, failed) {
        var element = document.createElement("script");
        element.src = root + "search/" + name + ".js?v=" + (manifest ? manifest.version : "");
        element.onload = function () { element.remove(); done(); };
        element.onerror = function () {
          element.remove();
          delete waiting[name]; // it may come the next time
          failed(new Error("search/" + name + ".js"));
        };
        document.head.appendChild(element);
      });
    }
    return waiting[name];
  }

  // load brings files, all at a time, and returns their bodies.
  function load(names) {
    return Promise.all(names.map(script)).then(function () {
      return names.map(function (name) {
        if (!bodies[name]) throw new Error("search/" + name + ".js");
        if (editions[name] !== expected(name)) throw renewed(name);
        return bodies[name];
      });
    });
  }

  // --- sets of documents, ascending

  function intersect(a, b) {
    var out = [], i = 0, j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) {
        out.push(a[i]);
        i++;
        j++;
      } else if (a[i] < b[j]) i++;
      else j++;
    }
    return out;
  }

  function meet(lists) {
    return lists.slice().sort(function (a, b) { return a.length - b.length; }).reduce(intersect);
  }

  function unique(list) { return Array.from(new Set(list)); }

  // --- pairs

  // postings returns, for each segment of some groups, a map from the keys to what has
  // them; for the others an empty one.
  function postings(keys, groups) {
    var files = Object.create(null);
    groups.forEach(function (group) {
      keys.forEach(function (key) {
        var name = group.name + "/g" + (group.grams ? mix(key) >>> (32 - group.grams) : 0).toString(16);
        (files[name] = files[name] || []).push(key);
      });
    });
    var names = Object.keys(files);
    return load(names).then(function (loaded) {
      return segments.map(function (segment) {
        var found = new Map();
        names.forEach(function (name, i) {
          if (name.slice(0, name.indexOf("/")) === segment.group.name) {
            scan(found, loaded[i][segment.number], segment, files[name]);
          }
        });
        return found;
      });
    });
  }

  // scan finds the keys in a body.
  function scan(found, body, segment, keys) {
    var space = Math.pow(2, 32 - segment.group.grams), bits = new Bits(body), n = bits.gamma() - 1;
    var k = parameter(space, n), rest = -1, left = keys.length, want = new Map();
    keys.forEach(function (key) { want.set(mix(key) % space, key); });
    for (var i = 0; i < n && left > 0; i++) {
      rest += 1 + bits.rice(k);
      var df = bits.gamma(), docs = bits.list(df, segment.count), titles = bits.list(bits.gamma() - 1, df);
      if (want.has(rest)) {
        found.set(want.get(rest), { docs: docs, titles: Array.from(titles, function (rank) { return docs[rank]; }) });
        left--;
      }
    }
  }

  var NONE = { docs: [], titles: [] };

  // --- longer grams

  function payload(bits) {
    if (bits.read(1)) return { all: true };
    var p = { members: bits.read(1) === 0 }, n = bits.gamma(), k = bits.read(4), next = 0;
    p.ranks = new Int32Array(n);
    for (var i = 0; i < n; i++) {
      next += bits.rice(k) + 1;
      p.ranks[i] = next - 1;
    }
    return p;
  }

  function apply(p, candidates) {
    if (p.all) return candidates;
    if (p.members) return Array.from(p.ranks, function (rank) { return candidates[rank]; });
    var j = 0;
    return candidates.filter(function (_, i) {
      if (j < p.ranks.length && p.ranks[j] === i) {
        j++;
        return false;
      }
      return true;
    });
  }

  // below reads the children of a gram, and appends the payloads along the way, if any.
  function below(bits, way, depth, out) {
    var n = bits.gamma() - 1, k = n < 4 ? 14 : parameter(65536, n), next = 0;
    for (var i = 0; i < n; i++) {
      next += bits.rice(k) + 1;
      var p = payload(bits), hit = depth >= 0 && depth < way.length && way.charCodeAt(depth) === next - 1;
      if (hit) out.push(p);
      below(bits, way, hit ? depth + 1 : -1, out);
      if (hit) return;
    }
  }

  function longHash(term, i) {
    return (mix(term.charCodeAt(i) * 65536 + term.charCodeAt(i + 1)) ^ mix(term.charCodeAt(i + 2) + 0x10000)) >>> 0;
  }

  // longer returns, for each segment that is asked for and each place in the term, what is
  // known of the grams that begin there, from three characters on.
  function longer(term, asked) {
    var hashes = [], names = [];
    for (var i = 0; i + 2 < term.length; i++) hashes.push(longHash(term, i));
    function file(segment, hash) {
      var bits = segment.group.longs;
      return segment.group.name + "/x" + (bits ? hash >>> (32 - bits) : 0).toString(16);
    }
    asked.forEach(function (segment) { hashes.forEach(function (hash) { names.push(file(segment, hash)); }); });
    return load(unique(names)).then(function () {
      return new Map(asked.map(function (segment) {
        return [segment, hashes.map(function (hash, at) { return chain(bodies[file(segment, hash)][segment.number], segment.group, hash, term, at); })];
      }));
    });
  }

  function chain(body, group, hash, term, at) {
    var space = Math.pow(2, 32 - group.longs), bits = new Bits(body), n = bits.gamma() - 1;
    var k = parameter(space, n), rest = 0, want = hash % space, out = [];
    for (var i = 0; i < n; i++) {
      rest += bits.rice(k);
      if (rest > want) break;
      var hit = bits.read(16) === term.charCodeAt(at + 2) && rest === want, p = payload(bits);
      if (hit) out.push(p);
      below(bits, term, hit ? at + 3 : -1, out);
      if (hit) break;
    }
    return out;
  }

  // --- candidates of one term, for each segment: {docs, exact, titles}

  function pairsOf(term) {
    var keys = [];
    for (var i = 0; i + 1 < term.length; i++) keys.push(term.charCodeAt(i) * 65536 + term.charCodeAt(i + 1));
    return keys;
  }

  function candidates(term) {
    if (term.length === 1) {
      var key = term.charCodeAt(0);
      return postings([key], manifest.groups).then(function (found) {
        return found.map(function (of) {
          var e = of.get(key) || NONE;
          return { docs: Array.from(e.docs), titles: e.titles, exact: true };
        });
      });
    }
    var keys = pairsOf(term), begin = keys;
    if (keys.length > FIRST_LOOK) {
      begin = [];
      for (var i = 0; i < FIRST_LOOK; i++) begin.push(keys[Math.floor(i * (keys.length - 1) / (FIRST_LOOK - 1))]);
    }
    return postings(unique(begin), manifest.groups).then(function (found) {
      var open = segments.filter(function (segment, i) { return common(found[i], begin).length > segment.tau; });
      if (begin === keys || open.length === 0) return narrow(term, found, segments.map(function () { return begin; }));
      var groups = unique(open.map(function (segment) { return segment.group; }));
      return postings(unique(keys), groups).then(function (more) {
        var all = segments.map(function (segment) { return groups.indexOf(segment.group) >= 0; });
        return narrow(term, segments.map(function (_, i) { return all[i] ? more[i] : found[i]; }),
          segments.map(function (_, i) { return all[i] ? keys : begin; }));
      });
    });
  }

  function common(of, keys) {
    return meet(keys.map(function (key) { return (of.get(key) || NONE).docs; }));
  }

  // narrow puts together what was found of the keys of each segment.
  function narrow(term, found, keys) {
    var sets = found.map(function (of, i) {
      return {
        docs: Array.from(common(of, keys[i])), exact: term.length === 2,
        titles: meet(keys[i].map(function (key) { return (of.get(key) || NONE).titles; }))
      };
    });
    var hard = segments.filter(function (segment, i) { return term.length > 2 && sets[i].docs.length > segment.tau; });
    if (hard.length === 0) return sets;
    return longer(term, hard).then(function (known) {
      hard.forEach(function (segment) {
        var i = segments.indexOf(segment);
        climb(term, segment.tau, sets[i], found[i], known.get(segment));
      });
      return sets;
    });
  }

  // climb applies what is known of longer grams, length by length.
  function climb(term, tau, set, of, known) {
    var level = pairsOf(term).map(function (key) { return (of.get(key) || NONE).docs; });
    for (var length = 3; length <= Math.min(term.length, manifest.longest) && set.docs.length > tau; length++) {
      var next = [];
      for (var i = 0; i + length <= term.length; i++) {
        var p = known[i][length - 3];
        if (!p) { // with many candidates, and not there: in no document
          set.docs = [];
          set.exact = true;
          return;
        }
        next.push(apply(p, intersect(level[i], level[i + 1])));
      }
      level = next;
      set.docs = meet(level);
      set.exact = length === term.length;
    }
  }

  // --- texts

  var records = new Map();

  function monthOf(doc) {
    var a = 0, b = months.length;
    while (b - a > 1) {
      var middle = a + b >> 1;
      if (months[middle].first <= doc) a = middle;
      else b = middle;
    }
    return months[a];
  }

  // texts returns what the index has of some documents.
  function texts(docs) {
    var files = new Map();
    docs.forEach(function (doc) {
      if (records.has(doc)) return;
      var month = monthOf(doc), file = Math.floor((doc - month.first) / manifest.perFile);
      files.set("t/" + month.name + "/" + file.toString(16), { month: month, first: month.first + file * manifest.perFile });
    });
    return load(Array.from(files.keys())).then(function (loaded) {
      var at = 0, more = false;
      files.forEach(function (file) {
        var bits = new Bits(loaded[at++][0]), end = Math.min(file.first + manifest.perFile, file.month.first + file.month.count);
        for (var doc = file.first; doc < end; doc++) {
          var record = parse(doc, bits.read(DAY_BITS), bits.read(VALIDITY_BITS), decode(bits));
          more = more || needsMore(record.all);
          records.set(doc, record);
        }
      });
      var all = docs.map(function (doc) { return records.get(doc); });
      return more ? script("fold-more").then(function () { return all; }) : all;
    });
  }

  function parse(doc, day, validity, text) {
    var lines = text.split("\n"), head = lines.slice(1, 5), files = lines[5].split("\t"), body = lines.slice(6);
    return {
      id: doc, path: lines[0], title: head[0], number: head[1], index: head[2], date: new Date((day - 719163) * 864e5).toISOString().slice(0, 10), validity: manifest.validities[validity] || "",
      paragraphs: head.slice(1).concat(body, files), all: text.slice(text.indexOf("\n")), folded: null
    };
  }

  function holds(record, terms) {
    if (record.folded === null) record.folded = [record.title].concat(record.paragraphs).map(function (p) { return fold(p); }).join("\n");
    return terms.every(function (term) { return record.folded.indexOf(term) >= 0; });
  }

  // --- categories and validities

  var facets = null;

  function loadFacets() {
    if (facets) return Promise.resolve(facets);
    return load(["filter"]).then(function (loaded) {
      var bits = new Bits(loaded[0][0]), categories = width(manifest.categories.length), validities = width(manifest.validities.length);
      facets = { category: [], validity: [] };
      for (var i = 0; i < total; i++) {
        facets.category.push(bits.read(categories));
        facets.validity.push(bits.read(validities));
      }
      return facets;
    });
  }

  function width(n) { return 32 - Math.clz32(n); }

  // filter returns a function that says of a document whether it is wanted.
  function filter(options) {
    var span = null;
    if (options.year) {
      span = [total, total];
      months.forEach(function (month) {
        if (month.name.slice(0, 4) !== options.year) return;
        span = [Math.min(span[0], month.first), month.first + month.count];
      });
    }
    function inYear(doc) { return !span || doc >= span[0] && doc < span[1]; }
    if (!options.category && !options.validity) return Promise.resolve(inYear);
    var category = manifest.categories.findIndex(function (c) { return c[0] === options.category; });
    var validity = manifest.validities.indexOf(options.validity);
    return loadFacets().then(function (of) {
      return function (doc) {
        return inYear(doc) && (!options.category || of.category[doc] === category) && (!options.validity || of.validity[doc] === validity);
      };
    });
  }

  // --- a query

  // find answers a query: {count, shown, terms}. Shown are the first options.size
  // documents; the count is exact.
  api.find = function (query, options) {
    query = api.bounded(query);
    return ask(query, options).catch(function (error) {
      if (!error.renewed) throw error;
      return renew().then(function () { return ask(query, options); });
    });
  };

  function ask(query, options) {
    return ready(query).then(function () {
      var terms = unique(words(query).map(function (word) { return fold(word); }).filter(Boolean));
      return Promise.all([filter(options)].concat(terms.map(candidates))).then(function (parts) {
        return settle(terms, parts.slice(1), parts[0], options);
      });
    });
  }

  function ready(query) {
    if (!manifest || !folded || !tokens) return Promise.reject(new Error("search/index.js"));
    return needsMore(query) ? script("fold-more") : Promise.resolve();
  }

  // settle puts the terms together, looks through the texts where the index does not tell,
  // and brings what is to be shown.
  function settle(terms, sets, wanted, options) {
    var sure = [], open = [], titled = new Set();
    segments.forEach(function (segment, s) {
      var docs = sets.length ? meet(sets.map(function (of) { return of[s].docs; })) : range(segment.count);
      var exact = sets.every(function (of) { return of[s].exact; });
      docs.forEach(function (doc) {
        if (wanted(segment.first + doc)) (exact ? sure : open).push(segment.first + doc);
      });
      if (sets.length) {
        meet(sets.map(function (of) { return of[s].titles; })).forEach(function (doc) { titled.add(segment.first + doc); });
      }
    });
    return texts(open).then(function (list) {
      var docs = sure.concat(open.filter(function (_, i) { return holds(list[i], terms); }));
      docs.sort(function (a, b) { return b - a; });
      return order(docs, titled, terms, options).then(function (docs) {
        return texts(docs.slice(0, options.size)).then(function (shown) {
          if (!shown.every(function (record) { return holds(record, terms); })) throw renewed("index");
          return { count: docs.length, shown: shown, terms: terms };
        });
      });
    });
  }

  function range(n) {
    var list = [];
    for (var i = 0; i < n; i++) list.push(i);
    return list;
  }

  // order puts first what has all terms in its title. What the index says of titles is
  // certain for terms of one and two characters; of longer ones it names candidates, which
  // are looked at until there are as many as are shown.
  function order(docs, titled, terms, options) {
    if (options.sort === "date" || terms.length === 0) return Promise.resolve(docs);
    var maybe = docs.filter(function (doc) { return titled.has(doc); }), hits = new Set();
    function look(from) {
      if (from >= maybe.length || hits.size >= options.size) return Promise.resolve();
      var some = maybe.slice(from, from + Math.max(options.size, from));
      return texts(some).then(function (list) {
        list.forEach(function (record) {
          var title = fold(record.title);
          if (terms.every(function (term) { return title.indexOf(term) >= 0; })) hits.add(record.id);
        });
        return look(from + some.length);
      });
    }
    return look(0).then(function () {
      return docs.filter(function (doc) { return hits.has(doc); }).concat(docs.filter(function (doc) { return !hits.has(doc); }));
    });
  }

  // --- for the page

  // marks returns where in a text the terms stand: [from, to] by characters.
  api.marks = function (text, terms) {
    var places = [], folded = fold(text, places), found = [];
    terms.forEach(function (term) {
      for (var at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
        var last = places[at + term.length - 1];
        found.push([places[at], last + (text.codePointAt(last) > 0xffff ? 2 : 1)]);
      }
    });
    return found.sort(function (a, b) { return a[0] - b[0]; });
  };
  api.fold = fold;
  api.manifest = function () { return manifest; };
  api.setRoot = function (at) { root = at; };
})();
