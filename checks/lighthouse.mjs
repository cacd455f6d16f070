// Looks at pages of a site with Lighthouse, as a telephone would see them:
//
//	node checks/lighthouse.mjs CHROMIUM http://127.0.0.1:8080/ index.html search.html …
//
// Ends with status 1 where accessibility, best practices or SEO are not 100. Performance, and
// how far a page moves while it loads, are told and no more: on a busy machine the first says
// how busy that is, and the catalogue moves when its filter comes (0.24).
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [, , chromium, site, ...pages] = process.argv;
const browser = await launch({ chromePath: chromium, chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-component-update"] });
let faults = 0;
for (const page of pages) {
  const { lhr } = await lighthouse(site + page, { port: browser.port, logLevel: "error", onlyCategories: ["performance", "accessibility", "best-practices", "seo"] });
  const categories = Object.values(lhr.categories);
  console.log(page + ": " + categories.map(c => c.id + " " + Math.round(c.score * 100)).join(", "));
  for (const category of categories) {
    for (const { id, weight } of category.auditRefs) {
      const audit = lhr.audits[id];
      const binding = category.id !== "performance";
      if (!binding && id !== "cumulative-layout-shift" || weight === 0 || audit.score === null || audit.score >= 1) continue;
      console.log("  " + category.id + ": " + audit.title + " " + (audit.displayValue || ""));
      if (binding) faults++;
    }
  }
  if (lhr.runtimeError) {
    console.log("  " + lhr.runtimeError.message);
    faults++;
  }
}
await browser.kill();
process.exit(faults > 0 ? 1 : 0);
