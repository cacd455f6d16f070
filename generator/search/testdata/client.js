// Runs static/js/search.js as a browser would: a script is loaded by putting an element
// into the head. Arguments: the script, the folder of the index, a file with the queries
// (one JSON string a line) or "fold", and, if there is one, the folder of another release, which
// takes the place of the first when the manifest has been read. Prints what is found, a line
// of JSON for each.
const fs = require("fs"), path = require("path"), vm = require("vm");
const [script, before, asked, after] = process.argv.slice(2);
let loads = 0, folder = before;
const context = vm.createContext({ console, Promise, URLSearchParams });
context.window = context;
const run = file => vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
context.document = {
  createElement: () => ({ remove() {} }),
  head: {
    appendChild(element) {
      const file = path.join(folder, element.src.replace(/^search\//, "").replace(/\?.*/, ""));
      setImmediate(() => {
        loads++;
        try { run(file); } catch (error) { element.onerror(error); return; }
        element.onload();
      });
    },
  },
};
run(script);
for (const name of ["index", "fold", "tokens"]) run(path.join(folder, name + ".js"));
if (after) folder = after;

(async () => {
  const search = context.gongkaiSearch;
  if (asked === "fold") {
    run(path.join(folder, "fold-more.js"));
    const out = [];
    for (let c = 0; c <= 0x10ffff; c++) {
      if (c === 10 || c >= 0xd800 && c < 0xe000) continue;
      const s = String.fromCodePoint(c), folded = search.fold("龘" + s + "龘").slice(1, -1);
      if (folded !== s) out.push(c.toString(16) + " " + JSON.stringify(folded));
    }
    console.log(out.join("\n"));
    return;
  }
  for (const line of fs.readFileSync(asked, "utf8").trim().split("\n")) {
    const before = loads, q = JSON.parse(line);
    const found = await search.find(q, { size: 100000, sort: "date" });
    console.log(JSON.stringify({ count: found.count, ids: found.shown.map(r => r.id).reverse(), loads: loads - before }));
  }
})().catch(error => { console.error(error); process.exit(1); });
