package pdf

import (
	"gongkai/generator/diag"
)

// page is a page that is being read, or something that draws as a page does.
type page struct {
	place    Place
	pieces   []piece
	hidden   []piece
	letters  int // that were drawn
	unmapped int // of these, whose characters are not known
	tallies  map[*font]*tally
	pictures int     // that were drawn
	covered  float64 // by them, in square points
	paths    int
	rules    rules
}

// maxPieces bounds the pieces of one page. A page of small print has 10,000 letters.
const maxPieces = 100_000

// add takes up a piece of text, and reports whether there is room for it.
func (p *page) add(one piece) bool {
	if len(p.pieces)+len(p.hidden) >= maxPieces {
		return false
	}
	if one.hidden {
		p.hidden = append(p.hidden, one)
	} else {
		p.pieces = append(p.pieces, one)
	}
	return true
}

// tally counts the letters of one font on a page.
type tally struct{ digits, unmapped int }

// tally is that of a font.
func (p *page) tally(f *font) *tally {
	t := p.tallies[f]
	if t == nil {
		if p.tallies == nil {
			p.tallies = map[*font]*tally{}
		}
		t = new(tally)
		p.tallies[f] = t
	}
	return t
}

// count counts a letter.
func (p *page) count(g glyph, t *tally) {
	switch {
	case !g.mapped:
		p.unmapped++
		t.unmapped++
	case g.text == " ":
		return
	case len(g.text) == 1 && '0' <= g.text[0] && g.text[0] <= '9':
		t.digits++
	}
	p.letters++
}

// unread reports whether letters whose characters are not known may be a number that
// somebody looks for: as many as one has, or some of a font that has digits, of which they
// may be the rest.
func (p *page) unread() bool {
	const aNumber, some = 8, 3
	for _, t := range p.tallies {
		if t.digits >= some && t.unmapped >= some {
			return true
		}
	}
	return p.unmapped >= aNumber
}

// pages reads the pages in their order, and then what else is a page by its own word:
// pages that were replaced.
func (d *document) pages() {
	w := &pageTree{document: d, seen: map[int]bool{}}
	root := d.dict(d.trailer["Root"])
	w.node(d.dict(root)["Pages"], dict{}, 0)
	read := map[int32]bool{}
	for _, p := range w.found {
		if i, ok := d.current[p.number]; ok {
			read[i] = true
		}
	}
	number := 0
	for _, p := range w.found {
		if d.err != nil || d.work < 0 || number == maxPages {
			d.miss(TooLarge, number+1, diag.Text{ZH: "从这一页起没有查", EN: "nothing was read from here on"})
			return
		}
		number++
		d.page(p.dict, Place{Page: number})
	}
	d.result.Pages = number
	d.otherPages(read)
}

// otherPages reads pages that no tree has. Where there is no tree, these are the pages.
func (d *document) otherPages(read map[int32]bool) {
	for i, e := range d.list {
		if read[int32(i)] || e.to > 0 || d.err != nil || d.work < 0 {
			continue
		}
		of, ok := d.load(int32(i)).(dict)
		if !ok || of["Type"] != name("Page") {
			continue
		}
		place := Place{Old: true}
		if d.result.Pages == 0 {
			place = Place{}
		}
		d.page(of, place)
	}
}

// leaf is a page of the tree, with what it has from above.
type leaf struct {
	number int
	dict   dict
}

// pageTree is the tree of pages as it is walked.
type pageTree struct {
	*document
	seen  map[int]bool
	found []leaf
}

// node walks a node of the tree. Loops end at what was seen.
func (t *pageTree) node(v any, above dict, depth int) {
	r, isRef := v.(ref)
	if isRef && t.seen[int(r)] || depth > maxDepth || len(t.found) > maxPages {
		return
	}
	if isRef {
		t.seen[int(r)] = true
	}
	of := t.dict(v)
	if of == nil {
		return
	}
	for _, key := range []name{"Resources", "MediaBox"} {
		if _, ok := of[key]; !ok && above[key] != nil {
			of[key] = above[key]
		}
	}
	kids := t.array(of["Kids"])
	if kids == nil {
		for _, annotation := range t.array(of["Annots"]) {
			if a, ok := annotation.(ref); ok {
				t.pageOf[int(a)] = len(t.found) + 1
			}
		}
		t.found = append(t.found, leaf{int(r), of})
		return
	}
	for _, kid := range kids {
		t.node(kid, of, depth+1)
	}
}

// page reads a page: what draws it, and the looks of its annotations.
func (d *document) page(of dict, at Place) {
	p := &page{place: at}
	resources := d.dict(of["Resources"])
	const most = 16
	if resources != nil && len(d.known) < most {
		d.known = append(d.known, resources)
	}
	w := &drawing{d: d, page: p, resources: resources, state: newGraphics()}
	w.run(d.contents(of["Contents"]))
	p.visit(d)
	p.judge(d, d.size(of["MediaBox"]))
	for _, v := range d.array(of["Annots"]) {
		d.look(d.dict(v), at.as("批注或表单", "annotation or form"))
	}
}

func newGraphics() graphics { return graphics{ctm: identity, stretch: 1} }

// contents returns what draws a page: one stream, or several as if they were one.
func (d *document) contents(v any) []byte {
	list := d.array(v)
	if list == nil {
		list = array{v}
	}
	var all []byte
	for _, one := range list {
		if s, ok := d.get(one).(*stream); ok && d.err == nil {
			d.useRef(one)
			all = append(append(all, d.decode(s)...), '\n')
		}
	}
	return all
}

// visit hands on the lines of a page.
func (p *page) visit(d *document) {
	p.rules.sort()
	for _, c := range []struct {
		pieces []piece
		place  Place
		hidden bool
	}{
		{p.pieces, p.place, p.place.Old},
		{p.hidden, p.place.as("看不见的文字层", "layer of text that is not shown"), true},
	} {
		for _, row := range lines(c.pieces, &p.rules) {
			if d.err == nil && len(row) > 0 {
				d.err = d.sink.Text(Text{Place: c.place, Hidden: c.hidden, Line: true, Cells: row})
			}
		}
	}
}

// size returns the area of a page in square points.
func (d *document) size(box any) float64 {
	b := d.array(box)
	if len(b) != 4 {
		const a4 = 595 * 842
		return a4
	}
	var n [4]float64
	for i := range n {
		n[i], _ = d.get(b[i]).(float64)
	}
	return matrix{n[2] - n[0], 0, 0, n[3] - n[1], 0, 0}.area()
}

// judge notes what of a page was not read.
func (p *page) judge(d *document, size float64) {
	const (
		fewLetters = 100 // a scanned page may have a number or a stamp that is text
		manyPaths  = 300 // letters that were turned into outlines
	)
	shown := p.letters - p.unmapped
	d.result.Drawn = d.result.Drawn || p.letters > 0 || p.pictures > 0 || p.paths > 0 || p.covered > 0 || len(p.hidden) > 0
	switch {
	case p.covered > size/3 && shown < fewLetters && len(p.hidden) == 0:
		d.miss(Scanned, p.place.Page, diag.Text{})
	case p.letters == 0 && p.paths > manyPaths:
		outlines := diag.Text{ZH: "文字可能已转成线条", EN: "its text may have been turned into outlines"}
		d.miss(Scanned, p.place.Page, outlines)
		d.unseen(p.place, outlines)
	case p.pictures > 0:
		d.miss(Pictures, p.place.Page, diag.Text{})
	}
	if p.unread() {
		d.miss(Unmapped, p.place.Page, diag.Text{})
	}
}

// look reads what an annotation looks like: a form field has its value there.
func (d *document) look(of dict, at Place) {
	appearance := d.dict(of["AP"])
	for _, key := range []name{"N", "D", "R"} {
		v := appearance[key]
		switch one := d.get(v).(type) {
		case *stream:
			d.drawn(v, one, at)
		case dict: // one for each state
			for _, key := range sortedKeys(one) {
				if s, ok := d.get(one[key]).(*stream); ok {
					d.drawn(one[key], s, at)
				}
			}
		}
	}
}

// drawn reads a stream that draws something beside a page.
func (d *document) drawn(v any, s *stream, at Place) {
	if r, ok := v.(ref); ok {
		i, ok := d.current[int(r)]
		if ok && d.used[i] {
			return // one look may be that of many
		}
		d.use(i)
	}
	p := &page{place: at}
	w := &drawing{d: d, page: p, resources: d.dict(s.dict["Resources"]), state: newGraphics()}
	w.run(d.decode(s))
	p.visit(d)
	if p.unread() {
		d.miss(Unmapped, at.Page, diag.Text{})
	}
}
