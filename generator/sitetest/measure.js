// What is wrong with the looks of a page, by measuring it: an expression whose
// value is a list of texts, one a fault, "rule: element: what".
//
//   outside    lies beside the window, and no scroller brings it in
//   frame      reaches beyond the border or ground of what it stands in
//   clipped    has text that its own box cuts off
//   hint       is moved sideways, and nothing says so: shadows at its sides, or words, of a table on a phone of which a third is out of sight
//   overlap    has text over other text
//   tap        is to be touched and smaller than 24 px (on a phone; links in a sentence are as high as its lines)
//   narrow     has two characters a line, several lines
//   broken     is a short name, a date, an amount or a number of a telephone, and broken across lines;
//              a number with hyphens in running text a browser breaks, and it is left to it
//   stretched  has its letters set apart to fill a line
//   contrast   is too faint (WCAG AA)
//   structure  headings that skip a level, landmarks without a name, fields without a label, pictures without alt
//
// Boxes are compared with a pixel to spare, as browsers round.
(() => {
  const faults = [];
  const all = [...document.body.querySelectorAll('*')];
  const styles = new Map(all.map(e => [e, getComputedStyle(e)]));
  styles.set(document.body, getComputedStyle(document.body));
  const style = e => styles.get(e) || getComputedStyle(e);
  const room = document.documentElement.clientWidth;

  const name = e => {
    const own = e.className && e.className.baseVal === undefined ? '.' + e.className.trim().replace(/\s+/g, '.') : '';
    return e.tagName.toLowerCase() + (e.id ? '#' + e.id : own) + ' "' + e.textContent.trim().slice(0, 24) + '"';
  };
  const fault = (rule, e, what) => faults.push(rule + ': ' + name(e) + ': ' + what);

  // Of a page that is looked at, what is there for programs that read aloud is no part.
  const hidden = e => {
    for (; e && e !== document.body; e = e.parentElement) {
      const s = style(e);
      if (s.display === 'none' || s.visibility !== 'visible' || s.clipPath === 'inset(50%)' || e.classList.contains('skip')) return true;
    }
    return false;
  };
  const seen = new Map(all.map(e => [e, e.checkVisibility() && !hidden(e) && e.getClientRects().length > 0]));
  const inSVG = e => e.ownerSVGElement;
  const scrolls = e => /auto|scroll/.test(style(e).overflowX);
  const contained = e => /paint|strict|content/.test(style(e).contain); // cuts like overflow: clip
  const cuts = e => style(e).overflowX !== 'visible' || style(e).overflowY !== 'visible' || contained(e);
  const from = (e, test) => {
    for (; e && e !== document.body; e = e.parentElement) if (test(e)) return e;
    return null;
  };
  const around = (e, test) => from(e.parentElement, test);

  // The lines of text on the page: for each node of text, a box for each of its
  // lines, as high as its letters and cut where a scroller cuts it.
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, parent = node.parentElement;
    if (!node.data.trim() || /^(SCRIPT|STYLE|TITLE|DESC|OPTION)$/i.test(parent.tagName) || !seen.get(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const size = parseFloat(style(parent).fontSize);
    const boxes = [...range.getClientRects()].filter(r => r.width > 0).map(r => {
      const spare = inSVG(parent) ? 0 : Math.max(0, (r.height - size) / 2);
      return {left: r.left, right: r.right, top: r.top + spare, bottom: r.bottom - spare, node, parent};
    });
    if (boxes.length) texts.push({node, parent, boxes, size});
  }

  // outside, frame
  const framed = e => {
    const s = style(e);
    return scrolls(e) || s.borderLeftStyle !== 'none' && parseFloat(s.borderLeftWidth) > 0 || alpha(s.backgroundColor) > 0;
  };
  const lifted = e => /absolute|fixed/.test(style(e).position); // out of the frames around it
  const alpha = color => { const c = rgba(color); return c ? c[3] : 0; };
  function rgba(color) {
    const m = /^rgba?\(([^)]+)\)/.exec(color), n = m && m[1].split(/[\s,/]+/).map(Number);
    return n && [n[0], n[1], n[2], n.length > 3 ? n[3] : 1];
  }
  const reach = (box, e, outer) => { // outer begins what e, or a text in e, stands in
    const scroller = from(outer, scrolls);
    if (!scroller && (box.left < -1 || box.right > room + 1)) fault('outside', e, Math.round(box.left) + '–' + Math.round(box.right) + ' of ' + room + ' px');
    const frame = from(outer, e => framed(e) || lifted(e));
    if (!frame || scrolls(frame) || outer !== e && lifted(e) || lifted(frame) && !framed(frame)) return;
    const f = frame.getBoundingClientRect();
    if (box.left < f.left - 1 || box.right > f.right + 1) {
      fault('frame', e, Math.round(box.left) + '–' + Math.round(box.right) + ' in ' + name(frame) + ' ' + Math.round(f.left) + '–' + Math.round(f.right) + ' px');
    }
  };
  for (const e of all) if (seen.get(e) && !inSVG(e) && style(e).display !== 'contents') reach(e.getBoundingClientRect(), e, e.parentElement);
  for (const t of texts) for (const box of t.boxes) if (!inSVG(t.parent)) { const before = faults.length; reach(box, t.parent, t.parent); if (faults.length > before) break; }

  // hint: what is beyond the side of a scroller is, to who does not know of it, not there
  for (const e of all) {
    if (!seen.get(e) || !scrolls(e) || e.scrollWidth <= e.clientWidth + 1) continue;
    const words = getComputedStyle(e, '::before').content.includes('左右滑动'), shadows = style(e).backgroundAttachment.includes('local');
    const needsWords = room < 480 && e.scrollWidth > 1.5 * e.clientWidth && e.querySelector('table');
    if (!words && (needsWords || !shadows)) fault('hint', e, e.scrollWidth + ' px in ' + e.clientWidth);
  }

  // clipped
  for (const e of all) {
    if (!seen.get(e) || inSVG(e) || !e.textContent.trim() || /^(SELECT|INPUT|TEXTAREA)$/.test(e.tagName)) continue;
    const s = style(e);
    const off = overflow => /hidden|clip/.test(overflow) || overflow === 'visible' && contained(e);
    const across = off(s.overflowX) && e.scrollWidth > e.clientWidth + 1, down = off(s.overflowY) && e.scrollHeight > e.clientHeight + 1;
    if (across || down) fault('clipped', e, (across ? e.scrollWidth + ' px in ' + e.clientWidth : e.scrollHeight + ' px in a height of ' + e.clientHeight));
  }

  // overlap
  const boxes = [];
  for (const t of texts) {
    const scroller = from(t.parent, cuts), f = scroller && scroller.getBoundingClientRect();
    for (const b of t.boxes) {
      const c = f ? {...b, left: Math.max(b.left, f.left), right: Math.min(b.right, f.right), top: Math.max(b.top, f.top), bottom: Math.min(b.bottom, f.bottom)} : b;
      if (c.right > c.left && c.bottom > c.top) boxes.push(c);
    }
  }
  boxes.sort((a, b) => a.top - b.top);
  const over = new Set();
  boxes.forEach((a, i) => {
    for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 2; j++) {
      const b = boxes[j];
      if (a.node !== b.node && !over.has(b.node) && Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - b.top > 2) {
        over.add(b.node);
        fault('overlap', b.parent, 'over ' + name(a.parent));
      }
    }
  });

  // tap
  const block = e => {
    while (e && /^(inline|contents)$/.test(style(e).display)) e = e.parentElement;
    return e;
  };
  if (room < 500) {
    for (const e of all) {
      if (!seen.get(e) || !e.matches('a[href], button, input, select, textarea, summary')) continue;
      const r = e.getBoundingClientRect(), around = block(e.parentElement);
      const sentence = style(e).display === 'inline' && around && around.textContent.trim() !== e.textContent.trim();
      if (!sentence && (r.width < 23.5 || r.height < 23.5)) fault('tap', e, Math.round(r.width) + ' by ' + Math.round(r.height) + ' px');
    }
  }

  // narrow, broken
  const lines = boxes => {
    const tops = [];
    for (const b of boxes) if (!tops.some(t => Math.abs(t - b.bottom) < (b.bottom - b.top) / 2)) tops.push(b.bottom);
    return tops.length;
  };
  const blocks = new Map();
  for (const t of texts) {
    const b = inSVG(t.parent) ? null : block(t.parent);
    if (!b) continue;
    if (!blocks.has(b)) blocks.set(b, []);
    blocks.get(b).push(t);
  }
  for (const [e, parts] of blocks) {
    const text = parts.map(p => p.node.data).join('').trim(), boxes = parts.flatMap(p => p.boxes), n = lines(boxes);
    if (n < 2 || e.querySelector('br')) continue;
    const widest = Math.max(...boxes.map(b => b.right - b.left));
    if (n > 2 && text.length > 4 && widest < 2.6 * parts[0].size) fault('narrow', e, text.length + ' characters in ' + n + ' lines');
    // The heads of the forms of reports are two words over a figure, as they are printed.
    const head = e.closest('.form-table thead') && text.length === 4 && n === 2 && widest < 2.1 * parts[0].size;
    const label = e.closest('td, th, dt, dd, time, nav, button, label, .byline') || /^H[1-6]$/.test(e.tagName);
    if (label && !head && text.length <= 4) fault('broken', e, text);
  }
  const whole = /^[-+]?[\d,.]+ ?(%|[\u4e00-\u9fff]{0,3})$|^\d{4}年(\d+月)?(\d+日)?$/;
  const number = /\d{4}-\d\d-\d\d|\d{3,4}-\d{7,8}|\d[\d,]*\.\d+|\d{1,3}(,\d{3})+/g;
  for (const t of texts) {
    if (inSVG(t.parent) || t.parent.closest('code') || t.parent.closest('a') && /:\/\/|@/.test(t.node.data)) continue;
    const data = t.node.data, cell = t.parent.closest('td, th, dd, time, h1');
    const found = cell && whole.test(data.trim()) ? [[data.trim(), data.search(/\S/)]] : [...data.matchAll(number)].map(m => [m[0], m.index]);
    for (const [text, at] of found) {
      if (text.includes('-') && t.parent.closest('.prose :is(p, li), .files')) continue;
      const range = document.createRange();
      range.setStart(t.node, at);
      range.setEnd(t.node, at + text.length);
      if (lines([...range.getClientRects()].filter(r => r.width > 0)) > 1) fault('broken', t.parent, text);
    }
  }

  // stretched
  for (const t of texts) if (/justify/.test(style(t.parent).textAlign)) fault('stretched', t.parent, style(t.parent).textAlign);

  // contrast
  const over2 = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = e => {
    const layers = [];
    for (; e; e = e.parentElement) {
      const c = rgba(style(e).backgroundColor);
      if (c && c[3] > 0) layers.push(c);
      if (c && c[3] === 1) break;
    }
    return layers.reverse().reduce((under, c) => over2(c, under), [255, 255, 255, 1]);
  };
  const luminance = c => {
    const [r, g, b] = c.slice(0, 3).map(v => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  for (const t of texts) {
    const s = style(t.parent), color = rgba(inSVG(t.parent) ? s.fill : s.color);
    if (!color) continue;
    const under = ground(inSVG(t.parent) ? t.parent.ownerSVGElement : t.parent), [a, b] = [luminance(over2(color, under)), luminance(under)];
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    const large = t.size >= 24 || t.size >= 18.66 && s.fontWeight >= 700;
    if (ratio < (large ? 3 : 4.5)) fault('contrast', t.parent, ratio.toFixed(2) + ':1');
  }

  // structure
  let level = 0;
  for (const h of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const n = +h.tagName[1];
    if (style(h).display === 'none') continue;
    if (n > level + 1 && !(level === 0 && h.closest('nav'))) fault('structure', h, 'h' + n + ' after h' + level);
    level = n;
  }
  const one = selector => document.querySelectorAll(selector).length;
  if (one('h1') !== 1 || one('main') !== 1 || one('body > header') !== 1 || one('body > footer') !== 1) fault('structure', document.body, 'one h1, main, header and footer each');
  const named = e => e.getAttribute('aria-label') || (e.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id)).some(l => l && l.textContent.trim());
  const labels = new Set();
  for (const e of document.querySelectorAll('nav, [role=region], [role=search]')) {
    const label = e.getAttribute('aria-label') || e.getAttribute('aria-labelledby');
    if (!named(e) || e.matches('nav') && labels.has(label)) fault('structure', e, 'needs a name of its own');
    labels.add(label);
  }
  for (const e of document.querySelectorAll('input, select, textarea')) if (!e.labels.length && !named(e)) fault('structure', e, 'no label');
  for (const e of document.querySelectorAll('img:not([alt])')) fault('structure', e, 'no alt');
  for (const e of document.querySelectorAll('a[href], button')) {
    const pictures = [...e.querySelectorAll('img')].map(i => i.alt).join('');
    if (!(e.textContent.trim() + pictures) && !named(e)) fault('structure', e, 'nothing to read out');
  }
  return [...new Set(faults)];
})()
